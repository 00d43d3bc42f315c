using System.Diagnostics;
using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Tests.Support;

/// <summary>
/// A composite action as a runner runs it: step after step until one fails, each script in a shell of its own, with what it
/// says under <c>env</c>. Steps that use another action are noted and not run. An expression that is not understood fails.
/// </summary>
internal sealed partial class ActionRun
{
    private readonly Dictionary<string, string> _context;
    private readonly List<string> _uses = [];

    /// <param name="context">What expressions may name, such as <c>github.base_ref</c>.</param>
    /// <param name="directory">What was checked out.</param>
    /// <param name="environment">Of every script.</param>
    public ActionRun(string action, IReadOnlyDictionary<string, string> context, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var tree = (MappingNode)YamlReader.ReadWhole(action, YamlRules.Stack)!;
        _context = new(context);
        foreach (var input in ((MappingNode)tree.Find("inputs")!).Entries)
            _context.TryAdd($"inputs.{input.Key}", ((ScalarNode)((MappingNode)input.Value).Find("default")!).Text);
        foreach (var step in ((SequenceNode)((MappingNode)tree.Find("runs")!).Find("steps")!).Items.Cast<MappingNode>().Where(IsWanted))
        {
            if (step.Find("uses") is ScalarNode uses)
            {
                _uses.Add(string.Join(' ', [uses.Text.Split('@')[0], .. Values(step, "with").Select(value => $"{value.Key}={value.Value}")]));
                continue;
            }

            var outputs = Path.GetTempFileName();
            var (code, said) = Run(
                ((ScalarNode)step.Find("run")!).Text,
                Path.Combine(directory, step.Find("working-directory") is ScalarNode folder ? Filled(folder.Text) : "."),
                environment.Concat(Values(step, "env")).Append(new("GITHUB_OUTPUT", outputs)));
            Said += said;
            foreach (var line in File.ReadLines(outputs).Select(line => line.Split('=', 2)))
                _context[$"steps.{((ScalarNode)step.Find("id")!).Text}.outputs.{line[0]}"] = line[1];
            File.Delete(outputs);
            if (code == 0)
                continue;
            Code = code;
            break;
        }

        Outputs = ((MappingNode)tree.Find("outputs")!).Entries.ToDictionary(output => output.Key, output => Filled(((ScalarNode)((MappingNode)output.Value).Find("value")!).Text));
    }

    public int Code { get; }

    public string Said { get; } = "";

    /// <summary>Other actions that were used, each with what it was told.</summary>
    public IReadOnlyList<string> Uses => _uses;

    public IReadOnlyDictionary<string, string> Outputs { get; }

    private static (int Code, string Said) Run(string script, string directory, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private IEnumerable<KeyValuePair<string, string>> Values(MappingNode step, string key) =>
        step.Find(key) is MappingNode map ? map.Entries.Select(entry => new KeyValuePair<string, string>(entry.Key, Filled(((ScalarNode)entry.Value).Text))) : [];

    private string Filled(string text) => Expression().Replace(text, expression => ValueOf(expression.Groups["text"].Value));

    private bool IsWanted(MappingNode step) => step.Find("if") is not ScalarNode condition
        || Expression().Match(condition.Text).Groups["text"].Value.Split(" && ").All(part => part.Contains(" == ", StringComparison.Ordinal)
            ? ValueOf(part.Split(" == ")[0]) == ValueOf(part.Split(" == ")[1])
            : ValueOf(part.Split(" != ")[0]) != ValueOf(part.Split(" != ")[1]));

    /// <summary>What nobody has said is empty, as for the runner; a context that does not exist is a mistake.</summary>
    private string ValueOf(string term) => term.Trim() switch
    {
        ['\'', .. var text, '\''] => text,
        var name when Name().IsMatch(name) => _context.GetValueOrDefault(name, ""),
        var other => throw new FormatException($"'{other}' is not understood."),
    };

    [GeneratedRegex(@"\$\{\{ (?<text>.*?) \}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"^(inputs\.\w+|github\.[\w.]+|runner\.temp|steps\.\w+\.outputs\.\w+)$")]
    private static partial Regex Name();
}
