using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Migration;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>
/// Whatever files a release has, its own, of a chart around it or of Flux: through every stage no value is lost, written
/// elsewhere or printed, wherever a run is killed; and what is written twice is written once.
/// </summary>
public sealed class AnyReleaseTests
{
    private const string HelmRelease = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mcp, namespace: mcp-dev}\nspec:\n  values:\n";

    private static readonly Gen<Release> Releases =
        from around in Gen.Elements("", "", "mcp-stack:\n", "platform:\n  gw:\n", HelmRelease)
        from count in around == HelmRelease ? Gen.Constant(1) : Gen.Choose(1, 3)
        from files in AnyValues.Files.ListOf(count)
        from killed in Gen.Choose(0, 40).Two()
        select new Release([.. files], around, killed.Item1, killed.Item2);

    [ManyRunsProperty(few: 3, many: 150)]
    public Property Stages_OfAnyRelease_LoseWriteAndPrintNoValue() => Prop.ForAll(Releases.ToArbitrary(), release => StagesAsync(release).GetAwaiter().GetResult());

    private static async Task StagesAsync(Release release)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text);
        for (var index = 0; index < release.Files.Count; index++)
            project.WithFile(release.Names[index], release.TextOf(index));
        var printed = new List<string>();

        await KilledAsync(release, project, release.KilledFirst, isReady: false);
        await RunAsync(release.Names.ToArray(), project, printed, isLast: false);
        Assert.All(release.Names.Select((name, index) => (name, index)), file => Assert.True(release.Around == HelmRelease || project.Read(file.name) == release.TextOf(file.index)));
        Assert.All(Others(project, release), text => Assert.DoesNotContain(AnyValues.Canary, text, StringComparison.Ordinal));

        var exported = new Dictionary<string, string>();
        foreach (var group in (string[])["external", "encryption"])
        {
            var run = await project.RunAsync("migrate", "export", "--group", group);
            foreach (var (name, value) in run.ExitCode == 0 ? JsonSerializer.Deserialize<Dictionary<string, string>>(run.Output)! : [])
                exported[name] = value;
        }

        Assert.All(release.InForce, secret => Assert.Equal(secret.Value, exported[secret.Key]));

        await project.CompareAsync();
        await KilledAsync(release, project, release.KilledLater, isReady: true);
        printed.Add((await project.RunAsync("migrate", "status")).Output);
        var isOut = project.Read("migration.dev.yaml").Contains("inline-removed", StringComparison.Ordinal);
        Assert.All(release.Names.Select((name, index) => (Text: project.Read(name), release.Files[index].Secrets)), file =>
            Assert.Equal(!isOut && file.Secrets.Count > 0, file.Text.Contains(AnyValues.Canary, StringComparison.Ordinal)));
        if (!isOut)
        {
            // Whoever takes a killed run back compares again.
            await project.CompareAsync();
            await RunAsync(["--ready"], project, printed, isLast: false);
        }

        await RunAsync([], project, printed, isLast: false);
        var done = All(project);
        await RunAsync([], project, printed, isLast: true);

        Assert.Equal(done, All(project));
        Assert.All(done.Values.Concat(printed), text => Assert.DoesNotContain(AnyValues.Canary, text, StringComparison.Ordinal));
        Assert.All(release.Files.SelectMany((file, index) => file.Comments.Select(comment => (comment, Text: project.Read(release.Names[index])))), kept => Assert.Contains(kept.comment, kept.Text, StringComparison.Ordinal));
    }

    private static async Task RunAsync(string[] arguments, TemporaryProject project, List<string> printed, bool isLast)
    {
        var run = await project.RunAsync(["migrate", .. arguments, "--write"]);
        printed.AddRange([run.Output, run.Error]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(isLast, run.Output.StartsWith("Nothing to write", StringComparison.Ordinal));
    }

    /// <summary>A run of which nothing is left before some step on the disk; the next one ends it or takes it back.</summary>
    private static async Task KilledAsync(Release release, TemporaryProject project, int step, bool isReady)
    {
        var stack = Assert.Single(StackFiles.Find(project.PathOf("."), ["dev"]));
        var directory = Path.GetDirectoryName(stack.Path)!;
        var files = PlaceReader.Place([.. release.Names.Select(name => ValuesFile.Read(directory, name))]);
        var plan = PlanBuilder.Build(stack, ValuesFile.Read(directory, "Pulumi.dev.yaml"), files, MigrationRecord.Read(directory, "dev"), SecretSource.External) with { Compared = ComparedValues.Read(stack, Path.GetDirectoryName(stack.Path)!) };
        var before = All(project);
        var steps = 0;
        try
        {
            new MigrationWriter(plan, _ => KillFrom(steps++, step)).Write(isReady);
        }
        catch (KilledException)
        {
            await project.RunAsync("migrate", "status");
        }

        // The first stage has to be there for what follows; it is written anew where it was not.
        if (!isReady)
            Undo(project, before);
    }

    private static void KillFrom(int at, int step)
    {
        if (at >= step)
            throw new KilledException();
    }

    private static void Undo(TemporaryProject project, Dictionary<string, string> before)
    {
        var now = All(project);
        Assert.True(now.Count == before.Count || now.ContainsKey("migration.dev.yaml"), string.Join(' ', now.Keys));
        foreach (var name in now.Keys.Except(before.Keys))
            File.Delete(project.PathOf(name));
        foreach (var (name, text) in before)
            project.WithFile(name, text);
    }

    private static Dictionary<string, string> All(TemporaryProject project) =>
        Directory.EnumerateFiles(project.PathOf(".")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private static IEnumerable<string> Others(TemporaryProject project, Release release) => All(project).Where(file => !release.Names.Contains(file.Key)).Select(file => file.Value);

    private sealed class KilledException : Exception;

    private sealed record Release(IReadOnlyList<PlantedValues> Files, string Around, int KilledFirst, int KilledLater)
    {
        public IReadOnlyList<string> Names { get; } = [.. Files.Select((_, index) => $"values-{index}.yaml")];

        /// <summary>A later file wins, and its list replaces that of an earlier one.</summary>
        public IReadOnlyDictionary<string, string> InForce => Files.Take(Files.Count - 1).SelectMany(file => file.Secrets.Where(secret => !secret.Key.StartsWith("EXTRA_", StringComparison.Ordinal)))
            .Concat(Files[^1].Secrets).GroupBy(secret => secret.Key).ToDictionary(of => of.Key, of => of.Last().Value);

        public string TextOf(int index)
        {
            if (Around.Length == 0)
                return Files[index].Text;
            var newLine = Files[index].Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
            var indent = new string(' ', Around.TrimEnd('\n').Split('\n')[^1].TakeWhile(sign => sign == ' ').Count() + 2);
            return Around.Replace("\n", newLine, StringComparison.Ordinal) + string.Concat(Files[index].Text.Split(newLine).Select((line, at) => (at == 0 ? "" : newLine) + (line.Length == 0 ? "" : indent + line)));
        }
    }
}
