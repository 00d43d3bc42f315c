using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// What a program that edits or searches texts is told: <c>sed "s|^KEY=.*|KEY=$key|"</c>, <c>grep -oP 'TOKEN=\K.*'</c>. A name stands
/// there as in a file, but the value behind it ends where the program's own sign does, and may be a pattern of any value.
/// </summary>
internal static partial class Patterns
{
    /// <summary>What is read before a name, on its own line.</summary>
    private const int LongestBefore = 300;

    /// <summary>Where the value of a name ends; where it begins where it is a pattern, and where it is known to end in any other text.</summary>
    public static int EndOfValue(string text, int name, int start, int end)
    {
        var before = Before(text, name);
        if (!Program().IsMatch(before))
            return end;
        if (Opening().IsMatch(before) && text.AsSpan(start, end - start).IndexOf(before.TrimEnd(@"^(\")[^1]) is >= 0 and var sign)
            end = start + sign;
        return AnyValue().IsMatch(text.AsSpan(start, end - start)) ? start : end;
    }

    /// <summary>Whether such a program is told the name, whose sign stands before it then as the slash of an address does.</summary>
    public static bool Have(string text, int name) => Program().IsMatch(Before(text, name));

    private static ReadOnlySpan<char> Before(string text, int name)
    {
        var before = text.AsSpan(Math.Max(0, name - LongestBefore), Math.Min(LongestBefore, name));
        return before[(before.LastIndexOf('\n') + 1)..];
    }

    // Of a command that goes on on lines of its own, an option or the substitution alone.
    [GeneratedRegex(@"\b(sed|perl|awk|grep|rg)\b|(^|\s)-[A-Za-z]{0,8}e\s|(^|[\s""'`;{(])s[|#,/@%~!]")]
    private static partial Regex Program();

    [GeneratedRegex(@"[|#,/@%~!][\^(\\]{0,4}\z")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(\\?\)|\.[*+{]|\\[KSWDswd])")]
    private static partial Regex AnyValue();
}
