using System.Globalization;

namespace McpInfra.Bench;

/// <summary>A release that has many secrets in its values file: the plan of its migration, in a process of its own.</summary>
internal static class MigrateBench
{
    public static IEnumerable<Row> Rows(int runs)
    {
        using var folder = new BenchFolder();
        var files = folder.At("files");
        StackFolder.Make(files, 0);
        File.WriteAllText(Path.Combine(files, "values-s.yaml"), Values(1000));
        File.WriteAllText(Path.Combine(files, "values-l.yaml"), Values(4000));
        yield return Row.Growth("migrate: 1,000 and 4,000 secrets of a values file", Plan("values-s.yaml"), Plan("values-l.yaml"), 4);

        double Plan(string name) => Tool.Of(runs, () => Tool.Run(files, mayFind: true, "migrate", name, "--stack", "dev")).Work;
    }

    private static string Values(int count) => "mcpContextForge:\n  secret:\n" + string.Concat(Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"    APP{number}_PASSWORD: winterHills{number}Rx9\n")));
}
