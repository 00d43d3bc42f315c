using System.Text.RegularExpressions;

namespace McpInfra.Chart.Patch;

/// <summary>The field in a template's <c>envFrom</c>, behind everything that is there, where a later entry wins.</summary>
internal static partial class TemplatePatch
{
    public const string Gateway = "templates/deployment-mcpgateway.yaml";
    public const string MigrationJob = "templates/job-migration.yaml";

    private const string Reference = ".Values.mcpContextForge." + PatchTexts.Field;
    private const string ExtraEnvFrom = ".Values.mcpContextForge.extraEnvFrom";
    private const string FullName = "\"mcp-stack.fullname\"";

    /// <summary>Null where the field is there already or an anchor is not, which is reported.</summary>
    /// <param name="mayLackEnvFrom">Whether a list is made where the container has none: the migration Job of 0.9.0.</param>
    public static string? Apply(string file, string text, bool mayLackEnvFrom, ICollection<PatchProblem> problems)
    {
        if (text.Contains(Reference, StringComparison.Ordinal))
            return null;
        var lines = new TextLines(text);
        var lists = Keys(lines, EnvFromKey());
        if (lists.Count == 0 && mayLackEnvFrom)
            return AddList(file, lines, problems);
        if (lists.Count != 1)
            return Refuse(file, lists.Count == 0 ? "has no 'envFrom:' list" : $"has {lists.Count} 'envFrom:' lists where one is expected", problems);
        if (Block(lines, lists[0]) is not { } last)
            return Refuse(file, "has an 'envFrom:' list whose end cannot be told", problems);
        var block = string.Join('\n', Enumerable.Range(lists[0], last - lists[0] + 1).Select(index => lines[index]));
        if (!block.Contains("-gateway-secret", StringComparison.Ordinal) || !block.Contains("-gateway-config", StringComparison.Ordinal))
            return Refuse(file, "has an 'envFrom:' list that does not name the chart's own -gateway-secret and -gateway-config", problems);
        if (text.Contains(ExtraEnvFrom, StringComparison.Ordinal) && !block.Contains(ExtraEnvFrom, StringComparison.Ordinal))
            return Refuse(file, "uses extraEnvFrom outside the 'envFrom:' list behind whose entries the field belongs", problems);
        var dash = lines.Find(line => line.TrimStart().StartsWith("- ", StringComparison.Ordinal), lists[0] + 1, last + 1);
        if (dash < 0)
            return Refuse(file, "has an 'envFrom:' list without an entry of its own", problems);
        var indent = TextLines.Indent(lines[dash]);
        return lines.InsertAfter(last, PatchTexts.EnvFromEntries(indent)).ToString();
    }

    private static string? AddList(string file, TextLines lines, ICollection<PatchProblem> problems)
    {
        var variables = Keys(lines, EnvKey());
        if (variables.Count != 1)
            return Refuse(file, variables.Count == 0 ? "has neither an 'envFrom:' nor an 'env:' list" : $"has {variables.Count} 'env:' lists where one is expected", problems);
        if (lines.Find(line => line.Contains(FullName, StringComparison.Ordinal)) < 0)
            return Refuse(file, $"does not name its objects with the helper {FullName}", problems);
        return Block(lines, variables[0]) is { } last && last > variables[0]
            ? lines.InsertAfter(last, PatchTexts.EnvFromList(TextLines.Indent(lines[variables[0]]))).ToString()
            : Refuse(file, "has an 'env:' list whose end cannot be told", problems);
    }

    private static List<int> Keys(TextLines lines, Regex key) => [.. Enumerable.Range(0, lines.Count).Where(index => key.IsMatch(lines[index]))];

    /// <summary>The last line of what stands under a key, template actions that open and close there included; null where one stays open.</summary>
    private static int? Block(TextLines lines, int key)
    {
        var indent = TextLines.Indent(lines[key]);
        var last = key;
        var open = 0;
        for (var index = key + 1; index < lines.Count; index++)
        {
            var line = lines[index];
            if (TextLines.IsSilent(line))
                continue;
            var own = TextLines.Indent(line);
            if (own < indent || (own == indent && !line.AsSpan(own).StartsWith("- ", StringComparison.Ordinal)))
                break;
            open += Opening().Count(line) - Closing().Count(line);
            if (open < 0)
                break;
            if (open == 0)
                last = index;
        }

        return open > 0 ? null : last;
    }

    private static string? Refuse(string file, string message, ICollection<PatchProblem> problems)
    {
        problems.Add(new PatchProblem(file, message));
        return null;
    }

    [GeneratedRegex(@"^ *envFrom:\s*(#.*)?$")]
    private static partial Regex EnvFromKey();

    [GeneratedRegex(@"^ *env:\s*(#.*)?$")]
    private static partial Regex EnvKey();

    [GeneratedRegex(@"\{\{-?\s*(if|with|range|define|block)\b")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\{\{-?\s*end\b")]
    private static partial Regex Closing();
}
