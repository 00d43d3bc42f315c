using System.Text.RegularExpressions;

namespace McpInfra.Audit.Files;

/// <summary>Whether a text that is no YAML is none because it is yet to be made into some by Helm, Jinja, Terraform or the like.</summary>
internal static partial class TemplateText
{
    /// <summary>Whether an expression stands where YAML has none, not behind the line where reading ended; what blocks of text hold is no sign.</summary>
    /// <param name="broken">The line where the text stops being YAML; null where it is not known.</param>
    public static bool Is(string text, int? broken)
    {
        var (number, block) = (0, -1);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            // The parser may name the line before the one that it could not take.
            if (++number > (broken ?? int.MaxValue) + 1)
                return false;
            var line = raw.TrimEnd();
            var indent = raw.Length - raw.TrimStart().Length;
            if (line.Length == 0 || (block >= 0 && indent > block))
                continue;
            block = BlockHeader().IsMatch(line) ? indent : -1;
            if (Expression().IsMatch(line))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"(^|[\s:-])[|>][-+0-9]{0,2}(\s+#.*)?\z")]
    private static partial Regex BlockHeader();

    /// <summary>At the start of a line, or as a value without quotes; or a whole line that somebody's script puts in.</summary>
    [GeneratedRegex(@"^\s*(<[A-Z][A-Z0-9_]{2,60}>\s*\z|\{%|\{\{|\{#|<%|%\{|- *(\{[{%]|\$\{[^}]*\?)|(- +)?[A-Za-z0-9_./-]{1,200}: +(\{[{%]|\$\{[^}]*\?))")]
    private static partial Regex Expression();
}
