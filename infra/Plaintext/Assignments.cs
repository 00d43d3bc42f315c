using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// A name that means a secret and a value behind it, in any text: a line of a dotenv, ini or properties file, a pair of a
/// connection string or a query, a flag of a command, a field in code. What stands around them decides where the value ends.
/// </summary>
internal static partial class Assignments
{
    private const int LongestName = 64;

    /// <summary>How far back the bracket of a call is looked for.</summary>
    private const int LongestCall = 256;

    /// <summary>A longer value is no words that somebody chose: it is random, or code, a list or another text.</summary>
    private const int LongestWords = 256;

    /// <summary><c>NAME=value</c>, <c>name: value</c>, <c>"name": "value"</c>, <c>--name=value</c> and the like.</summary>
    public static IEnumerable<(string What, int Index, int Length)> All(string text)
    {
        var endOfRun = 0;
        for (var at = text.AsSpan().IndexOfAny('=', ':'); at >= 0; at = Next(text, at + 1))
        {
            if (NameBefore(text, at) is not var (nameStart, nameEnd) || !Names.MeanSecret(text[nameStart..nameEnd]))
                continue;
            var meaning = Names.Of(text[nameStart..nameEnd]);

            // A variable's name is of code or a shell, which compares it as often.
            var isVariable = nameStart > 0 && text[nameStart - 1] == '$';
            var start = at + 1;
            while (start < text.Length && start - at <= 8 && text[start] is ' ' or '\t' or '>' or '=')
                start++;
            if (start >= text.Length || text[start] is '\n' or '\r')
                continue;
            var quote = start + 1 < text.Length && text[start] == '\\' && text[start + 1] is '"' or '\'' ? 2 : text[start] is '"' or '\'' or '`' ? 1 : 0;
            if (meaning == NameMeaning.Secret && Credentials.Fallback(text, start + quote) is var (literalAt, literalLength))
                yield return (Credentials.InText, literalAt, literalLength);
            if (quote > 0)
            {
                // What a shell runs.
                if (text[start] == '`' && text[at] == '=' && start == at + 1)
                    continue;
                var closing = Credentials.EndOf(text, start + quote, character => character == text[start + quote - 1] || character is '\n');
                var end = quote == 2 && closing > start + 2 && closing < text.Length && text[closing - 1] == '\\' ? closing - 1 : closing;
                if (closing < text.Length && text[closing] != '\n' && IsValue(text[nameStart..nameEnd], text[(start + quote)..end], meaning, isProse: isVariable))
                    yield return (Credentials.InText, start + quote, end - start - quote);
                continue;
            }

            // A comparison, as code has it.
            if (isVariable || (text[at] == '=' && text[at + 1] == '=' && start > at + 2))
                continue;
            if (endOfRun <= start)
                endOfRun = Credentials.EndOf(text, start, character => char.IsWhiteSpace(character) || character is '"' or '\'' or '`');
            // A colon without a blank behind it is part of a name, as in "tokens:renew".
            var line = text[at] == ':' && start == at + 1 ? Structure.Prose : LineOf(text, nameStart, endOfRun);
            var valueEnd = line == Structure.Line ? endOfRun : EndOfPair(text, nameStart, start, endOfRun);
            valueEnd = Patterns.EndOfValue(text, nameStart, start, valueEnd);
            var isProse = line == Structure.Prose && !(text[at] == '=' && (IsPair(text, nameStart, valueEnd) || (start == at + 1 && IsSet(text, nameStart, nameEnd))));
            var value = text[start..valueEnd];
            if (isProse && !Harmless.IsReference(value))
                value = value.TrimEnd(',', ';', '.', ')', ']', '}', '\\');
            if (IsValue(text[nameStart..nameEnd], value, meaning, isProse))
                yield return (Credentials.InText, start, value.Length);
        }
    }

    private static int Next(string text, int start)
    {
        var found = start >= text.Length ? -1 : text.AsSpan(start).IndexOfAny('=', ':');
        return found < 0 ? -1 : start + found;
    }

    /// <summary>The name before a sign, without quotes and dashes.</summary>
    private static (int Start, int End)? NameBefore(string text, int sign)
    {
        // "://" is an address, "::" a path, ":=" is read at its second sign.
        if (text[sign] == ':' && sign + 1 < text.Length && text[sign + 1] is '/' or ':' or '=')
            return null;
        var end = sign;
        while (end > 0 && sign - end < 8 && text[end - 1] is ' ' or '\t' or ':' or '"' or '\'' or '\\' or '`' or ']')
            end--;
        var start = end;
        while (start > 0 && end - start <= LongestName && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or '-'))
            start--;
        while (start < end && text[start] is '-' or '.')
            start++;

        // The word "secret" of an ARN, and what stands in an address, is no name of a field.
        var isName = start < end && end - start <= LongestName && !(start > 0 && ((text[start - 1] == '$' && text[sign] != '=') || text[start - 1] == '<' || (text[start - 1] == '/' && !Patterns.Have(text, start)) || (text[start - 1] == ':' && !IsScope(text, start - 1))))
            && !(start > 1 && text[start - 1] == '{' && text[start - 2] is '{' or '$');
        return isName ? (start, end) : null;
    }

    /// <summary>What stands before the name in <c>//registry/:_authToken=x</c> and in <c>$env:TOKEN = "x"</c>.</summary>
    private static bool IsScope(string text, int colon) => colon > 0 && (text[colon - 1] == '/' || text.AsSpan(0, colon).EndsWith("$env", StringComparison.OrdinalIgnoreCase));

    private enum Structure
    {
        /// <summary>The line is the assignment and nothing else.</summary>
        Line,

        /// <summary>A flag of a command.</summary>
        Flag,

        Prose,
    }

    private static Structure LineOf(string text, int nameStart, int valueEnd)
    {
        var before = nameStart;
        while (before > 0 && nameStart - before < 32 && text[before - 1] != '\n')
            before--;
        var isFirst = before == 0 || text[before - 1] == '\n';
        var lead = text.AsSpan(before, nameStart - before);
        var after = valueEnd;
        while (after < text.Length && text[after] is ' ' or '\t' or '\r')
            after++;
        if (isFirst && LineLead().IsMatch(lead) && (after >= text.Length || text[after] is '\n' or '#' || (text[after] == ';' && after > valueEnd)))
            return Structure.Line;
        return lead.EndsWith('-') ? Structure.Flag : Structure.Prose;
    }

    /// <summary>One of several pairs, as in a connection string or a query.</summary>
    private static bool IsPair(string text, int nameStart, int valueEnd)
    {
        var before = nameStart;
        while (before > 0 && text[before - 1] is ' ')
            before--;
        return (before > 0 && text[before - 1] is ';' or '&' or '?') || (valueEnd < text.Length && text[valueEnd] is ';' or '&');
    }

    /// <summary>Set for a command: <c>PGPASSWORD=x psql</c>, <c>Environment=DB_PASSWORD=x</c>, <c>--set a=b,auth.password=x</c>.</summary>
    private static bool IsSet(string text, int nameStart, int nameEnd) =>
        !text.AsSpan(nameStart, nameEnd - nameStart).ContainsAnyInRange('a', 'z')
        || (nameStart > 0 && text[nameStart - 1] is '=' or ',')
        || IsBehindSetting(text, nameStart);

    private static bool IsBehindSetting(string text, int nameStart) => Setting().IsMatch(text.AsSpan(Math.Max(0, nameStart - 20), Math.Min(20, nameStart)));

    /// <summary>Where a value ends that other pairs may follow: behind a comma only in the brackets of a call, and behind <c>--set</c>.</summary>
    private static int EndOfPair(string text, int nameStart, int start, int endOfRun)
    {
        var run = text.AsSpan(start, endOfRun - start);
        var end = run.IndexOfAny(";&<>");
        end = end < 0 ? run.Length : end;
        foreach (var next in NextPair().EnumerateMatches(run[..end]))
            return start + (IsAmongPairs(text, nameStart) ? next.Index : end);
        return start + end;
    }

    private static bool IsAmongPairs(string text, int nameStart)
    {
        var before = text.AsSpan(Math.Max(0, nameStart - LongestCall), Math.Min(LongestCall, nameStart));
        return before is [.., ','] || IsBehindSetting(text, nameStart) || before.LastIndexOf('(') > before.LastIndexOfAny(")\n");
    }

    private static bool IsValue(string name, string value, NameMeaning meaning, bool isProse) => value.Length >= 4
        && (value.Length <= LongestWords || Randomness.LooksTyped(value))
        && (!isProse || (value.Length >= Credentials.ShortestInProse && Credentials.IsUnusual(value)))
        && Credentials.IsLiteral(value) && !Harmless.IsSwitch(value, meaning)
        && !Harmless.IsNameUnder(name, meaning, value);

    [GeneratedRegex(@"^\s{0,31}(- |export |set |setx |ENV |ARG |-e |--env |SETENV )?[""']?\z")]
    private static partial Regex LineLead();

    [GeneratedRegex(@",[A-Za-z_][A-Za-z0-9_.-]{0,63}=")]
    private static partial Regex NextPair();

    [GeneratedRegex(@"(--set(-string|-literal|-json)?|-e|--env|--from-literal)[ =][""']?\z")]
    private static partial Regex Setting();
}
