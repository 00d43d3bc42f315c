using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>
/// Whatever is planted wherever: no command shows a secret or writes it elsewhere, nothing acts on a terminal or a
/// pipeline, and every run ends in words.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed partial class CanaryPropertyTests
{
    [ManyRunsFact]
    public void Commands_AnyProject_ShowNoSecretAndDoNothing() =>
        Check.One(ManyRuns.Config(few: 150, many: int.MaxValue).WithEndSize(20), Prop.ForAll(CanaryProjects.All.ToArbitrary(), project =>
            Fault(project) is { } fault ? throw new InvalidOperationException($"{fault}\n{project}") : true));

    /// <summary>What is wrong with what the project's commands do; null for nothing.</summary>
    private static string? Fault(CanaryProject planted)
    {
        using var project = new TemporaryProject();
        foreach (var (name, text) in planted.Files)
            project.WithFile(name, text);
        var forms = planted.Secrets.SelectMany(Forms).Distinct().ToList();
        foreach (var command in planted.Runs)
        {
            var run = project.RunAsync([.. command]).GetAwaiter().GetResult();
            foreach (var text in (string[])[run.Output, run.Error])
            {
                if (FaultOf(text, forms) is { } fault)
                    return $"{fault}, out of {string.Join(' ', command)}:\n{text}";
            }

            if (run.ExitCode is < 0 or > 2)
                return $"exit code {run.ExitCode}";
        }

        foreach (var path in Directory.EnumerateFiles(project.PathOf("."), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(project.PathOf("."), path).Replace('\\', '/');
            if (planted.PlantedIn.Contains(name))
                continue;
            var text = File.ReadAllText(path);
            if (forms.Exists(form => text.Contains(form, StringComparison.Ordinal)))
                return $"a secret in {name}:\n{text}";
            if (!planted.Files.ContainsKey(name) && text.Split('\n').FirstOrDefault(Visible.Acts) is { } line)
                return $"a character that acts in {name}: {Visible.Of(line)}";
        }

        return null;
    }

    private static string? FaultOf(string text, List<string> forms)
    {
        if (forms.Exists(form => text.Contains(form, StringComparison.Ordinal)))
            return "a secret";
        if (text.Contains("a fault of mcp-infra itself", StringComparison.Ordinal) || StackTrace().IsMatch(text))
            return "a fault of the program";
        foreach (var line in text.Split('\n'))
        {
            if (Visible.Acts(line))
                return "a character that acts";
            if (line.TrimStart().StartsWith("::", StringComparison.Ordinal) || Order().IsMatch(line))
                return "an order to a pipeline";
        }

        return null;
    }

    /// <summary>A text as it may come out: as it is, made visible, and that in JSON.</summary>
    private static IEnumerable<string> Forms(string text)
    {
        yield return text;
        yield return Visible.Of(text);
        yield return Visible.Of(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^   at \S+\(", RegexOptions.Multiline)]
    private static partial Regex StackTrace();

    [GeneratedRegex(@"(?<!\\)##[A-Za-z]*\[")]
    private static partial Regex Order();
}
