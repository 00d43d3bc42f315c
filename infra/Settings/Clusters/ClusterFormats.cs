using System.Text.RegularExpressions;

namespace McpInfra.Settings.Clusters;

/// <summary>The formats that the settings of a cluster, and what an environment says of its own, must keep to.</summary>
internal static partial class ClusterFormats
{
    /// <summary>CreateCluster in the API reference of EKS.</summary>
    public static TextFormat ClusterName { get; } = new(
        "the name of an EKS cluster: letters, digits, '-' and '_', at most 100, a letter or digit first", "mcp-dev", EksName())
    { Longest = 100 };

    /// <summary>Exact, so that an update of the operator is a change that somebody has seen.</summary>
    public static TextFormat ReleaseVersion(string newest) => new("an exact version such as " + newest, newest, Exact());

    public static TextFormat RoleName { get; } = new(
        "the name of an IAM role: letters, digits and + = , . @ _ -, at most 64", "external-secrets-operator", IamName())
    { Longest = 64 };

    /// <summary>Where charts come from: a chart repository, or the registry of a mirror.</summary>
    public static TextFormat ChartRepository(string example) => new(
        "an https:// address of a chart repository, or the oci:// address of the chart without a tag, in neither case with a user or a password", example, Repository());

    public static TextFormat Issuer { get; } = new(
        "the OpenID Connect issuer of an EKS cluster, such as https://oidc.eks.eu-west-1.amazonaws.com/id/ID", "https://oidc.eks.REGION.amazonaws.com/id/ID", IssuerUrl());

    public static TextFormat StackName { get; } = new(
        "a stack of this project such as cluster-dev, or ORGANIZATION/PROJECT/STACK of another", "cluster-dev", Stack());

    public static TextFormat OutputName(string example) => new(
        "the name of a stack output: letters, digits and _ . -", example, Output());

    public static TextFormat ReaderRole { get; } = TextFormats.Role with { Example = "arn:aws:iam::ACCOUNT:role/mcp-dev-reader" };

    [GeneratedRegex(@"^[0-9A-Za-z][A-Za-z0-9_-]*\z")]
    private static partial Regex EksName();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+\z")]
    private static partial Regex Exact();

    [GeneratedRegex(@"^[A-Za-z0-9+=,.@_-]+\z")]
    private static partial Regex IamName();

    [GeneratedRegex(@"^(https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)*/?|oci://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._-]+)+)\z")]
    private static partial Regex Repository();

    [GeneratedRegex(@"^https://oidc[.-][a-z0-9.-]+/id/[A-Za-z0-9]+\z")]
    private static partial Regex IssuerUrl();

    [GeneratedRegex(@"^([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/)?[A-Za-z0-9_.-]+\z")]
    private static partial Regex Stack();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+\z")]
    private static partial Regex Output();
}
