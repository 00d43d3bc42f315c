using System.Text.RegularExpressions;

namespace McpInfra.Model;

/// <summary>A program of whoever deploys.</summary>
/// <param name="Version">Arguments with which it tells its version, and nothing else happens.</param>
/// <param name="Oldest">First version that does what this program or a line that it prints asks of it.</param>
/// <param name="Because">What it has that the version before had not, and where that is said.</param>
internal sealed partial record SupportedTool(string Program, string[] Version, string Oldest, string Because)
{
    /// <summary>Where the older line of a program goes on beside the newer one, the first of it.</summary>
    public string? OldestOfOlderLine { get; init; }

    /// <summary>The version in what a program says of itself; null where none is told.</summary>
    public static Version? Told(string text) => VersionNumber().Match(text) is { Success: true } match ? System.Version.Parse(match.Value) : null;

    public bool Takes(Version version) => version >= System.Version.Parse(Oldest)
        || (OldestOfOlderLine is { } older && System.Version.Parse(older) is var least && version >= least && version.Major == least.Major);

    [GeneratedRegex(@"[0-9]+\.[0-9]+\.[0-9]+")]
    private static partial Regex VersionNumber();
}

/// <summary>What is asked of the programs of whoever deploys; docs/versions.md has the same table (a test compares).</summary>
internal static class SupportedTools
{
    public static SupportedTool Dotnet { get; } = new("dotnet", ["--version"], "10.0.100", "the target framework of the program");

    public static SupportedTool Pulumi { get; } = new("pulumi", ["version"], "3.148.0", "`--type` of `pulumi config set`, which printed lines use (pulumi/pulumi#18287)");

    public static SupportedTool Kubectl { get; } = new("kubectl", ["version", "--client"], "1.23.0", "`--for=jsonpath` of `kubectl wait`, which printed lines use (kubernetes/kubernetes#105776, `CHANGELOG/CHANGELOG-1.23.md`)");

    public static SupportedTool Helm { get; } = new("helm", ["version", "--short"], "3.8.0", "charts at `oci://` without a switch (helm/helm, release notes of v3.8.0; helm/helm-www#1266)");

    public static SupportedTool Aws { get; } = new("aws", ["--version"], "2.15.38", "an OIDC provider without a thumbprint in `iam create-open-id-connect-provider`, which a printed line makes; Pod Identity in `eks` is older (aws/aws-cli, `CHANGELOG.rst` of either line)") { OldestOfOlderLine = "1.32.83" };

    public static IReadOnlyList<SupportedTool> All { get; } = [Dotnet, Pulumi, Kubectl, Helm, Aws];
}
