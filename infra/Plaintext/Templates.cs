using System.Text;

namespace McpInfra.Plaintext;

/// <summary>
/// Expressions in a text, of Go templates (Helm, External Secrets Operator, Vault Secrets Operator), GitHub workflows and
/// shells: each names a value, and may have one written into it, as <c>{{ .pw | default "x" }}</c> and <c>${PW:-x}</c> do.
/// </summary>
internal static class Templates
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>Functions whose text in quotes becomes the value; the text of others is a name, a pattern or a message.</summary>
    private static readonly HashSet<string> TakesValue = ["default", "coalesce", "ternary", "print", "printf", "b64enc", "quote", "squote", "toString", "trim", "cat"];

    /// <summary>What is written into a text as a value: what stands outside of expressions, and the literals in them.</summary>
    public static IEnumerable<string> Literals(string text)
    {
        if (!text.Contains(Open, StringComparison.Ordinal))
            return ShellDefault(text) is { } fallback ? [fallback] : [text];
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

    /// <summary>What a shell's variable is without a value: <c>${PW:-x}</c>; null for any other text.</summary>
    private static string? ShellDefault(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith("${", StringComparison.Ordinal) || !trimmed.EndsWith('}'))
            return null;
        var sign = trimmed.IndexOf(":-", StringComparison.Ordinal) is >= 0 and var dash ? dash : trimmed.IndexOf(":=", StringComparison.Ordinal);
        return sign < 0 ? null : trimmed[(sign + 2)..^1];
    }

    /// <summary>Reads to behind the end of an expression; its texts in quotes may hold braces.</summary>
    private static int ReadExpression(string text, int at, List<string> literals)
    {
        var isFirst = true;
        var takesValue = false;
        while (at < text.Length)
        {
            if (text.AsSpan(at).StartsWith(Close, StringComparison.Ordinal))
                return at + Close.Length;
            if (text[at] is '"' or '`' or '\'')
            {
                var end = EndOfQuotes(text, at);
                var literal = text[(at + 1)..Math.Max(at + 1, end - 1)];
                if (isFirst || takesValue)
                    literals.AddRange(Valuable(literal));
                isFirst = false;
                at = end;
            }
            else if (char.IsAsciiLetter(text[at]))
            {
                var start = at;
                while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
                    at++;
                if (TakesValue.Contains(text[start..at]) && (start == 0 || text[start - 1] != '.'))
                    takesValue = true;
                isFirst = false;
            }
            else
            {
                // Each part of a pipeline, and each in brackets, is a call of its own.
                if (text[at] is '|' or '(' or ')')
                    takesValue = text.AsSpan(at).StartsWith("||", StringComparison.Ordinal) || (at > 0 && text[at - 1] == '|' && text[at] == '|');
                else if (text[at] is '.' or '$' || char.IsAsciiDigit(text[at]))
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
}
