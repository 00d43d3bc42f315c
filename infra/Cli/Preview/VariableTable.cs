using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview;

/// <summary>Which secret feeds which variable of a container, in text: one by one, or those that are alike together where there are more than a person reads.</summary>
internal static class VariableTable
{
    public const int MostRows = 40;

    public static void Write(Printer printer, ContainerEnvironment container, Backend backend, bool all)
    {
        var rows = container.Seen.Select(variable => new Row(variable, backend)).ToList();
        var isWhole = all || rows.Count <= MostRows;
        printer.Table(
            [$"what the {PreviewWords.Container(container.Container)} sees", "Kubernetes Secret", "from", "made by", "chart default"], Tone.Quiet,
            isWhole ? rows.Select(row => row.Cells) : rows.GroupBy(row => row.Kind).Select(alike => Together([.. alike])));
        if (!isWhole)
            printer.Line(($"  summed up  {Words.Plural(rows.Count, "variable")}; preview --all lists each", Tone.Quiet));
    }

    /// <summary>What of another container's rows this one has not; null where it has others.</summary>
    public static Words? Without(ContainerEnvironment container, ContainerEnvironment other, Backend backend)
    {
        var (own, others) = (Shown(container), Shown(other));
        if (own.Keys.Except(others.Keys).Any())
            return null;
        var missing = others.Where(row => !own.ContainsKey(row.Key)).Select(row => row.Value).ToList();
        return $"as the {PreviewWords.Container(other.Container)}{(missing.Count == 0 ? Words.None : Words.Of($", without {Words.Join(", ", missing)}"))}";

        Dictionary<string, string> Shown(ContainerEnvironment rows) =>
            rows.Seen.ToDictionary(variable => Words.Join(" ", new Row(variable, backend).Cells).ToString(), variable => variable.Name);
    }

    private static IReadOnlyList<Words> Together(List<Row> alike) => alike is [var only]
        ? only.Cells
        : [Words.Plural(alike.Count, "variable"), alike[0].Cells[1], From([.. alike.Select(row => row.Holder).Distinct()]), alike[0].Cells[3], alike[0].Cells[4]];

    private static Words From(IReadOnlyList<string> holders) => holders is [var only] ? only : $"{holders.Count} places";

    private sealed class Row(SecretVariable variable, Backend backend)
    {
        /// <summary>What rows have in common that can be told together.</summary>
        public (string, string, string) Kind => (variable.Secret.Name.ToString(), PreviewWords.MadeBy(variable.Fetched, backend), PreviewWords.ChartDefault(variable));

        public string Holder => variable.Fetched.Remote.Holder;

        public IReadOnlyList<Words> Cells =>
        [
            variable.Name, variable.Secret.Name.ToString(), PreviewWords.From(variable.Fetched.Remote), PreviewWords.MadeBy(variable.Fetched, backend), PreviewWords.ChartDefault(variable),
        ];
    }
}
