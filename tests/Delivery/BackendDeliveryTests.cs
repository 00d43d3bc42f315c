using McpInfra.Backends;
using McpInfra.Delivery;
using McpInfra.Delivery.Flux;
using McpInfra.Model;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery;

/// <summary>A GitOps tool brings whatever objects a backend has, and is told nothing else of it.</summary>
public sealed class BackendDeliveryTests
{
    public static TheoryData<string> Names => BackendStacks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Render_EveryToolAndBackend_CarriesEveryObjectOfTheBackend(string backend)
    {
        var settings = BackendStacks.Load(backend, externalServers: true);
        var kinds = Backend.Of(LoadedStack.Of(settings)).Manifests.Select(manifest => manifest.Kind).Where(kind => kind != "Namespace").Distinct().ToList();
        foreach (var tool in Rendered.Tools)
        {
            var text = string.Concat(Rendered.Of(tool, settings).Select(file => file.Content));

            Assert.All(kinds, kind => Assert.Contains($"kind: {kind}\n", text, StringComparison.Ordinal));
            Assert.DoesNotContain("arn:", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Fleet makes no bundle of a directory that holds nothing but its <c>fleet.yaml</c>, and what depends on one that is not there waits for ever.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void RenderFleet_EveryBackend_HasNoEmptyBundleAndDependsOnNone(string backend)
    {
        var files = Rendered.Of(GitOpsTool.Fleet, BackendStacks.Load(backend));
        var directories = files.Select(file => file.Path[..file.Path.LastIndexOf('/')]).Where(directory => directory.Contains('/', StringComparison.Ordinal) && !directory.EndsWith("/patches", StringComparison.Ordinal)).ToHashSet();
        var gateway = files.Single(file => file.Path == "dev/gateway/fleet.yaml").Document;

        Assert.All(directories, directory => Assert.Contains(files, file => file.Path.StartsWith(directory + "/", StringComparison.Ordinal) && !file.Path.EndsWith("/fleet.yaml", StringComparison.Ordinal)));
        Assert.Equal(directories.Contains("dev/secrets"), gateway.ContainsKey("dependsOn"));
        Assert.Equal(!directories.Contains("dev/secrets"), gateway.ContainsKey("namespaceLabels"));
        Assert.All(directories, directory => Assert.Contains($"- fleet/{directory}\n", files.Single(file => file.Path == "dev/gitrepo.yaml").Content, StringComparison.Ordinal));
        Assert.Equal(directories.Count, files.Single(file => file.Path == "dev/gitrepo.yaml").Content.Split("- fleet/").Length - 1);
    }

    /// <summary>Flux waits for what an expression tells it of, and for nothing else of a kind that it does not know.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void RenderFlux_EveryBackend_SaysOfEachKindWhenItIsReady(string backend)
    {
        var settings = BackendStacks.Load(backend, externalServers: true);
        var kinds = Backend.Of(LoadedStack.Of(settings)).Manifests.Where(manifest => manifest.ApiVersion.Contains('/', StringComparison.Ordinal)).Select(manifest => $"{manifest.ApiVersion} {manifest.Kind}").Distinct().ToList();
        foreach (var optional in (bool[])[false, true])
        {
            var spec = Rendered.Of(GitOpsTool.Flux, settings with { Migration = settings.Migration with { Optional = optional } }).Single("dev/secrets.yaml").Document;
            var expressions = ((IReadOnlyList<object?>?)ValueTree.At(spec, "spec.healthCheckExprs") ?? []).Cast<IReadOnlyDictionary<string, object?>>().ToList();

            Assert.Equal(kinds.Order(StringComparer.Ordinal), expressions.Select(check => $"{check["apiVersion"]} {check["kind"]}").Order(StringComparer.Ordinal));
            Assert.All(expressions, check => Assert.NotEqual("", check["current"]));
            Assert.Equal("5m0s", ValueTree.At(spec, "spec.timeout"));
        }
    }

    [Fact]
    public void Expressions_KindThatNobodyKnows_CannotBeRendered() =>
        Assert.Throws<InvalidOperationException>(() => HealthExpressions.Of([new KubernetesManifest("example.com/v1", "Unknown", "a")]));

    /// <summary>Helm owns that label in a bundle: an object that says it otherwise is Modified for ever.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void RenderFleet_EveryBackend_LeavesHelmItsLabel(string backend) =>
        Assert.All(Rendered.Of(GitOpsTool.Fleet, BackendStacks.Load(backend, externalServers: true)), file => Assert.DoesNotContain("managed-by", file.Content, StringComparison.Ordinal));

    /// <summary>Helm-controller would add a digest or a commit to the version, and the chart's label bears no <c>+</c>.</summary>
    [Theory]
    [InlineData("oci://registry.example.com/team/mcp-stack")]
    [InlineData("./charts/mcp-stack")]
    public void RenderFlux_AnyChart_NeverHasItsVersionChanged(string source)
    {
        var settings = Stacks.Shipped("prod");
        var files = Rendered.Of(GitOpsTool.Flux, settings with { Chart = settings.Chart with { Source = source } });

        Assert.All(files, file => Assert.DoesNotContain("OCIRepository", file.Content, StringComparison.Ordinal));
        Assert.DoesNotContain("reconcileStrategy", files.Single("prod/gateway/helmrelease.yaml").Content, StringComparison.Ordinal);
        Assert.DoesNotContain("chartRef", files.Single("prod/gateway/helmrelease.yaml").Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_RegistryThatIsClosed_NamesTheSecretThatOpensIt()
    {
        var settings = Stacks.Shipped("prod");
        settings = settings with
        {
            Delivery = settings.Delivery with { Flux = settings.Delivery.Flux with { ChartSecret = "pull", Insecure = true }, Fleet = settings.Delivery.Fleet with { HelmSecretName = "pull" } },
        };

        var repository = Rendered.Of(GitOpsTool.Flux, settings).Single("prod/gateway/helmrepository.yaml").Document;
        Assert.Equal(("pull", true), (ValueTree.At(repository, "spec.secretRef.name"), ValueTree.At(repository, "spec.insecure")));
        var gitRepo = Rendered.Of(GitOpsTool.Fleet, settings).Single("prod/gitrepo.yaml").Document;
        Assert.Equal(("pull", @"oci://ghcr\.io/ibm/mcp-context-forge/mcp-stack$"), (ValueTree.At(gitRepo, "spec.helmSecretName"), ValueTree.At(gitRepo, "spec.helmRepoURLRegex")));
    }
}
