namespace McpInfra.Model;

/// <summary>What the objects are called that bring an environment by a GitOps tool. Each of the tools writes such a name into labels.</summary>
internal static class GitOpsNames
{
    /// <summary>What every name begins with.</summary>
    public const string Prefix = "mcp-gateway";

    public const string Secrets = "secrets";

    /// <summary>Of a cluster's charts.</summary>
    public const string Namespaces = "namespaces";

    /// <summary>What Kubernetes takes for a label's value.</summary>
    private const int LongestLabel = 63;

    /// <summary>The longest environment whose names are labels; none has a longer part than <see cref="Secrets"/>.</summary>
    public static int LongestEnvironment { get; } = LongestLabel - Of("", Secrets).Length;

    /// <summary>The same for a cluster, of which none has a longer part than <see cref="Namespaces"/>.</summary>
    public static int LongestCluster { get; } = LongestLabel - Of("", Namespaces).Length;

    public static string Of(string environment) => $"{Prefix}-{environment}";

    /// <param name="part">Of the environment, such as <see cref="Secrets"/>.</param>
    public static string Of(string environment, string part) => $"{Of(environment)}-{part}";
}
