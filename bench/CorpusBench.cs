using System.Globalization;
using System.Text;

namespace McpInfra.Bench;

/// <summary>An audit of a repository's files, made here: ordinary objects, one in three hundred with a secret in it.</summary>
internal static class CorpusBench
{
    /// <summary>Of 10,000 files, 40 MiB.</summary>
    private const int FileLength = 4_194;

    /// <summary>What four times the files may take of memory: names and facts grow, and no file is held.</summary>
    private const double MostMemory = 1.6;

    public static IEnumerable<Row> Rows(Options options)
    {
        using var folder = new BenchFolder();
        var (few, many) = (folder.At("few"), folder.At("many"));
        Make(few, options.Files / 4);
        Make(many, options.Files);
        var (small, large) = (Audit(few), Audit(many));
        var what = string.Create(CultureInfo.InvariantCulture, $"audit: {options.Files / 4:N0} and {options.Files:N0} files of 4 KiB");
        yield return Row.Growth(what, small.Work, large.Work, 4);
        yield return new Row(what, "s", small.Seconds, large.Seconds, "");
        yield return new Row(what, "MiB of memory", small.Memory, large.Memory, "at most 1.6", MostMemory);
        yield return new Row(what, "MiB a processor second", Speed(options.Files / 4, small), Speed(options.Files, large), "10 or more");

        Cost Audit(string files) => Tool.Of(options.Runs, () => Tool.Run(files, mayFind: true, "audit", "--manifests", "k8s"));

        static double Speed(int files, Cost cost) => files * (double)FileLength / (1024 * 1024) / cost.Work;
    }

    private static void Make(string directory, int count)
    {
        StackFolder.Make(directory, 0);
        for (var number = 0; number < count; number++)
        {
            var path = Path.Combine(directory, "k8s", $"team-{number % 100:00}", string.Create(CultureInfo.InvariantCulture, $"object-{number:00000}.yaml"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Object(number));
        }
    }

    private static string Object(int number)
    {
        var text = new StringBuilder();
        var kind = number % 3;
        text.Append(CultureInfo.InvariantCulture, $"apiVersion: {(kind == 0 ? "apps/v1" : "v1")}\nkind: {(kind == 0 ? "Deployment" : kind == 1 ? "ConfigMap" : "Service")}\n");
        text.Append(CultureInfo.InvariantCulture, $"metadata:\n  name: object-{number}\n  namespace: team-{number % 100}\n  labels:\n    app.kubernetes.io/name: object-{number}\n");
        text.Append(kind == 1 ? "data:\n" : kind == 2 ? "spec:\n  ports:\n" : "spec:\n  template:\n    spec:\n      containers:\n        - name: main\n          image: registry.example.com/team/service:1.4.2\n          env:\n");
        if (number % 300 == 1)
            text.Append(CultureInfo.InvariantCulture, $"  DATABASE_URL: postgres://gateway:Xk7-{number:00000}-pQ2v@db.example.com/mcp\n");
        for (var line = 0; text.Length < FileLength - 120; line++)
        {
            text.Append(kind switch
            {
                0 => string.Create(CultureInfo.InvariantCulture, $"            - name: SETTING_{line}\n              value: \"https://service-{line}.example.com:8443/path?page={line}\"\n"),
                1 => string.Create(CultureInfo.InvariantCulture, $"  setting-{line}: some words that are text of number {line}\n"),
                _ => string.Create(CultureInfo.InvariantCulture, $"    - name: port-{line}\n      port: {1000 + line}\n      targetPort: {2000 + line}\n"),
            });
        }

        return text.Append("# ").Append('-', Math.Max(0, FileLength - text.Length - 3)).Append('\n').ToString();
    }
}
