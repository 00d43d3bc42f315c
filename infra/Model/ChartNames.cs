namespace McpInfra.Model;

/// <summary>Names that the chart gives to its objects (its <c>mcp-stack.fullname</c> helper).</summary>
internal static class ChartNames
{
    private const string Chart = "mcp-stack";

    public static string FullName(string release) =>
        release.Contains(Chart, StringComparison.Ordinal) ? release : $"{release}-{Chart}";

    public static string GatewayDeployment(string release) => FullName(release) + "-mcpgateway";
}
