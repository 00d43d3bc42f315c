using System.Globalization;
using McpInfra.Components;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.Program;

/// <summary>The whole program of a cluster's stack, and of an environment that asks one.</summary>
[Collection(PulumiCollection.Name)]
public sealed class ClusterTests
{
    private const string Stack = "organization/mcp-infra/cluster-dev";

    private const string Token = "k8s-aws-v1.canary-of-a-kubeconfig-0123456789";

    private static readonly string Kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: from-the-cluster
        contexts: [{name: from-the-cluster, context: {cluster: a, user: a}}]
        users: [{name: a, user: {token: TOKEN}}]
        """.Replace("TOKEN", Token, StringComparison.Ordinal);

    private static readonly Dictionary<string, object> Outputs = new()
    {
        ["identity"] = "pod-identity",
        ["operatorRoleArn"] = StackYaml.OperatorRoleArn,
        ["kubernetesContext"] = "mcp-dev",
        ["region"] = "eu-west-1",
        ["accountId"] = StackYaml.AccountId,
    };

    public static TheoryData<string> Kinds => ["least", "everything", "irsa"];

    /// <summary>The run itself fails where a resource is registered that the root's transformation has not seen.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Resources_OfACluster_HangFromTheRootComponentUnderTheGuard(string kind)
    {
        var deployed = await Deployed.RunAsync(Cluster(kind));

        Assert.All(deployed.Resources, resource => Assert.Equal(ClusterProgram.TypeToken, deployed.RootOf(resource).Type));
        Assert.Equal(deployed.Resources.Count, deployed.Guard.Resources);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Resources_UnknownOutputs_AreTheSameAsWithKnownOnes(string kind)
    {
        var known = await Deployed.RunAsync(Cluster(kind));
        var unknown = await Deployed.RunAsync(Cluster(kind), new RecordingCloud(new Canaries()) { Unknown = true });

        Assert.Equal(Names(known), Names(unknown));

        static List<string> Names(Deployed deployed) => [.. deployed.Resources.Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Operator_OfACluster_WaitsForItsNamespaceAndItsIdentity()
    {
        var deployed = await Deployed.RunAsync(Cluster("everything"));

        Assert.Equal(["identity", "namespace"], (await deployed.Single(Deployed.Release, "operator").DependsOnAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(["operator", "reloader-namespace"], (await deployed.Single(Deployed.Release, "reloader").DependsOnAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(["identity", "identity-agent"], (await deployed.Single("aws:eks/podIdentityAssociation:PodIdentityAssociation").DependsOnAsync()).Order(StringComparer.Ordinal));
    }

    /// <summary>Its environments are answered alike, whoever brings the operator.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task DeliveryGit_OfACluster_MakesTheAwsSideAloneAndOutputsTheSame(string kind)
    {
        var cluster = Cluster(kind);
        var here = await Deployed.RunAsync(cluster);
        var git = await Deployed.RunAsync(cluster with { Delivery = cluster.Delivery with { Mode = DeliveryMode.Git } });

        Assert.DoesNotContain(git.Resources, resource => resource.Type.Contains("kubernetes", StringComparison.Ordinal) || resource.Type.StartsWith("mcp-infra:helm:", StringComparison.Ordinal));
        Assert.Equal(Aws(here), Aws(git));
        Assert.Equal(await here.OutputsAsync(), await git.OutputsAsync());

        static List<string> Aws(Deployed deployed) => [.. deployed.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)).Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Protect_Production_CoversWhatEnvironmentsStandOn()
    {
        var deployed = await Deployed.RunAsync(StackYaml.Cluster.LoadCluster("cluster-prod"));

        string[] stoodOn = ["aws:iam/role:Role", "kubernetes:core/v1:Namespace", Deployed.Release];
        Assert.All(stoodOn, type => Assert.True(deployed.Single(type).Options.Protect));
    }

    /// <summary>What a cluster's stack outputs is what an environment that names it asks for, and what its file answers without Pulumi.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Outputs_OfACluster_AreWhatAnEnvironmentIsAnswered(string kind)
    {
        var cluster = Cluster(kind);
        var outputs = await (await Deployed.RunAsync(cluster)).OutputsAsync();
        var link = new ClusterLink("cluster-dev", Enum.GetValues<ClusterOutput>().ToDictionary(output => output, ClusterLinkTopic.NameOf));

        foreach (var output in Enum.GetValues<ClusterOutput>())
        {
            var answer = ClusterAnswers.Of(link, cluster).Text(output);
            Assert.Equal(answer is not null, outputs.Contains($"\"{ClusterLinkTopic.NameOf(output)}\":\"{answer}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Environment_NamesItsClustersStack_IsMadeOfItsOutputs()
    {
        var deployed = await Deployed.RunAsync(StackYaml.InCluster.Source(), Cloud(Outputs));

        Assert.Equal("mcp-dev", deployed.Single("pulumi:providers:kubernetes").Text("context"));
        Assert.Equal(StackYaml.OperatorRoleArn, deployed.Single("aws:iam/role:Role").Policy("assumeRolePolicy").GetProperty("Statement")[0].GetProperty("Principal").GetProperty("AWS").GetString());
        Assert.Equal("eu-west-1", deployed.Single("pulumi:providers:aws").Text("region"));
        var reference = deployed.Single("pulumi:pulumi:StackReference");
        Assert.Equal(Stack, reference.Text("name"));
        Assert.Equal(ClusterReference.TypeToken, deployed.RootOf(reference).Type);
    }

    [Fact]
    public async Task Environment_NamesAStackOfAnotherProgram_TakesTheOutputsThatItNames()
    {
        var yaml = StackYaml.InCluster
            .With("mcp-infra:clusterStack", "acme/clusters/eu")
            .With("mcp-infra:identity.mode", "irsa")
            .With("mcp-infra:clusterOutputs", "{oidcProviderArn: oidcArn, kubernetesContext: kubeContext, region: awsRegion, accountId: awsAccount}");
        var outputs = new Dictionary<string, object>
        {
            ["oidcArn"] = StackYaml.OidcProviderArn,
            ["kubeContext"] = "eu",
            ["awsRegion"] = "eu-central-1",
            ["awsAccount"] = StackYaml.AccountId,
            ["region"] = "no region at all",
        };

        var deployed = await Deployed.RunAsync(yaml.Source(), Cloud(outputs, "acme/clusters/eu"));

        Assert.Equal("eu-central-1", deployed.Single("pulumi:providers:aws").Text("region"));
        Assert.Contains(StackYaml.OidcProviderArn, deployed.Single("aws:iam/role:Role").Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("region", "Europe", "whose output region is not an AWS region")]
    [InlineData("accountId", "1", "whose output accountId is not an AWS account id")]
    [InlineData("identity", "pods", "whose output identity is not one of irsa, pod-identity")]
    [InlineData("kubernetesContext", null, "organization/mcp-infra/cluster-dev has no output kubernetesContext")]
    public async Task Environment_ClusterAnswersSomethingElse_IsRefused(string output, string? answer, string says)
    {
        var outputs = new Dictionary<string, object>(Outputs);
        outputs.Remove(output);
        if (answer is not null)
            outputs[output] = answer;

        var refused = await Assert.ThrowsAnyAsync<RunException>(() => Deployed.RunAsync(StackYaml.InCluster.With("mcp-infra:clusterStack", Stack).Source(), Cloud(outputs)));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Pulumi would only say that it knows no such stack.</summary>
    [Fact]
    public async Task Environment_NamesAStackWithoutAFile_IsRefusedBeforePulumiIsAsked()
    {
        var yaml = StackYaml.InCluster.With("mcp-infra:clusterStack", "cluster-dve");
        var files = new ProjectFiles(
            folder => folder.Length == 0 ? ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.cluster-dev.yaml"] : [],
            name => name switch { "Pulumi.yaml" => "name: mcp-infra\nruntime: dotnet\n", "Pulumi.cluster-dev.yaml" => StackYaml.Cluster.Text, _ => yaml.Text });

        var refused = await Assert.ThrowsAnyAsync<RunException>(() => Deployed.RunAsync(yaml.Source(files: files), Cloud(Outputs)));

        Assert.Contains("names cluster-dve, and there is no Pulumi.cluster-dve.yaml", refused.Message, StringComparison.Ordinal);
        Assert.Contains("mcp-infra:clusterStack cluster-dev", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_OfAnotherAccountThanItsCluster_IsRefused()
    {
        var yaml = StackYaml.InCluster.With("mcp-infra:aws.accountId", "'210987654321'");

        var refused = await Assert.ThrowsAnyAsync<RunException>(() => Deployed.RunAsync(yaml.Source(), Cloud(Outputs)));

        Assert.Contains("cluster-dev says that its cluster is in account '123456789012'", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>It is a secret where it comes from, and so in the one input that it is for: nowhere else, and never without the mark.</summary>
    [Fact]
    public async Task Kubeconfig_AsAnOutput_ReachesTheProviderAndNothingElse()
    {
        var outputs = new Dictionary<string, object>(Outputs) { ["kubeconfig"] = Kubeconfig };
        outputs.Remove("kubernetesContext");

        var deployed = await Deployed.RunAsync(StackYaml.InCluster.Source(), Cloud(outputs, secrets: "kubeconfig"));

        var provider = deployed.Single("pulumi:providers:kubernetes");
        Assert.Equal((Kubeconfig, "from-the-cluster"), (provider.Text("kubeconfig"), provider.Text("context")));
        Assert.All(deployed.Resources.Where(resource => resource.Type is not ("pulumi:providers:kubernetes" or "pulumi:pulumi:StackReference")),
            resource => Assert.DoesNotContain(Token, resource.Json, StringComparison.Ordinal));
        Assert.DoesNotContain(Token, await deployed.OutputsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubeconfig_WithCredentialsAndNoMark_IsRefused()
    {
        var outputs = new Dictionary<string, object>(Outputs) { ["kubeconfig"] = Kubeconfig };

        var refused = await Assert.ThrowsAnyAsync<RunException>(() => Deployed.RunAsync(StackYaml.InCluster.Source(), Cloud(outputs)));

        Assert.Contains("whose output kubeconfig holds credentials and is no secret there", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>As EKS writes one: it names the program that signs in.</summary>
    [Fact]
    public async Task Kubeconfig_AsAMapWithoutCredentials_NeedsNoMark()
    {
        var outputs = new Dictionary<string, object>(Outputs)
        {
            ["kubeconfig"] = new Dictionary<string, object>
            {
                ["preferences"] = new Dictionary<string, object>(),
                ["kind"] = "Config",
                ["current-context"] = "from-the-cluster",
                ["contexts"] = new List<object>(),
                ["apiVersion"] = "v1",
                ["users"] = new List<object> { new Dictionary<string, object> { ["name"] = "a", ["user"] = new Dictionary<string, object> { ["exec"] = new Dictionary<string, object> { ["command"] = "aws" } } } },
            },
            ["accountId"] = double.Parse(StackYaml.AccountId, CultureInfo.InvariantCulture),
        };
        outputs.Remove("kubernetesContext");

        var deployed = await Deployed.RunAsync(StackYaml.InCluster.Source(), Cloud(outputs));

        var provider = deployed.Single("pulumi:providers:kubernetes");
        Assert.Equal("from-the-cluster", provider.Text("context"));
        Assert.Equal("""{"apiVersion":"v1","contexts":[],"current-context":"from-the-cluster","kind":"Config","preferences":{},"users":[{"name":"a","user":{"exec":{"command":"aws"}}}]}""", provider.Text("kubeconfig"));
    }

    [Fact]
    public async Task Environment_ClusterWasNeverBroughtUp_IsToldThatAlone()
    {
        var refused = await Assert.ThrowsAnyAsync<RunException>(() => Deployed.RunAsync(StackYaml.InCluster.Source(), Cloud([])));

        Assert.Contains("has 1 problem in its configuration", refused.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi up --stack cluster-dev", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubeconfig_InAnEnvironmentsValues_IsRefusedByTheGuard()
    {
        var outputs = new Dictionary<string, object>(Outputs) { ["kubeconfig"] = Kubeconfig };
        var yaml = StackYaml.InCluster.With("mcp-infra:values", $"{{mcpContextForge: {{config: {{NOTE: 'see {Token}'}}}}}}");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Deployed.RunAsync(yaml.Source(), Cloud(outputs, secrets: "kubeconfig")));

        Assert.DoesNotContain(Token, refused.Message, StringComparison.Ordinal);
    }

    private static RecordingCloud Cloud(Dictionary<string, object> outputs, string stack = Stack, params string[] secrets) =>
        new(new Canaries()) { Stacks = new Dictionary<string, (Dictionary<string, object>, string[])> { [stack] = (outputs, secrets) } };

    private static ClusterSettings Cluster(string kind) => (kind switch
    {
        "least" => StackYaml.Cluster,
        "irsa" => StackYaml.ClusterWithIrsa,
        _ => StackYaml.ClusterWithEverything,
    }).LoadCluster();
}
