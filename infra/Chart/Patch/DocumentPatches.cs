using System.Text.RegularExpressions;

namespace McpInfra.Chart.Patch;

/// <summary>A section of the chart's README, before its table of values.</summary>
internal static partial class ReadmePatch
{
    public const string File = "README.md";

    /// <summary>Null where the field is described already or an anchor is not there, which is reported.</summary>
    public static string? Apply(string text, bool hasExtraEnvFrom, ICollection<PatchProblem> problems)
    {
        if (text.Contains(PatchTexts.Field, StringComparison.Ordinal))
            return null;
        var lines = new TextLines(text);
        var values = Markdown.FindHeading(lines, "## Values", isWhole: true);
        if (values < 0)
        {
            problems.Add(new PatchProblem(File, "has no heading '## Values', before which the section belongs"));
            return null;
        }

        // From the end to the beginning, so that no place moves: the table's row where the table has one beside it.
        var row = lines.Find(line => line.StartsWith("| mcpContextForge.extraEnvFrom |", StringComparison.Ordinal), values);
        if (row < 0)
            row = Enumerable.Range(values, lines.Count - values).LastOrDefault(index => EnvFromRow().IsMatch(lines[index]), -1);
        if (row >= 0)
            lines.InsertAfter(row, [PatchTexts.ReadmeRow]);
        return lines.InsertAfter(values - 1, [.. PatchTexts.Readme(hasExtraEnvFrom), ""]).ToString();
    }

    [GeneratedRegex(@"^\| mcpContextForge\.envFrom\b")]
    private static partial Regex EnvFromRow();
}

/// <summary>An entry in the chart's changelog, under what is not released yet: whoever releases it knows the date.</summary>
internal static class ChangelogPatch
{
    public const string File = "CHANGELOG.md";

    private const string Unreleased = "## [Unreleased]";
    private const string Added = "### Added";

    /// <summary>Null where the entry is there already or an anchor is not, which is reported.</summary>
    public static string? Apply(string text, ICollection<PatchProblem> problems)
    {
        if (text.Contains(PatchTexts.Field, StringComparison.Ordinal))
            return null;
        var lines = new TextLines(text);
        var release = Markdown.FindHeading(lines, "## [");
        if (release < 0)
        {
            problems.Add(new PatchProblem(File, "has no heading '## [', such as '## [Unreleased]', before or under which the entry belongs"));
            return null;
        }

        if (!lines[release].StartsWith(Unreleased, StringComparison.Ordinal))
            return lines.InsertAfter(release - 1, [Unreleased, "", Added, "", Entry(lines, release), ""]).ToString();

        var next = Markdown.FindHeading(lines, "## ", release + 1);
        var added = Markdown.FindHeading(lines, Added, release + 1, isWhole: true);
        if (added < 0 || (next >= 0 && added > next))
            return lines.InsertAfter(release, ["", Added, "", Entry(lines, release)]).ToString();
        var behind = added + 1 < lines.Count && lines[added + 1].Length == 0 ? added + 1 : added;
        return lines.InsertAfter(behind, [Entry(lines, added)]).ToString();
    }

    /// <summary>With the bullet that the list behind a place has.</summary>
    private static string Entry(TextLines lines, int place)
    {
        var bullet = lines.Find(line => line.StartsWith("* ", StringComparison.Ordinal) || line.StartsWith("- ", StringComparison.Ordinal), place);
        return (bullet < 0 ? "* " : lines[bullet][..2]) + PatchTexts.ChangelogEntry;
    }
}

/// <summary>Finds headings outside of code fences.</summary>
internal static class Markdown
{
    /// <param name="start">How it begins; one that ends here too where <paramref name="isWhole"/>.</param>
    public static int FindHeading(TextLines lines, string start, int from = 0, bool isWhole = false)
    {
        var isCode = false;
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (!isCode && index >= from && lines[index].StartsWith(start, StringComparison.Ordinal) && (!isWhole || lines[index].TrimEnd() == start))
                return index;
        }

        return -1;
    }
}
