using FsCheck;
using FsCheck.Fluent;
using McpInfra.Delivery;
using McpInfra.Tests.Plaintext;
using McpInfra.Tests.Support;
using static McpInfra.Tests.Printing.CanaryPositions;

namespace McpInfra.Tests.Printing;

/// <summary>A project with something planted in it, and what is run there.</summary>
/// <param name="Title">For the message of a failure.</param>
/// <param name="Secrets">What may be in no output and in no file but those that are named with it; with the forms that it was planted in.</param>
internal sealed record CanaryProject(
    string Title, IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Secrets, IReadOnlySet<string> PlantedIn, IReadOnlyList<IReadOnlyList<string>> Runs)
{
    public override string ToString() => $"{Title}\n{string.Join('\n', Runs.Select(run => string.Join(' ', run)))}\n{string.Join('\n', PlantedIn.Select(file => $"--- {file}\n{Files.GetValueOrDefault(file, "")}"))}";
}

/// <summary>Makes such projects: a canary of one of three kinds, at one of all positions of a file, before one of all commands.</summary>
internal static class CanaryProjects
{
    public static Gen<CanaryProject> All { get; } = Gen.Frequency(
        (6, from secret in CanaryTexts.Token
            from form in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, JudgeTests.Forms("ghp_" + new string('a', 36)).Count() - 1)))
            from position in Gen.Elements(ForTokens)
            from project in Project(position, position.OneWord ? secret : JudgeTests.Forms(secret).ElementAt(form % 20), secret)
            select project),
        (1, from secret in CanaryTexts.Token
            from form in Gen.Choose(0, 12)
            from at in Gen.Choose(0, 100_000)
            let planted = JudgeTests.Forms(secret).ElementAt(form)
            from project in Project(OfBaseline(at), planted, secret)
            select project),
        (1, from secret in CanaryTexts.Token from project in Named(secret) select project),
        (3, from word in CanaryTexts.Word from position in Gen.Elements(ForWords) from project in Project(position, word, word) select project),
        (3, from acting in CanaryTexts.Acting from position in Gen.Elements(ForTokens.Where(position => !position.OneWord).ToArray()) from project in Project(position, acting, null) select project),
        (1, from acting in CanaryTexts.Acting
            from at in Gen.Choose(0, 100_000)
            from project in Project(OfBaseline(at), acting, null)
            select project));

    /// <summary>The canary in the name of a file, a stack or an argument.</summary>
    private static Gen<CanaryProject> Named(string secret) => Gen.Elements<(string, string, string, string[])>(
        ("the stack's name", $"Pulumi.{secret}.yaml", Renderable(""), ["preview"]),
        ("the stack's name", $"Pulumi.{secret}.yaml", Renderable(""), ["preview", "--format", "markdown"]),
        ("the stack's name", $"Pulumi.{secret}.yaml", "config: [", ["audit", "--format", "sarif"]),
        ("the stack's name", $"Pulumi.{secret}.yaml", Renderable(""), ["render", "manifests", "--out", "out"]),
        ("the stack's name", $"Pulumi.{secret}.yaml", Renderable(""), ["migrate", Values, "--stack", secret]),
        ("the name of a values file", $"{secret}.yaml", "app: {DB_PASSWORD: winterHills22}\n", ["audit", "--values", $"{secret}.yaml", "--format", "json"]),
        ("the name of a values file", $"{secret}.yaml", "app: {DB_PASSWORD: winterHills22}\n", ["migrate", $"{secret}.yaml", "--stack", "dev"]),
        ("the name of a manifest", $"k8s/{secret}.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {DB_PASSWORD: winterHills22}\n", ["audit", "--manifests", "k8s", "--format", "sarif"]),
        ("the name of a manifest", $"k8s/{secret}.yaml", "a: [", ["audit", "--manifests", "k8s"]),
        ("the name of a folder", $"{secret}/a.yaml", "a: {password: winterHills22}", ["audit", "--manifests", secret]),
        ("a stack that is asked for", Values, "a: 1\n", ["preview", "--stack", secret]),
        ("a file that is not there", Values, "a: 1\n", ["audit", "--values", $"{secret}.yaml", "--manifests", secret]),
        ("a baseline that is not there", Values, "a: 1\n", ["preview", "--baseline", secret]),
        ("an option", Values, "a: 1\n", ["audit", $"--{secret}", secret, "--format", secret]),
        ("a command", Values, "a: 1\n", [secret, secret]),
        ("a chart", Values, "a: 1\n", ["chart", "patch", secret]),
        ("an option of migrate", Values, "a: 1\n", ["migrate", "export", Values, "--stack", "dev", "--group", secret]))
        .Select(named =>
        {
            var files = Plain();
            if (named.Item2.StartsWith("Pulumi.", StringComparison.Ordinal))
                files.Remove(Stack);
            files[named.Item2] = named.Item3;
            return new CanaryProject(named.Item1, files, [secret], new HashSet<string> { named.Item2 }, [named.Item4]);
        });

    /// <param name="secret">What may not be seen; null where the planted text may, but not act.</param>
    private static Gen<CanaryProject> Project(CanaryPosition position, string planted, string? secret) => Gen.Elements(RunsFor(position.File)).Select(runs =>
    {
        var files = Plain();
        files[position.File] = position.Text(planted);
        if (position.File == Baseline || runs.Any(run => run.Contains(Baseline)))
            files.TryAdd(Baseline, Before.Value);
        return new CanaryProject(position.Title, files, secret is null ? Array.Empty<string>() : new[] { secret, planted }.Distinct().ToArray(), new HashSet<string> { position.File }, runs);
    });

    private static IReadOnlyList<IReadOnlyList<string>>[] RunsFor(string file)
    {
        string[][] stack = [["--format", "text"], ["--format", "json"], ["--format", "markdown"]];
        string[][] audit = [["--format", "text"], ["--format", "json"], ["--format", "sarif"]];
        IReadOnlyList<IReadOnlyList<string>>[] previews = [.. stack.Select(format => (IReadOnlyList<IReadOnlyList<string>>)[["preview", .. format]])];
        IReadOnlyList<IReadOnlyList<string>>[] changes = [.. stack.Select(format => (IReadOnlyList<IReadOnlyList<string>>)[["preview", "--baseline", Baseline, .. format]])];
        IReadOnlyList<IReadOnlyList<string>>[] audits =
        [
            .. audit.Select(format => (IReadOnlyList<IReadOnlyList<string>>)[["audit", "--values", Values, "--manifests", "k8s", .. format]]),
            .. audit.Select(format => (IReadOnlyList<IReadOnlyList<string>>)[["audit", "--values", Values, "--manifests", "k8s", "--output", "report", .. format]]),
        ];
        IReadOnlyList<IReadOnlyList<string>>[] renders = [.. Rendered.Tools.Select(tool => (IReadOnlyList<IReadOnlyList<string>>)
            [["render", FileHeader.Word(tool), "--out", "out"], ["render", FileHeader.Word(tool), "--out", "out", "--check"]])];
        IReadOnlyList<IReadOnlyList<string>>[] migrations =
        [
            .. stack.Select(format => (IReadOnlyList<IReadOnlyList<string>>)[["migrate", Values, "--stack", "dev", .. format]]),
            [["migrate", Values, "--stack", "dev", "--write"], ["migrate", "status", Values, "--stack", "dev"], ["migrate", Values, "--stack", "dev", "--write", "--ready"], ["migrate", Values, "--stack", "dev", "--write"]],
            [["migrate", Values, "--stack", "dev", "--to", "config", "--write"], ["migrate", Values, "--stack", "dev"]],
        ];
        return file switch
        {
            Baseline => changes,
            Values => [.. audits, .. migrations, .. migrations],
            Stack or "Pulumi.yaml" => [.. previews, .. changes, .. audits, .. renders, .. migrations],
            _ => audits,
        };
    }

    private static Dictionary<string, string> Plain() => new()
    {
        [Stack] = RenderProject.Renderable.Text,
        [Values] = "mcpContextForge: {replicaCount: 2}\n",
        [Manifest] = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n",
    };
}
