using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Loading;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Tests.Migration;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>Every line that a message, a preview, a plan, a rendered file or a page gives to a person to paste.</summary>
[Collection(PulumiCollection.Name)]
public sealed partial class PrintedLineTests
{
    /// <summary>What stands in place of a line that would hold a secret.</summary>
    private const string ByHand = "by hand: ";

    private static readonly Lazy<IReadOnlyList<string>> Lines = new(() => [.. OfCode().Concat(OfPages()).Where(line => line.Length > 0 && !line.StartsWith(ByHand, StringComparison.Ordinal)).Distinct()]);

    [Fact]
    public void Lines_All_AreOfKnownProgramsWithOptionsThatTheyHave()
    {
        var faults = Lines.Value.Select(line => (Line: line, Fault: KnownCommands.FaultOf(line))).Where(line => line.Fault is not null).Select(line => $"{line.Fault}: {line.Line}").ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.All(KnownCommands.Tools, tool => Assert.Contains(Lines.Value, line => line.StartsWith(tool + " ", StringComparison.Ordinal) || line.Contains($"| {tool} ", StringComparison.Ordinal)));
        Assert.InRange(Lines.Value.Count, 200, int.MaxValue);
    }

    [Theory]
    [InlineData("pulumi config set --stack dev mcp-infra:namespace mcp dev", "takes no 3 arguments")]
    [InlineData("pulumi config set --stack dev --plain mcp-infra:namespace mcp", "has no --plain")]
    [InlineData("pulumi config set --stack dev", "takes no 0 arguments")]
    [InlineData("pulumi config rm mcp-infra:a --stack", "no value")]
    [InlineData("pulumi config get mcp-infra:a", "is not known")]
    [InlineData("aws secretsmanager put-secret-value --secret-id a # {\"KEY\": \"...\"}", null)]
    [InlineData("aws secretsmanager put-secret-value --secret-id a, then type", "takes no 2 arguments")]
    [InlineData("aws secretsmanager put-secret-value --secret-id a {\"KEY\"}", "unquoted {")]
    [InlineData("aws secretsmanager put-secret-value --secret-id 'a", "a quote is left open")]
    [InlineData("kubectl get pods && kubectl get $(kubectl describe a", "a bracket is left open")]
    [InlineData("echo $(kubectl describe a --watch)", "has no --watch")]
    [InlineData("kubectl get \"$(kubectl describe a --watch)\"", "has no --watch")]
    [InlineData("kubectl annotate externalsecret a* b=c", "unquoted *")]
    [InlineData("pulumi config rm --stack dev '<key>'", "left to guess")]
    [InlineData("pulumi import a b c --parent 'urn:...'", "left to guess")]
    [InlineData("run pulumi up", "no known program")]
    public void FaultOf_LineThatIsWrong_SaysWhy(string line, string? fault)
    {
        if (fault is null)
            Assert.Null(KnownCommands.FaultOf(line));
        else
            Assert.Contains(fault, KnownCommands.FaultOf(line), StringComparison.Ordinal);
    }

    /// <summary>With <c>--help</c> at its end the real program reads the options and does nothing.</summary>
    [PulumiCliFact]
    public void Lines_OfPulumi_AreReadByTheRealProgram()
    {
        var lines = Lines.Value.SelectMany(ShellText.Commands).Where(words => words[0] == "pulumi").DistinctBy(Shape).ToList();
        using var pulumi = new PulumiCli();
        var faults = new List<string>();

        foreach (var line in lines.Select(words => string.Join(' ', words.Select(word => Shell.Word(word))) + " --help"))
        {
            var (code, output) = pulumi.TryShell(line);
            if (code != 0)
                faults.Add($"{line}\n{output}");
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.InRange(lines.Count, 8, 40);
    }

    private static string Shape(IReadOnlyList<string> words) => string.Join(' ', words.Where((word, index) => index < 3 || word.StartsWith('-')).Select(word => word.Split('=')[0]).Distinct());

    private static IEnumerable<string> OfCode()
    {
        var fixes = BadStacks.All.SelectMany(bad => bad.Yaml.Problems(bad.Stack));
        var loaded = OperatorStacks.All.Concat(BackendStacks.All.Values).Concat([StackYaml.Baseline, StackYaml.Everything]).Where(yaml => yaml.Problems().Count == 0).Select(yaml => StackLoader.Load(yaml.Source())).ToList();
        var warnings = loaded.SelectMany(stack => stack.Settings.Warnings);
        var toDo = loaded.Select(Backend.Of).SelectMany(backend => backend.PutLines.Concat(backend.WakeLine is { } wake ? [wake] : Array.Empty<Words>()));
        var plans = new[] { SecretSource.External, SecretSource.Config }
            .Select(to => AnyValuesTests.Plan("mcpContextForge: {secret: {JWT_SECRET_KEY: hunter22hunter22, SMTP_PASSWORD: hunter23}}\n", to: to))
            .SelectMany(plan => MigrationStages.Of(plan).SelectMany(stage => stage.Run.Concat(stage.Check).Concat(stage.RollBack)).Concat(MigrationStages.Afterwards(plan)));
        return
        [
            .. fixes.Concat(warnings).Where(problem => problem.Fix is not null).SelectMany(problem => problem.Fix!.ToString().Split('\n')),
            .. toDo.SelectMany(words => words.ToString().Split('\n').Skip(1)),
            .. plans.Select(words => words.ToString()).Where(line => !line.StartsWith('#')),
        ];
    }

    /// <summary>The lines of the tools in the pages' blocks, and those that a rendered file names in its comment.</summary>
    private static IEnumerable<string> OfPages()
    {
        var pages = new[] { "README.md", "CONTRIBUTING.md" }.Select(page => Repository.At(page)).Concat(Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories));
        var blocks = pages.SelectMany(page => Block().Matches(File.ReadAllText(page)))
            .SelectMany(block => block.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Select(line => HereDocument().Replace(line.Trim(), ""))
            .Where(line => KnownCommands.Tools.Any(tool => line.StartsWith(tool + " ", StringComparison.Ordinal) || line.Contains($"| {tool} ", StringComparison.Ordinal)));
        var comments = Directory.EnumerateFiles(Repository.At("tests", "Snapshots", "render"), "*.yaml", SearchOption.AllDirectories)
            .SelectMany(file => Comment().Matches(File.ReadAllText(file)))
            .Select(comment => comment.Groups["line"].Value);
        return [.. blocks, .. comments];
    }

    [GeneratedRegex(@"^ *```sh\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("""<<'?EOF'?$""")]
    private static partial Regex HereDocument();

    [GeneratedRegex("^# [^:\n]*: (?<line>(kubectl|helm) .*)$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
