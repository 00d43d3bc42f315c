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

    /// <summary>A shorter value in the middle of a sentence is a word.</summary>
    public const int ShortestInProse = 8;

    /// <summary>What stands in no password with a slash in it, but between two addresses.</summary>
    private static readonly SearchValues<char> Broken = SearchValues.Create("',;<>()");

    /// <summary>One of them stands in every credential, before its secret part: most names and values have none, and are asked no more.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create(":=+ <'\"");

    public const string InText = "a credential";

    /// <summary>The first credential in a text, and where its secret part stands; null where there is none.</summary>
    /// <param name="takesWeak">Whether a password that everybody knows is one, as it is where it is in force.</param>
    /// <param name="isNoise">Whether the text is mostly bytes that are none: a URL with a password stands in them by nobody's chance.</param>
    public static (string What, int Index, int Length)? Find(string text, bool takesWeak = false, bool isNoise = false)
    {
        foreach (var found in isNoise ? Urls(text, takesWeak) : All(text, takesWeak))
            return found;
        return null;
    }

    public static IEnumerable<(string What, int Index, int Length)> All(string text, bool takesWeak = false) => text.Length < 6 || (text[0] != '-' && text.AsSpan().IndexOfAny(Signs) < 0) ? []
        : [.. Urls(text, takesWeak), .. Headers(text), .. Assignments.All(text), .. Arguments(text), .. Netrc(text), .. Statements.All(text)];

    /// <summary>The secret part of <c>user:password</c>; null where it is none, such as a user's and a group's number.</summary>
    public static string? PasswordOf(string userAndPassword)
    {
        // One in an expression says what stands there otherwise: ${UID:-1000}:${GID:-1000}.
        var behind = userAndPassword.StartsWith("${", StringComparison.Ordinal) ? userAndPassword.IndexOf('}', StringComparison.Ordinal) + 1 : 0;
        var colon = userAndPassword.IndexOf(':', behind);
        if (colon < 0 || colon == userAndPassword.Length - 1)
            return null;
        var (user, password) = (userAndPassword[..colon], userAndPassword[(colon + 1)..]);
        var isOrdinary = password == user || password.All(char.IsAsciiDigit) || (user.Length == 0 && IsWordAlone(password)) || password.StartsWith("//", StringComparison.Ordinal) || user.Any(char.IsWhiteSpace) || !IsLiteral(password);
        return isOrdinary ? null : password;
    }

    /// <summary>What stands behind a colon and no user is often the name of a parameter: <c>:name</c>.</summary>
    private static bool IsWordAlone(string text) => text.Length < ShortestInProse && text.All(char.IsAsciiLetter);

    private static IEnumerable<(string, int, int)> Urls(string text, bool takesWeak)
    {
        for (var at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                continue;
            var colon = EndOfUser(text, at + 3);
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

    /// <summary>Where the name before a password ends, or the host where there is none; an expression in it has blanks and colons of its own.</summary>
    private static int EndOfUser(string text, int start)
    {
        for (var end = start; ; end += Templates.ExpressionAt(text, end)?.Length ?? 1)
        {
            end = EndOf(text, end, character => character is ':' or '@' or '/' or '?' or '#' or '"' or '\\' or '{' or '$' || char.IsWhiteSpace(character));
            if (end >= text.Length || text[end] is not ('{' or '$') || end - start >= LongestValue)
                return end;
        }
    }

    /// <summary>Whether what stands before a host is a token; a number at the end of it makes a user's name of it.</summary>
    private static bool IsToken(string user) => Randomness.Find(Place.Nowhere, user) is not null && DigitThenLetter().IsMatch(user);

    /// <summary>The password that is written into the expression at a place: <c>${PW:-x}</c>, or behind one: <c>env.PW || "x"</c>.</summary>
    public static (int Index, int Length)? Fallback(string text, int start)
    {
        if (start >= text.Length)
            return null;
        if (Otherwise().Match(text, start) is { Success: true } code && code.Groups["value"] is var other && Randomness.LooksTyped(other.Value) && IsLiteral(other.Value))
            return (other.Index, other.Length);
        if (text[start] is not ('$' or '{') || Templates.ExpressionAt(text, start) is not { } expression)
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

    /// <summary>Whether a text in the middle of others is no word of them, but a value with a sign or digit in it.</summary>
    public static bool IsUnusual(string value) => Unusual().IsMatch(value) && !Ordinary().IsMatch(value);

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
                : Names.MeanSecret(argument.Groups["name"].Value) && value.Length >= 4 && IsUnusual(value.Value) && IsLiteral(value.Value);
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
    public static int EndOf(string text, int start, Func<char, bool> isEnd)
    {
        var end = start;
        while (end < text.Length && end - start < LongestValue && !isEnd(text[end]))
            end++;
        return end;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<scheme>basic|bearer|token|apikey)[ +](?<value>[A-Za-z0-9+/_.~=-]{8,1024})", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    // Flags of curl's may stand in one: -su user:password.
    [GeneratedRegex(@"(?<=^|[\s""'])(((?<user>-u[ =]?|(?<=\bcurl[ ][^\n|;&]{0,200})-[A-Za-z]{1,5}u[ ]|(--user|--proxy-user|--basic-auth|--userpwd)[ =])|--?(?<name>[A-Za-z][A-Za-z0-9-]{2,40}) +)[""']?(?<value>[^\s""'$<{)-][^\s""']{3,1023}))")]
    private static partial Regex Argument();

    [GeneratedRegex("[0-9][A-Za-z]")]
    private static partial Regex DigitThenLetter();

    // In JavaScript, Python, Ruby and PHP.
    [GeneratedRegex(@"\G[$A-Za-z_][A-Za-z0-9_.$?()\[\]'""]{1,100} {0,4}(\|\||\?\?|\?:| or ) {0,4}[""'`](?<value>[^""'`\s]{4,256})[""'`]")]
    private static partial Regex Otherwise();

    // ${X}, $(command), $$(command), {{ .x }}; a dollar that another shell is to see has a backslash.
    [GeneratedRegex(@"^(\\{0,3}\$(\\{0,2}\{|\$?\()|\{\{)")]
    private static partial Regex Expansion();

    // A call of a function, which is code, and a user without a password.
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.]{0,128}(\(|:\z)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\blogin\s{1,8}\S{1,256}\s{1,8}password\s{1,8}(?<value>\S{4,256})")]
    private static partial Regex Login();

    [GeneratedRegex(@"[0-9!#%&*+=?@^~|]")]
    private static partial Regex Unusual();

    // An address, an ARN, a path, the name of a variable, or a list of fields.
    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*://|arn:|/)|^[A-Z]+(_[A-Z0-9]+)+\z|^[a-z0-9._]+([/-][a-z0-9._]+)+\z|\(\)|^[A-Za-z_.]+\(")]
    private static partial Regex Ordinary();
}
