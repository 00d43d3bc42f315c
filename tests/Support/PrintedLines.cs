using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Cli.Preview;
using McpInfra.Loading;
using McpInfra.Migration;
using McpInfra.Settings;
using McpInfra.Tests.Live;
using McpInfra.Tests.Migration;

namespace McpInfra.Tests.Support;

/// <summary>Every line that a message, a preview, a plan, a finding, a rendered file or a page gives to a person to paste.</summary>
internal static partial class PrintedLines
{
    /// <summary>What stands in place of a line where a person has to do something.</summary>
    private const string ByHand = "by hand: ";

    private static readonly Lazy<Task<IReadOnlyList<string>>> Lines = new(async () =>
        [.. OfCode().Concat(await OfFindingsAsync()).Concat(OfPages()).Where(line => line.Length > 0 && !line.StartsWith(ByHand, StringComparison.Ordinal)).Distinct()]);

    public static Task<IReadOnlyList<string>> AllAsync() => Lines.Value;

    private static IEnumerable<string> OfCode()
    {
        var fixes = BadStacks.All.SelectMany(bad => bad.Yaml.Problems(bad.Stack));
        var loaded = OperatorStacks.All.Concat(BackendStacks.All.Values).Concat([StackYaml.Baseline, StackYaml.Everything, StackYaml.Baseline.With("mcp-infra:delivery", "git")])
            .Where(yaml => yaml.Problems().Count == 0).Select(yaml => StackLoader.Load(yaml.Source())).ToList();
        var warnings = loaded.SelectMany(stack => stack.Settings.Warnings);
        var plans = new[] { SecretSource.External, SecretSource.Config }
            .Select(to => AnyValuesTests.Plan("mcpContextForge: {secret: {JWT_SECRET_KEY: hunter22hunter22, SMTP_PASSWORD: hunter23}}\n", to: to))
            .SelectMany(plan => MigrationStages.Of(plan).SelectMany(stage => stage.Run.Concat(stage.Check).Concat(stage.RollBack)).Concat(MigrationStages.Afterwards(plan)));
        return
        [
            .. fixes.Concat(warnings).Where(problem => problem.Fix is not null).SelectMany(problem => problem.Fix!.ToString().Split('\n')),
            .. loaded.SelectMany(PreviewRun.ToDo).SelectMany(words => words.ToString().Split('\n').Skip(1)),
            .. NeedsTests.Few().SelectMany(questions => questions).Select(question => question.Ran.ToString()).Where(KnownCommands.IsOfATool),
            .. plans.Select(words => words.ToString()).Where(line => !line.StartsWith('#')),
        ];
    }

    /// <summary>What the audit says to do: a line of its own, or one inside of an advice.</summary>
    private static async Task<IEnumerable<string>> OfFindingsAsync()
    {
        using var project = BadRepository.Write();
        var findings = JsonNode.Parse((await project.RunAsync(BadRepository.Command("--format", "json"))).Output)!["findings"]!.AsArray();
        return findings.Select(finding => (string)finding!["fix"]!).SelectMany(fix => fix.Split('\n').Where(KnownCommands.IsOfATool).Concat(Inline(fix)));
    }

    /// <summary>The lines of the tools in the pages' blocks and prose, and those that a rendered file names in its comment.</summary>
    private static IEnumerable<string> OfPages()
    {
        var pages = new[] { "README.md", "CONTRIBUTING.md" }.Select(page => Repository.At(page)).Concat(Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories))
            .Select(File.ReadAllText).ToList();
        var blocks = pages.SelectMany(page => Block().Matches(page))
            .SelectMany(block => block.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Select(line => HereDocument().Replace(line.Trim(), ""))
            .Where(KnownCommands.IsOfATool);
        var comments = Directory.EnumerateFiles(Repository.At("tests", "Snapshots", "render"), "*.yaml", SearchOption.AllDirectories)
            .SelectMany(file => Comment().Matches(File.ReadAllText(file)))
            .Select(comment => comment.Groups["line"].Value);
        return [.. blocks, .. pages.SelectMany(page => Inline(Block().Replace(page, ""))), .. comments];
    }

    /// <summary>The lines in back quotes in a text. A command that is only named, such as <c>kubectl wait</c>, is none.</summary>
    private static IEnumerable<string> Inline(string text) => Code().Matches(text).Select(code => code.Groups["line"].Value)
        .Where(line => KnownCommands.IsOfATool(line) && !NameOfACommand().IsMatch(line));

    [GeneratedRegex(@"^ *```\w*\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("""<<'?EOF'?$""")]
    private static partial Regex HereDocument();

    [GeneratedRegex("^# [^:\n]*: (?<line>(kubectl|helm) .*)$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("`(?<line>[^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[a-z]+( [a-z][a-z-]*)*$")]
    private static partial Regex NameOfACommand();
}
