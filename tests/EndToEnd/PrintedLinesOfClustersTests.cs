using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// The lines of <c>kubectl</c> and <c>helm</c> that are given to a person to paste, run by the real programs on a real cluster without a change to
/// it. What they name is not there; that the programs and the API server understand them is what counts.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed class PrintedLinesOfClustersTests : IDisposable
{
    private static readonly string[] Changing = ["annotate", "apply", "create", "delete", "label", "patch", "install", "upgrade", "rollback"];
    private static readonly string[] OfFiles = ["--values", "-f", "--filename", "--patch-file", "--from-env-file"];
    private static readonly string[] Elsewhere = ["--context", "--kube-context", "--repo", "--version"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("printed-lines-");

    public void Dispose() => _directory.Delete(recursive: true);

    [EndToEndFact]
    public async Task Lines_OfKubectlAndHelm_AreUnderstood()
    {
        var lines = (await PrintedLines.AllAsync()).SelectMany(ShellText.Commands).Where(words => words[0] is "kubectl" or "helm").Select(DryRun)
            .DistinctBy(words => string.Join(' ', words)).ToList();
        var (faults, done) = (new List<string>(), 0);

        foreach (var words in lines)
        {
            var run = await Command.RunAsync(words[0], words.Skip(1), "", new Dictionary<string, string> { ["KUBECONFIG"] = RealComponents.Kubeconfig! });
            done += run.Code == 0 ? 1 : 0;
            if (IsMisunderstood(run.Error))
                faults.Add($"{string.Join(' ', words)}\n{run.Error}");
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.InRange(lines.Count, 15, 200);
        Assert.InRange(done, 5, lines.Count);
    }

    [EndToEndFact]
    public async Task Lines_ThatAreWrong_AreNotUnderstood()
    {
        foreach (var line in (string[])["kubectl annotate externalsecret", "kubectl delete secret --selektor a=b", "helm upgrade mcp", "helm rollback mcp --kube-kontext a"])
        {
            var words = line.Split(' ');
            Assert.True(IsMisunderstood((await Command.RunAsync(words[0], words.Skip(1), "", new Dictionary<string, string> { ["KUBECONFIG"] = RealComponents.Kubeconfig! })).Error), line);
        }
    }

    private static bool IsMisunderstood(string error) => new[] { "See 'kubectl", "unknown flag", "unknown command", "unknown shorthand", "requires ", "Usage:", "must be specified", "required" }
        .Any(words => error.Contains(words, StringComparison.Ordinal));

    /// <summary>The line for this cluster: its files are there and empty, its chart is at hand, and nothing is changed.</summary>
    private List<string> DryRun(IReadOnlyList<string> line)
    {
        var valued = KnownCommands.OptionsOf(line[0]).SelectMany(command => command.Options).Where(option => option.EndsWith('=')).Select(option => option.TrimEnd('=')).ToHashSet();
        var words = new List<string>();
        var arguments = 0;
        for (var at = 0; at < line.Count; at++)
        {
            var (name, value) = line[at].Split('=', 2) is [['-', ..] option, var given] ? (option, given) : (line[at], null);
            if (name[0] != '-')
                words.Add(line[0] == "helm" && line[1] is "install" or "upgrade" && ++arguments == 4 ? ProjectChart.Path : line[at]);
            else if (!valued.Contains(name))
                words.Add(line[at]);
            else if ((value ?? line[++at]) is var text && !Elsewhere.Contains(name))
                words.AddRange([name, OfFiles.Contains(name) ? EmptyFile(text) : text]);
        }

        if (Changing.Contains(line[1]) && !words.Exists(word => word.StartsWith("--dry-run", StringComparison.Ordinal)))
            words.Add(line[1] == "rollback" ? "--dry-run" : "--dry-run=server");
        return words;
    }

    private string EmptyFile(string name)
    {
        var path = Path.Combine(_directory.FullName, Path.GetFileName(name));
        File.WriteAllText(path, "");
        return path;
    }
}
