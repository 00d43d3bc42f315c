using System.Globalization;

namespace McpInfra.Bench;

/// <summary>Whole commands on files of unusual shape, the start of the program included.</summary>
internal static class AuditBench
{
    private const string Target = "under 1 s of judging";

    public static IEnumerable<Row> Rows(int runs)
    {
        using var folder = new BenchFolder();
        var files = folder.At("files");
        StackFolder.Make(files, 0);
        foreach (var (name, text, unit) in new[] { ("x=token&", "x=token&", 40_000), ("token", "token", 64_000) })
        {
            File.WriteAllText(Path.Combine(files, "s.yaml"), Manifest(text, unit / 4));
            File.WriteAllText(Path.Combine(files, "l.yaml"), Manifest(text, unit));
            yield return new Row($"audit: \"{name}\", 80 kB and 320 kB of a ConfigMap", "processor s", Audit(files, "s.yaml"), Audit(files, "l.yaml"), Target);
        }

        File.WriteAllText(Path.Combine(files, "s.yaml"), Documents(1000));
        File.WriteAllText(Path.Combine(files, "l.yaml"), Documents(4000));
        yield return new Row("audit: 1,000 and 4,000 ConfigMaps in a file", "processor s", Audit(files, "s.yaml"), Audit(files, "l.yaml"), "at most 4");
        File.WriteAllText(Path.Combine(files, "values-s.yaml"), Values(22_500));
        File.WriteAllText(Path.Combine(files, "values-l.yaml"), Values(90_000));
        yield return new Row("migrate: 22,500 and 90,000 keys of a values file", "processor s", Migrate(files, "values-s.yaml"), Migrate(files, "values-l.yaml"), "at most 4");
        yield return new Row("audit: three stacks with 125 and 500 secrets more", "processor s", Stacks(125), Stacks(500), "at most 4");
        yield return new Row("preview: 3,000 and 8,300 keys of the values", "processor s", Preview("keys-s", Keys(3000)), Preview("keys-l", Keys(8300)), "at most 2.8");
        yield return new Row("preview: 25,000 and 100,000 items of a list", "processor s", Preview("items-s", Items(25_000)), Preview("items-l", Items(100_000)), "at most 4");
        yield return new Row("preview: 16 and 64 levels of the values", "processor s", Preview("levels-s", Levels(16)), Preview("levels-l", Levels(64)), "at most 4");

        double Audit(string files, string name) => Tool.Of(runs, () => Tool.Run(files, mayFind: true, "audit", "--manifests", name)).Work;

        double Migrate(string files, string name) => Tool.Of(runs, () => Tool.Run(files, mayFind: true, "migrate", name, "--stack", "dev")).Work;

        double Stacks(int extra)
        {
            var stacks = folder.At($"stacks-{extra}");
            StackFolder.Make(stacks, extra);
            return Tool.Of(runs, () => Tool.Run(stacks, mayFind: true, "audit")).Work;
        }

        double Preview(string name, string lines)
        {
            StackFolder.MakeWithValues(folder.At(name), lines);
            return Tool.Of(runs, () => Tool.Run(folder.At(name), mayFind: false, "preview")).Work;
        }
    }

    private static string Manifest(string text, int times) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata:\n  a: \"{string.Concat(Enumerable.Repeat(text, times))}\"\n";

    private static string Documents(int count) => string.Concat(Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture,
        $"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: map-{number}, namespace: mcp}}\ndata:\n  A: text of number {number}\n  file.conf: |\n    key = {number}\n    other: value\n")));

    private static string Values(int count) => string.Concat(Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"key{number}: value\n")));

    private static string Keys(int count) => string.Concat(Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"    setting{number}: text of number {number}\n")));

    private static string Items(int count) =>
        "    items:\n" + string.Concat(Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"      - item {number}\n")));

    private static string Levels(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(level => $"{new string(' ', 4 + level)}deeper:\n")) + $"{new string(' ', 4 + count)}deepest: text\n";
}
