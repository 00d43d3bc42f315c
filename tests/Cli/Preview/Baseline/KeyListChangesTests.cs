using McpInfra.Cli.Preview;
using McpInfra.Cli.Preview.Baseline;

namespace McpInfra.Tests.Cli.Preview.Baseline;

/// <summary>What a reviewer is told of a Secret whose keys change.</summary>
public sealed class KeyListChangesTests
{
    private const string Plain = "mcp-gateway-external";

    [Fact]
    public void Of_SameKeys_SaysNothing() => Assert.Empty(KeyListChanges.Of(Environment("helm", Plain + "-0123abcd", "A"), Environment("helm", Plain + "-0123abcd", "A")));

    [Fact]
    public void Of_KeyAddedWherePulumiNamesTheSecretByItsKeys_SaysThatItIsRenamedAndWhatWaits() => AssertSays(
        "renamed", $"Kubernetes Secret {Plain}-0123abcd → {Plain}-89abcdef", "+B: the gateway rolls once the new one is Ready, then the old one goes; what else names it has to follow",
        Environment("helm", Plain + "-0123abcd", "A"), Environment("helm", Plain + "-89abcdef", "A", "B"));

    [Fact]
    public void Of_KeyReplacedUnderAVersionedName_SaysThatTheGatewayRolls() => AssertSays(
        "keys", $"Kubernetes Secret {Plain}", "+B -A: the gateway rolls",
        Environment("helm", Plain + "-<version>", "A"), Environment("helm", Plain + "-<version>", "B"));

    [Fact]
    public void Of_KeyAddedInGit_SaysThatTheTreeHasToBeRenderedAndSynced() => AssertSays(
        "keys", $"Kubernetes Secret {Plain}", "+B: the gateway rolls when what is rendered anew is synced",
        Environment("git", Plain, "A"), Environment("git", Plain, "A", "B"));

    /// <summary>Pulumi then takes its Secrets away at once, which the warning of that change tells.</summary>
    [Fact]
    public void Of_DeliveryThatMovesToGit_DoesNotSayThatTheOldSecretWaits() => AssertSays(
        "renamed", $"Kubernetes Secret {Plain}-0123abcd → {Plain}", "what else names it has to follow",
        Environment("helm", Plain + "-0123abcd", "A"), Environment("git", Plain, "A"));

    private static void AssertSays(string kind, string what, string detail, PreviewedEnvironment before, PreviewedEnvironment after)
    {
        var change = Assert.Single(KeyListChanges.Of(before, after));
        Assert.Equal((kind, what, detail), (change.What, change.Subject.ToString(), change.Detail.ToString()));
    }

    private static PreviewedEnvironment Environment(string delivery, string secret, params string[] keys) => new()
    {
        Stack = "dev",
        Delivery = delivery,
        Secrets = [.. keys.Select(key => new PreviewedSecret { Name = key, KubernetesSecret = secret, From = "external", Rotate = 0, Length = 0 })],
    };
}
