using McpInfra.Contract;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>Which chart is installed.</summary>
internal sealed record ChartSettings
{
    /// <summary>Where the project publishes its chart (charts workflow of IBM/mcp-context-forge).</summary>
    public const string PublishedSource = "oci://ghcr.io/ibm/mcp-context-forge/mcp-stack";

    public required string Source { get; init; }
    public required string Version { get; init; }
}

/// <summary><c>mcp-infra:chart</c>.</summary>
internal static class ChartTopic
{
    public static GroupSetting Topic { get; } = new("chart", "which chart is installed");

    private static readonly TextSetting Source = Topic.Add(new TextSetting("source", "`oci://` address or a directory", TextFormats.ChartSource, ChartSettings.PublishedSource) { Default = "the published chart" });
    private static readonly TextSetting Version = Topic.Add(new TextSetting("version", "1.0.0 or later; older charts ignore the references and are refused", TextFormats.ChartVersion, ChartTable.NewestVersion));

    public static ChartSettings Read(SettingsGroup settings)
    {
        var chart = settings.Open(Topic);
        return new ChartSettings { Source = chart.Text(Source), Version = chart.Text(Version) };
    }
}
