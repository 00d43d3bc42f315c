using System.Text;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// Expressions in a text, of Go templates (Helm, External Secrets Operator, Vault Secrets Operator), GitHub workflows and
/// shells: each names a value, and may have one written into it, as <c>{{ .pw | default "x" }}</c> and <c>${PW:-x}</c> do.
/// </summary>
internal static partial class Templates
{
    private const string Open = "{{";
    private const string Close = "}}";

    private const int LongestExpression = 512;

    /// <summary>Functions whose text in quotes becomes the value; the text of others is a name, a pattern or a message.</summary>
    private static readonly HashSet<string> TakesValue = ["default", "coalesce", "ternary", "print", "printf", "b64enc", "b64dec", "quote", "squote", "toString", "trim", "cat", "or", "tpl", "upper", "lower", "title", "sha256sum", "htpasswd", "bcrypt"];

    /// <summary>What is written into a text as a value: what stands outside of expressions, and the literals in them.</summary>
    public static IEnumerable<string> Literals(string text)
    {
        if (!text.Contains(Open, StringComparison.Ordinal))
            return ShellDefault(text) is { } fallback ? Literals(fallback) : [text];
        var outside = new StringBuilder();
        var literals = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf(Open, at, StringComparison.Ordinal);
            if (start < 0)
                break;
            // GitHub's own begin with a dollar.
            outside.Append(text, at, start - at - (start > at && text[start - 1] == '$' ? 1 : 0));
            at = ReadExpression(text, start + Open.Length, literals);
        }

        outside.Append(text, at, text.Length - at);
        return literals.Prepend(outside.ToString());
    }

    /// <summary>The expression that begins at a place of a text, with its braces; null where none does.</summary>
    public static string? ExpressionAt(string text, int start)
    {
        var rest = text.AsSpan(start, Math.Min(LongestExpression, text.Length - start));
        if (rest.IndexOf('\n') is >= 0 and var line)
            rest = rest[..line];
        var isGo = rest.StartsWith(Open, StringComparison.Ordinal);
        var end = isGo ? rest.IndexOf(Close, StringComparison.Ordinal) : rest.StartsWith("${", StringComparison.Ordinal) ? rest.IndexOf('}') : -1;
        return end < 0 ? null : rest[..(end + (isGo ? Close.Length : 1))].ToString();
    }

    /// <summary>What a variable is without a value, of a shell, <c>${PW:-x}</c>, of Spring, <c>${db.pw:x}</c>, or of Ruby, <c>#{ENV["PW"] || "x"}</c>; null for any other text.</summary>
    private static string? ShellDefault(string text) => Default().Match(text.Trim()) is { Success: true } match ? match.Groups["value"].Value : null;

    /// <summary>Reads to behind the end of an expression; its texts in quotes may hold braces.</summary>
    private static int ReadExpression(string text, int at, List<string> literals)
    {
        var isFirst = true;
        var takesValue = false;
        var isNext = false;
        while (at < text.Length)
        {
            if (text.AsSpan(at).StartsWith(Close, StringComparison.Ordinal))
                return at + Close.Length;
            if (text[at] is '"' or '`' or '\'')
            {
                var end = EndOfQuotes(text, at);
                var literal = text[(at + 1)..Math.Max(at + 1, end - 1)];
                if (isFirst || takesValue || isNext)
                    literals.AddRange(Valuable(literal));
                (isFirst, isNext) = (false, false);
                at = end;
            }
            else if (char.IsAsciiLetter(text[at]))
            {
                var start = at;
                while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
                    at++;
                var isCall = start == 0 || text[start - 1] != '.';

                // What is in brackets is a call of its own, unless it is a text alone: default ("x").
                if (isCall && start > 0 && text[start - 1] == '(')
                    takesValue = false;
                if (isCall && TakesValue.Contains(text[start..at]))
                    takesValue = true;
                isFirst = false;
                isNext = text.AsSpan(start, at - start) is "else";
            }
            else
            {
                // Each part of a pipeline is a call of its own; behind an operator the text itself is the value.
                if (text[at] is '|' or ')')
                    takesValue = false;
                if (at > 0 && text.AsSpan(at - 1, 2) is "||" or "&&" or ":=")
                    isNext = true;
                else if (!char.IsWhiteSpace(text[at]) && text[at] != '(')
                    isNext = false;
                if (text[at] is '.' or '$' || char.IsAsciiDigit(text[at]))
                    isFirst = false;
                at++;
            }
        }

        return text.Length;
    }

    /// <summary>A literal that is a template itself says what its expressions say; one with a verb is a format of other values.</summary>
    private static IEnumerable<string> Valuable(string literal) =>
        literal.Contains(Open, StringComparison.Ordinal) ? Literals(literal)
        : literal.Contains('%', StringComparison.Ordinal) ? []
        : [literal];

    private static int EndOfQuotes(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && text[start] != '`')
                at++;
            else if (text[at] == text[start])
                return at + 1;
        }

        return text.Length;
    }

    // Before a single colon a name in small letters is a scheme: ${file:/path}, ${env:NAME}.
    [GeneratedRegex(@"^\$\{([A-Za-z_][A-Za-z0-9_.]*(:-|:=)|[A-Z_][A-Z0-9_]*[:=-](?!\?)|[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+:(?!\?))(?<value>.*)\}\z|^#\{[^{}]*(\|\||\?:)\s*[""'](?<value>[^""'{}]*)[""']\s*\}#?\z", RegexOptions.Singleline)]
    private static partial Regex Default();
}
