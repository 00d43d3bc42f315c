using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery;

/// <summary>What a cluster runs for its environments, as files for every tool.</summary>
[Collection(PulumiCollection.Name)]
public sealed class ClusterSpecTests
{
    public static TheoryData<string> Tools => [.. Rendered.Tools.Select(tool => tool.ToString())];

    public static TheoryData<string, string> ToolsAndKinds => ClusterStacks.ToolsAndKinds();

    [Theory]
    [MemberData(nameof(Tools))]
    public void Files_AClusterAndAnEnvironment_AreAsReviewed(string tool)
    {
        var word = FileHeader.Word(Enum.Parse<GitOpsTool>(tool));
        var cluster = ClusterStacks.Of("production");
        var files = ClusterStacks.Render(Enum.Parse<GitOpsTool>(tool), cluster, ClusterStacks.In(cluster));

        Snapshot.Matches($"render-cluster/{word}.txt", string.Concat(files.Select(file => file.Path + "\n")));
        foreach (var file in files.Where(file => !file.Path.StartsWith("dev/", StringComparison.Ordinal)))
            Snapshot.Matches($"render-cluster/{word}/{file.Path}", file.Content);
    }

    /// <summary>One model, two writers: Pulumi's releases and the files.</summary>
    [Theory]
    [MemberData(nameof(ToolsAndKinds))]
    public async Task Charts_OfACluster_AreThoseOfTheReleases(string tool, string kind)
    {
        var cluster = ClusterStacks.Of(kind);
        var deployed = await Deployed.RunAsync(cluster with { Delivery = cluster.Delivery with { Mode = DeliveryMode.Helm } });
        var files = ClusterStacks.Render(Enum.Parse<GitOpsTool>(tool), cluster);
        var text = string.Concat(files.Select(file => file.Content));

        var releases = deployed.OfType(Deployed.Release).ToDictionary(release => release.Name);
        Assert.Equal(ClusterChart.Of(cluster).Select(chart => chart.Part).Order(StringComparer.Ordinal), releases.Keys.Order(StringComparer.Ordinal));
        foreach (var (part, release) in releases)
        {
            Assert.Equal(Tree.Shown(release.At("values")!.Value), Tree.Shown(ClusterStacks.Values(Enum.Parse<GitOpsTool>(tool), files, cluster.Directory, part)));
            Assert.Contains(release.Text("version")!, text, StringComparison.Ordinal);
            Assert.Contains(release.Text("namespace")!, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(ToolsAndKinds))]
    public void Namespaces_OfACluster_HaveTheLabelsOfTheProgram(string tool, string kind)
    {
        var cluster = ClusterStacks.Of(kind);
        var files = ClusterStacks.Render(Enum.Parse<GitOpsTool>(tool), cluster);
        var restricted = files.Count(file => file.Content.Contains("pod-security.kubernetes.io/enforce: restricted", StringComparison.Ordinal));

        Assert.Equal(cluster.Operator.PodSecurity ? ClusterChart.Of(cluster).Count : 0, restricted);
    }

    [Theory]
    [MemberData(nameof(ToolsAndKinds))]
    public void Files_OfACluster_PassTheGuardAndAreTheSameTwice(string tool, string kind)
    {
        var cluster = ClusterStacks.Of(kind);
        var files = ClusterStacks.Render(Enum.Parse<GitOpsTool>(tool), cluster, ClusterStacks.In(cluster));

        Assert.All(files, file => Assert.Empty(new FileGuard(new HeldSecrets()).Inspect(file.Path, file.Document)));
        Assert.Equal(files.Select(file => file.Content), ClusterStacks.Render(Enum.Parse<GitOpsTool>(tool), cluster, ClusterStacks.In(cluster)).Select(file => file.Content));
        Assert.All(files.Where(file => !file.Path.EndsWith(".md", StringComparison.Ordinal)), file => Assert.Equal(Tree.Shown(file.Document), Tree.Shown(Tree.OfYaml(file.Content))));
    }

    [Fact]
    public void Flux_Environment_DependsOnAKustomizationThatItsClusterHas()
    {
        var cluster = ClusterStacks.Of("least");
        var files = ClusterStacks.Render(GitOpsTool.Flux, cluster, ClusterStacks.In(cluster));

        var named = ValueTree.At(Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Assert.Single(DependsOn(files.Single("dev/secrets.yaml")))), "name");

        Assert.Equal("mcp-gateway-cluster-dev-operator", named);
        Assert.Equal(named, ValueTree.At(files.Single("cluster-dev/operator.yaml").Document, "metadata.name"));
        Assert.Equal("mcp-gateway-cluster-dev-namespaces", ValueTree.At(Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Assert.Single(DependsOn(files.Single("cluster-dev/operator.yaml")))), "name"));
        Assert.Equal(ValueTree.At(files.Single("cluster-dev/operator.yaml").Document, "metadata.namespace"), ValueTree.At(files.Single("dev/secrets.yaml").Document, "metadata.namespace"));
    }

    [Fact]
    public void Flux_ClusterOfAnotherNamespace_IsNamedWithIt()
    {
        var cluster = ClusterStacks.Of("least");
        cluster = cluster with { Delivery = cluster.Delivery with { Flux = cluster.Delivery.Flux with { Namespace = "flux" } } };

        var named = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Assert.Single(DependsOn(ClusterStacks.Render(GitOpsTool.Flux, cluster, ClusterStacks.In(cluster)).Single("dev/secrets.yaml"))));

        Assert.Equal("flux", named["namespace"]);
    }

    [Fact]
    public void Fleet_Environment_SelectsExactlyTheOperatorsBundle()
    {
        var cluster = ClusterStacks.Of("production");
        var files = ClusterStacks.Render(GitOpsTool.Fleet, cluster, ClusterStacks.In(cluster));

        var named = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Assert.Single(DependsOn(files.Single("dev/secrets/fleet.yaml"), "dependsOn")));
        var labels = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(ValueTree.At(named, "selector.matchLabels"));

        var selected = files.Where(file => file.Path.EndsWith("/fleet.yaml", StringComparison.Ordinal) && file.Document["labels"] is IReadOnlyDictionary<string, object?> own
            && labels.All(label => own.TryGetValue(label.Key, out var value) && Equals(value, label.Value)));
        Assert.Equal("cluster-prod/operator/fleet.yaml", Assert.Single(selected).Path);
    }

    /// <summary>Of what is not there an environment would wait for ever.</summary>
    [Fact]
    public void Environment_WithoutItsClusterOrWithoutNeedOfIt_WaitsForNone()
    {
        var cluster = ClusterStacks.Of("least");
        var elsewhere = Stacks.Shipped("dev") with { ClusterStack = "cluster-prod" };
        var withVso = BackendStacks.Vso.Load() with { ClusterStack = cluster.Stack };

        foreach (var stack in (StackSettings[])[elsewhere, withVso])
            Assert.Null(DeliverySpec.InGitWith([ClusterSpec.Of(cluster)], stack).After);
        Assert.NotNull(DeliverySpec.InGitWith([ClusterSpec.Of(cluster)], ClusterStacks.In(cluster)).After);
    }

    /// <summary>With the operator go its kinds, with those every Secret.</summary>
    [Fact]
    public void Protected_Operator_StaysWhenItIsTakenOutOfGit()
    {
        var production = ClusterStacks.Of("production");
        var argoCd = ClusterStacks.Render(GitOpsTool.ArgoCd, production).Single("cluster-prod/charts/00-application-mcp-gateway-cluster-prod-operator.yaml").Document;
        var flux = ClusterStacks.Render(GitOpsTool.Flux, production);

        Assert.Null(ValueTree.At(argoCd, "metadata.finalizers"));
        Assert.Contains("argocd.argoproj.io/sync-options: Delete=false,Prune=false", ClusterStacks.Render(GitOpsTool.ArgoCd, production).Single("cluster-prod/charts/00-application-mcp-gateway-cluster-prod-operator.yaml").Content, StringComparison.Ordinal);
        foreach (var path in (string[])["operator/helmrelease.yaml", "operator/helmrepository.yaml", "namespaces/00-namespace-external-secrets.yaml"])
            Assert.Contains("kustomize.toolkit.fluxcd.io/prune: disabled", flux.Single("cluster-prod/" + path).Content, StringComparison.Ordinal);
        Assert.Equal(true, ClusterStacks.Render(GitOpsTool.Fleet, production).Single("cluster-prod/operator/fleet.yaml").Document["keepResources"]);
        foreach (var tool in Rendered.Tools)
            Assert.DoesNotContain(ClusterStacks.Render(tool, ClusterStacks.Of("least")), file => file.Content.Contains("prune: disabled", StringComparison.Ordinal) || file.Content.Contains("Prune=false", StringComparison.Ordinal) || file.Content.Contains("keepResources", StringComparison.Ordinal));
    }

    /// <summary>A chart of a registry is written as each tool wants it.</summary>
    [Fact]
    public void Operator_OfARegistry_IsWrittenAsEachToolTakesIt()
    {
        var cluster = ClusterStacks.Of("everything");

        var argoCd = ClusterStacks.Render(GitOpsTool.ArgoCd, cluster).Single("cluster-dev/charts/00-application-mcp-gateway-cluster-dev-operator.yaml").Document;
        Assert.Equal(("registry.example.com/charts", "external-secrets", "2.8.0"), (ValueTree.At(argoCd, "spec.source.repoURL"), ValueTree.At(argoCd, "spec.source.chart"), ValueTree.At(argoCd, "spec.source.targetRevision")));
        var flux = ClusterStacks.Render(GitOpsTool.Flux, cluster).Single("cluster-dev/operator/helmrepository.yaml").Document;
        Assert.Equal(("oci", "oci://registry.example.com/charts"), (ValueTree.At(flux, "spec.type"), ValueTree.At(flux, "spec.url")));
        var fleet = ClusterStacks.Render(GitOpsTool.Fleet, cluster).Single("cluster-dev/operator/fleet.yaml").Document;
        Assert.Equal(("oci://registry.example.com/charts/external-secrets", null), (ValueTree.At(fleet, "helm.repo"), ValueTree.At(fleet, "helm.chart")));
        var plain = ClusterStacks.Render(GitOpsTool.Manifests, cluster).Single("cluster-dev/operator-values.yaml").Content;
        Assert.Contains("helm upgrade --install external-secrets oci://registry.example.com/charts/external-secrets --version 2.8.0 --namespace eso", plain, StringComparison.Ordinal);
    }

    /// <summary>A hub's Flux has all its releases in one namespace.</summary>
    [Fact]
    public void Flux_OfAHub_BringsEachChartByTheSecretOfTheCluster()
    {
        var cluster = ClusterStacks.Of("production");
        cluster = cluster with { Delivery = cluster.Delivery with { Flux = cluster.Delivery.Flux with { KubeConfigSecret = "mcp-prod-kubeconfig" } } };
        var files = ClusterStacks.Render(GitOpsTool.Flux, cluster);

        var releases = files.Where(file => file.Path.EndsWith("/helmrelease.yaml", StringComparison.Ordinal)).Select(file => file.Document).ToList();
        Assert.Equal(["mcp-gateway-cluster-prod-operator", "mcp-gateway-cluster-prod-reloader"], releases.Select(release => ValueTree.At(release, "metadata.name")));
        Assert.Equal(["external-secrets", "reloader"], releases.Select(release => ValueTree.At(release, "spec.targetNamespace")));
        Assert.All(releases, release => Assert.Equal("mcp-prod-kubeconfig", ValueTree.At(release, "spec.kubeConfig.secretRef.name")));
        Assert.Equal("mcp-prod-kubeconfig", ValueTree.At(files.Single("cluster-prod/namespaces.yaml").Document, "spec.kubeConfig.secretRef.name"));
    }

    private static IReadOnlyList<object?> DependsOn(RenderedFile file, string path = "spec.dependsOn") => Assert.IsAssignableFrom<IReadOnlyList<object?>>(ValueTree.At(file.Document, path));
}
