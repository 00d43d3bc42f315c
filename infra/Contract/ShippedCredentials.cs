namespace McpInfra.Contract;

/// <summary>Credentials that the chart or the gateway ships, by value and by place: everybody can read them.</summary>
internal static class ShippedCredentials
{
    private static readonly Dictionary<string, Recognized> Values = ChartCredentials.All.SelectMany(row => row.Ships).Concat(ChartTable.Weak)
        .Where(value => value.Recognized != Recognized.Nowhere)
        .GroupBy(value => value.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(of => of.Key, of => of.Max(value => value.Recognized), StringComparer.OrdinalIgnoreCase);

    /// <summary>For tests, which must see each found.</summary>
    public static IReadOnlyCollection<string> All => Values.Keys;

    /// <summary>Whether a text is one of them, wherever it stands.</summary>
    public static bool Are(string text) => Values.ContainsKey(text.Trim());

    /// <summary>Whether nobody writes such a text for another reason: others are ordinary words, or names of Secrets.</summary>
    public static bool AreUnmistakable(string text) => Values.TryGetValue(text.Trim(), out var recognized) && recognized == Recognized.Anywhere;

    /// <summary>What a chart version ships at a path; empty where it ships nothing. It is in force where nobody sets another.</summary>
    public static string At(string path, string chartVersion) =>
        ChartCredentials.All.FirstOrDefault(row => row.Path == path)?.Ships.FirstOrDefault(value => value.IsIn(chartVersion))?.Text ?? "";
}
