using System.Buffers;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// Credentials inside a text, by what stands around them: a URL's password, an authorization header, a connection string,
/// a line of a dotenv, ini or properties file, an argument, a netrc. Each start is read once and in bounds.
/// </summary>
internal static partial class Credentials
{
    /// <summary>No password is longer than this.</summary>
    private const int LongestValue = 1024;

    private const int LongestName = 64;

    /// <summary>A shorter value in the middle of a sentence is a word.</summary>
    private const int ShortestInProse = 8;

    /// <summary>What stands in no password with a slash in it, but between two addresses.</summary>
    private static readonly SearchValues<char> Broken = SearchValues.Create("',;<>()");

    /// <summary>One of them stands in every credential, before its secret part: most names and values have none, and are asked no more.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create(":=+ <'\"");

    private const string InText = "a credential";

    /// <summary>The first credential in a text, and where its secret part stands; null where there is none.</summary>
    /// <param name="takesWeak">Whether a password that everybody knows is one, as it is where it is in force.</param>
    public static (string What, int Index, int Length)? Find(string text, bool takesWeak = false)
    {
        foreach (var found in All(text, takesWeak))
            return found;
        return null;
    }

    public static IEnumerable<(string What, int Index, int Length)> All(string text, bool takesWeak = false) => text.Length < 6 || (text[0] != '-' && text.AsSpan().IndexOfAny(Signs) < 0) ? []
        : [.. Urls(text, takesWeak), .. Headers(text), .. Assignments(text), .. Arguments(text), .. Netrc(text), .. Statements.All(text)];

    /// <summary>The secret part of <c>user:password</c>; null where it is none, such as a user's and a group's number.</summary>
    public static string? PasswordOf(string userAndPassword)
    {
        // One in an expression says what stands there otherwise: ${UID:-1000}:${GID:-1000}.
        var behind = userAndPassword.StartsWith("${", StringComparison.Ordinal) ? userAndPassword.IndexOf('}', StringComparison.Ordinal) + 1 : 0;
        var colon = userAndPassword.IndexOf(':', behind);
        if (colon < 0 || colon == userAndPassword.Length - 1)
            return null;
        var (user, password) = (userAndPassword[..colon], userAndPassword[(colon + 1)..]);
        var isOrdinary = password == user || password.All(char.IsAsciiDigit) || password.StartsWith("//", StringComparison.Ordinal) || user.Any(char.IsWhiteSpace) || !IsLiteral(password);
        return isOrdinary ? null : password;
    }

    private static IEnumerable<(string, int, int)> Urls(string text, bool takesWeak)
    {
        for (var at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                continue;
            var colon = EndOf(text, at + 3, character => character is ':' or '@' or '/' or '?' or '#' or '"' or '\\' || char.IsWhiteSpace(character));
            if (colon >= text.Length || text[colon] != ':')
            {
                // https://TOKEN@host: a name of a user is not as random.
                if (colon < text.Length && text[colon] == '@' && IsToken(text[(at + 3)..colon]))
                    yield return ("a URL with a password", at + 3, colon - at - 3);
                continue;
            }

            if (Fallback(text, colon + 1) is var (literalAt, literalLength))
                yield return ("a URL with a password", literalAt, literalLength);
            var end = EndOfPassword(text, colon + 1);
            if (end > colon + 1 && end < text.Length && text[end] == '@' && IsPassword(text[(colon + 1)..end], takesWeak))
                yield return ("a URL with a password", colon + 1, end - colon - 1);
        }
    }

    /// <summary>Whether what stands before a host is a token; a number at the end of it makes a user's name of it.</summary>
    private static bool IsToken(string user) => Randomness.Find(Place.Nowhere, user) is not null && DigitThenLetter().IsMatch(user);

    /// <summary>The password that is written into the expression at a place: <c>${PW:-x}</c>.</summary>
    private static (int Index, int Length)? Fallback(string text, int start)
    {
        if (start >= text.Length || text[start] is not ('$' or '{') || Templates.ExpressionAt(text, start) is not { } expression)
            return null;
        foreach (var literal in Templates.Literals(expression))
        {
            if (literal != expression && Randomness.LooksTyped(literal) && IsLiteral(literal) && expression.IndexOf(literal, StringComparison.Ordinal) is >= 0 and var at)
                return (start + at, literal.Length);
        }

        return null;
    }

    /// <summary>Where the sign behind a password stands; another character where there is none.</summary>
    private static int EndOfPassword(string text, int start)
    {
        var end = EndOf(text, start, character => character is '@' or '"' or '\\' || char.IsWhiteSpace(character));
        if (end >= text.Length || text[end] != '@')
            return text.Length;

        // A slash may stand in a password, unless what stands before it is a port.
        var slash = text.AsSpan(start, end - start).IndexOfAny('/', '?', '#');
        if (slash < 0)
            return end;
        var isPort = slash is > 0 and <= 5 && !text.AsSpan(start, slash).ContainsAnyExceptInRange('0', '9');
        var isBroken = text.AsSpan(start, end - start).IndexOfAny(Broken) >= 0 || text.AsSpan(start, end - start).Contains("://", StringComparison.Ordinal);
        return isPort || isBroken || slash == 0 ? text.Length : end;
    }

    private static bool IsPassword(string text, bool takesWeak) => IsLiteral(text, mayBePath: false, takesWeak) && !text.Contains("%s", StringComparison.Ordinal);

    private static IEnumerable<(string, int, int)> Headers(string text)
    {
        if (text.AsSpan().IndexOfAny(' ', '+') < 0)
            yield break;
        foreach (Match header in Header().Matches(text))
        {
            var value = header.Groups["value"];
            var isCredential = header.Groups["scheme"].ValueSpan.Equals("basic", StringComparison.OrdinalIgnoreCase)
                ? Encodings.Decoded(value.Value.TrimEnd('=').PadRight((value.Value.TrimEnd('=').Length + 3) / 4 * 4, '=')) is { } decoded && PasswordOf(decoded) is not null
                : IsLiteral(value.Value) && (Randomness.LooksTyped(value.Value) || (value.Length >= 20 && value.Value.Any(char.IsAsciiDigit)));
            if (isCredential)
                yield return ("an authorization header", value.Index, value.Length);
        }
    }

    /// <summary>What stands under an authorization header's name: a scheme, whichever it is, and a credential, or that alone.</summary>
    public static bool IsAuthorization(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 1 or 2 && words[^1] is { Length: >= 16 } value && value.Any(char.IsAsciiDigit) && IsLiteral(value)
            && (Randomness.LooksTyped(value) || (words.Length == 2 && (!Ordinary().IsMatch(value) || Guid.TryParse(value, out _))));
    }

    /// <summary><c>NAME=value</c>, <c>name: value</c>, <c>"name": "value"</c>, <c>--name=value</c> and the like.</summary>
    private static IEnumerable<(string, int, int)> Assignments(string text)
    {
        var endOfRun = 0;
        for (var at = text.AsSpan().IndexOfAny('=', ':'); at >= 0; at = Next(text, at + 1))
        {
            if (NameBefore(text, at) is not var (nameStart, nameEnd) || !Names.MeanSecret(text[nameStart..nameEnd]))
                continue;
            var meaning = Names.Of(text[nameStart..nameEnd]);
            var start = at + 1;
            while (start < text.Length && start - at <= 8 && text[start] is ' ' or '\t' or '>' or '=')
                start++;
            if (start >= text.Length || text[start] is '\n' or '\r')
                continue;
            var quote = start + 1 < text.Length && text[start] == '\\' && text[start + 1] is '"' or '\'' ? 2 : text[start] is '"' or '\'' or '`' ? 1 : 0;
            if (quote > 0)
            {
                // What a shell runs.
                if (text[start] == '`' && text[at] == '=' && start == at + 1)
                    continue;
                var closing = EndOf(text, start + quote, character => character == text[start + quote - 1] || character is '\n');
                var end = quote == 2 && closing > start + 2 && closing < text.Length && text[closing - 1] == '\\' ? closing - 1 : closing;
                if (closing < text.Length && text[closing] != '\n' && IsValue(text[(start + quote)..end], meaning, isProse: false))
                    yield return (InText, start + quote, end - start - quote);
                continue;
            }

            if (meaning == NameMeaning.Secret && Fallback(text, start) is var (literalAt, literalLength))
                yield return (InText, literalAt, literalLength);

            // A comparison, as code has it.
            if (text[at] == '=' && text[at + 1] == '=' && start > at + 2)
                continue;
            if (endOfRun <= start)
                endOfRun = EndOf(text, start, character => char.IsWhiteSpace(character) || character is '"' or '\'' or '`');
            // A colon without a blank behind it is part of a name, as in "tokens:renew".
            var line = text[at] == ':' && start == at + 1 ? Structure.Prose : LineOf(text, nameStart, endOfRun);
            var valueEnd = line == Structure.Line ? endOfRun : start + EndOfPair(text.AsSpan(start, endOfRun - start));
            valueEnd = Patterns.EndOfValue(text, nameStart, start, valueEnd);
            var isProse = line == Structure.Prose && !(text[at] == '=' && (IsPair(text, nameStart, valueEnd) || (start == at + 1 && IsSet(text, nameStart, nameEnd))));
            var value = text[start..valueEnd];
            if (isProse)
                value = value.TrimEnd(',', ';', '.', ')', ']', '}', '\\');
            if (IsValue(value, meaning, isProse))
                yield return (InText, start, value.Length);
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
        var isName = start < end && end - start <= LongestName && !(start > 0 && (text[start - 1] is '$' or '<' || (text[start - 1] == '/' && !Patterns.Have(text, start)) || (text[start - 1] == ':' && !IsScope(text, start - 1))))
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
        || Setting().IsMatch(text.AsSpan(Math.Max(0, nameStart - 20), Math.Min(20, nameStart)));

    private static int EndOfPair(ReadOnlySpan<char> run)
    {
        var end = run.IndexOfAny(";&<>");
        return end < 0 ? run.Length : end;
    }

    private static bool IsValue(string value, NameMeaning meaning, bool isProse) => value.Length >= 4
        && (!isProse || (value.Length >= ShortestInProse && Unusual().IsMatch(value) && !Ordinary().IsMatch(value)))
        && IsLiteral(value) && !Harmless.IsSwitch(value, meaning)
        && !(meaning == NameMeaning.SecretOrItsName && Harmless.IsObjectName(value));

    /// <summary>Whether a text is a value and not the name of one, or what a shell makes one of.</summary>
    public static bool IsLiteral(string value, bool mayBePath = true, bool takesWeak = false) => value.Length > 0 && value[0] is not ('<' or '%' or '[' or '(') && !Call().IsMatch(value)
        && !Expansion().IsMatch(value) && !Harmless.IsReference(value, mayBePath) && (takesWeak || !Harmless.IsPlaceholder(value));

    /// <summary><c>-u user:password</c> and <c>--password VALUE</c> in a command's text.</summary>
    private static IEnumerable<(string, int, int)> Arguments(string text)
    {
        if (!text.Contains('-', StringComparison.Ordinal))
            yield break;
        foreach (Match argument in Argument().Matches(text))
        {
            var value = argument.Groups["value"];
            var found = argument.Groups["user"].Success
                ? PasswordOf(value.Value) is { } password && (Unusual().IsMatch(password) || password.Length >= ShortestInProse)
                : Names.MeanSecret(argument.Groups["name"].Value) && value.Length >= 4 && Unusual().IsMatch(value.Value) && IsLiteral(value.Value) && !Ordinary().IsMatch(value.Value);
            if (found)
                yield return (InText, value.Index, value.Length);
        }
    }

    private static IEnumerable<(string, int, int)> Netrc(string text)
    {
        if (!text.Contains("machine ", StringComparison.Ordinal) && !text.Contains("default ", StringComparison.Ordinal))
            yield break;
        foreach (Match login in Login().Matches(text))
        {
            if (IsLiteral(login.Groups["value"].Value))
                yield return (InText, login.Groups["value"].Index, login.Groups["value"].Length);
        }
    }

    /// <summary>Where the first such character stands, or as far as is read.</summary>
    private static int EndOf(string text, int start, Func<char, bool> isEnd)
    {
        var end = start;
        while (end < text.Length && end - start < LongestValue && !isEnd(text[end]))
            end++;
        return end;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<scheme>basic|bearer|token|apikey)[ +](?<value>[A-Za-z0-9+/_.~=-]{8,1024})", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    [GeneratedRegex(@"^\s{0,31}(- |export |set |setx |ENV |ARG |-e |--env |SETENV )?[""']?\z")]
    private static partial Regex LineLead();

    [GeneratedRegex(@"(?<=^|[\s""'])(((?<user>-u[ =]?|(--user|--proxy-user|--basic-auth|--userpwd)[ =])|--?(?<name>[A-Za-z][A-Za-z0-9-]{2,40}) +)[""']?(?<value>[^\s""'$<{-][^\s""']{3,1023}))")]
    private static partial Regex Argument();

    [GeneratedRegex(@"(--set(-string|-literal|-json)?|-e|--env|--from-literal)[ =][""']?\z")]
    private static partial Regex Setting();

    [GeneratedRegex("[0-9][A-Za-z]")]
    private static partial Regex DigitThenLetter();

    // ${X}, $(command), $$(command), {{ .x }}; a dollar that another shell is to see has a backslash.
    [GeneratedRegex(@"^(\\{0,3}\$(\{|\$?\()|\{\{)")]
    private static partial Regex Expansion();

    // A call of a function: code, and no value.
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.]{0,128}\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\blogin\s{1,8}\S{1,256}\s{1,8}password\s{1,8}(?<value>\S{4,256})")]
    private static partial Regex Login();

    [GeneratedRegex(@"[0-9!#%&*+=?@^~|]")]
    private static partial Regex Unusual();

    // An address, an ARN, a path, the name of a variable, or a list of fields.
    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*://|arn:|/)|^[A-Z]+(_[A-Z0-9]+)+\z|^[a-z0-9._]+([/-][a-z0-9._]+)+\z|\(\)|^[A-Za-z_.]+\(")]
    private static partial Regex Ordinary();
}
