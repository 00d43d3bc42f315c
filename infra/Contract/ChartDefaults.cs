namespace McpInfra.Contract;

/// <summary>What the chart says where nobody says anything.</summary>
internal static class ChartDefaults
{
    private static readonly Dictionary<string, ChartSetting> Settings = ChartTable.Rows.OfType<ChartSetting>().ToDictionary(row => row.Path, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The table has no such switch.</exception>
    public static bool IsOn(string path) => Settings[path].Default is true;

    /// <summary>A text; empty where the table has none.</summary>
    public static string Text(string path) => Settings.GetValueOrDefault(path)?.Default as string ?? "";
}
