using McpInfra.Backends;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Backends;

/// <summary>What two loaded stacks have in common, at which of them it is reported, and what they may share.</summary>
public sealed class SharedEnvironmentsTests
{
    private static LoadedStack Load(string stack, StackYaml yaml) => StackLoader.Load(new StackFileSource(stack, $"Pulumi.{stack}.yaml", () => yaml.Text));

    private static string[] Found(IEnumerable<LoadedStack> stacks, params string[] asked) =>
    [
        .. SharedEnvironments.Of(stacks, stack => asked.Contains(stack.Settings.Stack))
            .Select(shared => $"{shared.Part.Kind} {shared.Stack.Settings.Stack} {string.Join('+', shared.Others.Select(other => other.Settings.Stack))} {shared.Part.Path}"),
    ];

    [Fact]
    public void Of_TwoStacksOfOneEnvironment_IsEachPartOnceAtTheLater()
    {
        var yaml = StackYaml.Baseline.With("mcp-infra:environment", "same");

        Assert.Equal(
            [
                "SecretPath two one mcp-infra:environment",
                "Role two one mcp-infra:environment",
                "TrustSubject two one mcp-infra:identity.serviceAccount",
                "Namespace two one mcp-infra:namespace",
            ],
            Found([Load("one", yaml), Load("two", yaml)], "one", "two"));
    }

    /// <summary>A hundred of one environment are a hundred messages for each thing, and not five thousand.</summary>
    [Fact]
    public void Of_ManyStacksOfOneEnvironment_IsEachPartOnceForAStackNamingTheOthers()
    {
        var yaml = StackYaml.Baseline.With("mcp-infra:environment", "same");
        string[] names = ["a", "b", "c", "d", "e", "f", "g", "h"];

        var found = SharedEnvironments.Of(names.Select(name => Load(name, yaml)), _ => true).Where(shared => shared.Part.Kind == SharedKind.Namespace).ToList();

        Assert.Equal(names.Skip(1), found.Select(shared => shared.Stack.Settings.Stack));
        Assert.EndsWith(", as the stacks a, b do.", found[1].Message, StringComparison.Ordinal);
        Assert.EndsWith(", as the stacks a, b, c, d, e and 2 others do.", found[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneThatWasAskedFor_IsReportedThere()
    {
        var yaml = StackYaml.Baseline.With("mcp-infra:environment", "same");

        Assert.Contains("Namespace one two mcp-infra:namespace", Found([Load("one", yaml), Load("two", yaml)], "one"));
        Assert.Empty(Found([Load("one", yaml), Load("two", yaml)]));
    }

    /// <summary>An operator's role serves every environment of its cluster; a namespace is another in another cluster.</summary>
    [Theory]
    [InlineData("here", "here", new string[0])]
    [InlineData("here", "there", new[] { "TrustSubject two one mcp-infra:identity.operatorRoleArn" })]
    public void Of_OneOperatorRole_IsSharedByTwoClustersOnly(string one, string two, string[] found)
    {
        LoadedStack Of(string stack, string context) => Load(stack, StackYaml.Baseline
            .With("mcp-infra:environment", stack)
            .Without("mcp-infra:identity")
            .With("mcp-infra:identity.mode", "pod-identity")
            .With("mcp-infra:identity.operatorRoleArn", "arn:aws:iam::123456789012:role/operator")
            .With("mcp-infra:kubernetes.context", context));

        Assert.Equal(found, Found([Of("one", one), Of("two", two)], "one", "two"));
    }

    [Fact]
    public void Of_OneNamespaceNameInTwoClusters_IsApart()
    {
        LoadedStack Of(string stack) => Load(stack, StackYaml.Baseline.With("mcp-infra:environment", stack).With("mcp-infra:namespace", "mcp")
            .With("mcp-infra:identity.serviceAccount", "reader-" + stack).With("mcp-infra:kubernetes.context", stack));

        Assert.Empty(Found([Of("one"), Of("two")], "one", "two"));
    }

    /// <summary>Every value that is offered is one that its setting takes, and together they leave nothing shared but what only a person can name.</summary>
    [Theory]
    [InlineData("aws", "")]
    [InlineData("vault", "")]
    [InlineData("vso", "")]
    [InlineData("azure", "mcp-infra:azure.clientId")]
    [InlineData("gcpsm", "")]
    [InlineData("existing", "")]
    public void Apart_EveryValueOffered_IsTakenAndKeepsThemApart(string backend, string left)
    {
        var one = (backend == "aws" ? StackYaml.Baseline : BackendStacks.All[backend]).With("mcp-infra:environment", "same");
        var two = one;
        foreach (var shared in SharedEnvironments.Of([Load("one", one), Load("two", one)], _ => true).Where(shared => shared.Part.Apart is not null))
            two = two.With(shared.Part.Path, shared.Part.Apart!("two"));

        Assert.NotEqual(one.Text, two.Text);
        Assert.Equal(left, string.Join(' ', SharedEnvironments.Of([Load("one", one), Load("two", two)], _ => true).Select(shared => shared.Part.Path)));
    }

    /// <summary>A ClusterSecretStore is the cluster's, whatever namespaces use it.</summary>
    [Theory]
    [InlineData("ClusterSecretStore", new[] { "Store two one mcp-infra:store.name" })]
    [InlineData("SecretStore", new string[0])]
    public void Of_OneStoreName_IsSharedWhereTheClusterHasIt(string kind, string[] found)
    {
        LoadedStack Of(string stack) => Load(stack, StackYaml.Baseline.With("mcp-infra:environment", stack).With("mcp-infra:store.kind", kind).With("mcp-infra:store.name", "store"));

        Assert.Equal(found, Found([Of("one"), Of("two")], "one", "two"));
    }

    [Theory]
    [InlineData("prod", "prod")]
    [InlineData("a_b", "a-b-2")]
    [InlineData("dev", "dev-2")]
    public void FreeName_ForAStack_IsThatOfNoOther(string stack, string free)
    {
        StackSettings Of(string name, string environment) => Load(name, StackYaml.Baseline.With("mcp-infra:environment", environment)).Settings;
        var asked = Of(stack, "dev");

        Assert.Equal(free, SharedEnvironments.FreeName(asked, [Of("one", "dev"), Of("a-b", "other"), asked]));
    }
}
