using McpInfra.Contract;

namespace McpInfra.Model;

/// <summary>Names that the chart gives to its objects (its <c>mcp-stack.fullname</c> helper).</summary>
internal static class ChartNames
{
    /// <summary>What the name of the gateway's Deployment ends with.</summary>
    public const string GatewayEnd = "-mcpgateway";

    /// <summary>What the name of the migration Job ends with.</summary>
    public const string MigrationEnd = "-migration";

    public const string Chart = "mcp-stack";

    /// <summary>Where a stack's values say variables of the gateway.</summary>
    public const string ExtraEnv = "mcpContextForge.extraEnv";

    /// <summary>The chart's setting that names a key of a Secret, by the key that it reads by default.</summary>
    public static IReadOnlyDictionary<string, string> SecretKeySettings { get; } =
        ChartTable.Rows.OfType<ChartSecretPath>().SelectMany(row => row.Keys).ToDictionary();

    public const string ReplicaCount = "mcpContextForge.replicaCount";

    public static string FullName(string release) =>
        release.Contains(Chart, StringComparison.Ordinal) ? release : $"{release}-{Chart}";

    public static string GatewayDeployment(string release) => FullName(release) + GatewayEnd;
}
