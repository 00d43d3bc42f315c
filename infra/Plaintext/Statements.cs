using System.Buffers;
using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// Credentials that no equals sign or colon stands before: an element of XML, a statement of SQL, a line of a configuration
/// file, a command's short flag, a data source. What stands around them is weaker, so the value must look like a password.
/// </summary>
internal static partial class Statements
{
    private const int ShortestBare = 8;

    /// <summary>What stands in no word that is a password by itself: blanks, quotes, and all of <see cref="NotBare"/> but capitals alone.</summary>
    private static readonly SearchValues<char> BetweenBare = SearchValues.Create(" \t\r\n\"'-./:\\(){}<>[]$|");

    /// <summary>One of them stands before every such word, but for one behind a flag that begins the text.</summary>
    private static readonly SearchValues<char> BeforeBare = SearchValues.Create(
        " \t\r\n\v\f\"'\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000");

    public static IEnumerable<(string What, int Index, int Length)> All(string text) =>
    [
        .. Elements(text),
        .. MayHoldBare(text) ? [.. Lines(text), .. Found(ShortFlag().Matches(text), IsStrong), .. Found(Command().Matches(text), IsBare)] : Array.Empty<(string, int, int)>(),
        .. text.Contains('@', StringComparison.Ordinal) || text.AsSpan().Count(':') >= 4 ? Found(DataSource().Matches(text), IsLiteral) : [],
    ];

    /// <summary>Whether any of the patterns for bare words may find one: most texts are names and sentences, and are asked no more.</summary>
    private static bool MayHoldBare(string text)
    {
        var rest = text.AsSpan();
        if (rest.IsEmpty || (rest[0] != '-' && rest.IndexOfAny(BeforeBare) < 0))
            return false;
        while (rest.Length >= ShortestBare)
        {
            var end = rest.IndexOfAny(BetweenBare);
            var word = end < 0 ? rest : rest[..end];
            if (word.Length >= ShortestBare && word.ContainsAnyInRange('0', '9'))
                return true;
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return false;
    }

    /// <summary>Capitals, small letters and digits in one word, as rules for passwords ask for.</summary>
    public static bool IsStrong(string value) => IsBare(value) && value.Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower) && Randomness.LooksTyped(value);

    private static IEnumerable<(string, int, int)> Found(MatchCollection matches, Func<string, bool> isSecret) => matches
        .Select(match => match.Groups["value"])
        .Where(value => isSecret(value.Value))
        .Select(value => ("a credential", value.Index, value.Length));

    /// <summary><c>&lt;password>x&lt;/password></c>, and a name and its value in two elements or attributes.</summary>
    private static IEnumerable<(string, int, int)> Elements(string text) => text.Contains('<', StringComparison.Ordinal)
        ? Named(Element().Matches(text), value => IsLiteral(value) && !value.Any(char.IsWhiteSpace)).Concat(Named(Entry().Matches(text), IsLiteral))
        : [];

    /// <summary><c>requirepass x</c>, <c>PASSWORD 'x'</c>, <c>define('DB_PASSWORD', 'x')</c>.</summary>
    private static IEnumerable<(string, int, int)> Lines(string text) =>
        Named(Blank().Matches(text), value => IsBare(value.TrimEnd(';', ',', ')')) && Randomness.LooksTyped(value))
            .Concat(Named(Quoted().Matches(text), IsBare))
            .Concat(Named(Listed().Matches(text), value => IsBare(value) && Randomness.LooksTyped(value)))
            .Concat(Named(Line().Matches(text), IsBare));

    private static IEnumerable<(string, int, int)> Named(MatchCollection matches, Func<string, bool> isSecret) => matches
        .Where(match => match.Groups["sql"].Success || Names.Of(match.Groups["name"].Value) == NameMeaning.Secret)
        .Select(match => match.Groups["value"])
        .Where(value => isSecret(value.Value))
        .Select(value => ("a credential", value.Index, value.Length));

    private static bool IsLiteral(string value) => value.Length >= 4 && Credentials.IsLiteral(value) && !Harmless.IsSwitch(value, NameMeaning.Secret);

    /// <summary>One word that is no name, path, address or version, with a digit in it.</summary>
    private static bool IsBare(string value) => value.Length >= ShortestBare && value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter) && !NotBare().IsMatch(value) && IsLiteral(value);

    [GeneratedRegex(@"<(?<name>[A-Za-z][A-Za-z0-9_.:-]{1,63})(\s[^<>]{0,200})?>(\s{0,64}<([Vv]alue|string)>)?(?<value>[^<>]{1,1024})</")]
    private static partial Regex Element();

    [GeneratedRegex(@"\b([Nn]ame|[Kk]ey)=[""'](?<name>[^""'<>]{2,100})[""']\s{1,16}[Vv]alue=[""'](?<value>[^""'<>]{1,1024})[""']|<(name|key)>(?<name>[^<>]{2,100})</(name|key)>\s{0,64}<(value|string)>(?<value>[^<>]{1,1024})</")]
    private static partial Regex Entry();

    [GeneratedRegex(@"(?<![A-Za-z0-9_.-])(?<name>[A-Za-z][A-Za-z0-9_.-]{1,63})[ \t]{1,8}(?=(?<value>[^\s""'`]{8,1024}))")]
    private static partial Regex Blank();

    [GeneratedRegex(@"(?<![A-Za-z0-9_.-])((?<sql>IDENTIFIED[ ]BY)|(?<name>[A-Za-z][A-Za-z0-9_.-]{1,63}))[""']?[ \t]{1,8}[""'](?<value>[^""'\s]{8,1024})[""']|define\([""'](?<name>[A-Z][A-Z0-9_]{1,63})[""'],[ ]{0,4}[""'](?<value>[^""'\s]{8,1024})[""']")]
    private static partial Regex Quoted();

    // In a list a name stands beside others.
    [GeneratedRegex(@"(?<![A-Za-z0-9_.-])(?<name>[A-Za-z][A-Za-z0-9_.-]{1,63})[""']?,[ \t]{0,4}[""'](?<value>[^""'\s]{8,1024})[""']")]
    private static partial Regex Listed();

    // Two words alone on a line.
    [GeneratedRegex(@"^[ \t]{0,31}(ENV[ ])?(?<name>[A-Za-z][A-Za-z0-9_.-]{1,63})[ \t]{1,16}(?<value>[^\s""'`]{8,1024})\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    // Behind -p a password may follow without a blank.
    [GeneratedRegex(@"(?<=^|[\s""'])(-[pPwak][ ]{1,4}|-p)[""']?(?<value>[^\s""']{8,1024})")]
    private static partial Regex ShortFlag();

    [GeneratedRegex(@"\b(sshpass[ ]{1,4}-p[ ]{0,4}|htpasswd[ ]{1,4}-[A-Za-z]{0,4}b[A-Za-z]{0,4}([ ]{1,4}[^\s|]{1,128}){1,2}[ ]{1,4}|vault[ ]{1,4}login[ ]{1,4}(token=)?|login[ ][^\n|;&]{0,200}[ ]-p[ ]{1,4}|ConvertTo-SecureString[ ]{1,4}(-String[ ]{1,4})?|create[ ]secret[ ][^\n]{0,400}--from-literal[= ][""']?[A-Za-z0-9_.-]{1,128}=|openssl[ ][^\n|;&]{0,200}pass:|echo[ ]{1,4}(-n[ ]{1,4})?(?=[^\n|]{1,300}\|[^\n|]{0,120}password-stdin))[""']?(?<value>[^\s""'|]{4,1024})")]
    private static partial Regex Command();

    // user:password@tcp(host), jdbc:oracle:thin:user/password@host, and a line of .pgpass.
    [GeneratedRegex(@"(?<=^|[\s""'=])[A-Za-z0-9_.-]{1,64}:(?<value>[^\s@:/""']{4,256})@(tcp|udp|unix)\(|\bthin:[^/\s""']{1,64}/(?<value>[^\s@""']{4,256})@|^[^:\s]{1,253}:([0-9]{1,5}|\*):[^:\s]{1,128}:[^:\s]{1,128}:(?<value>[^:\s]{4,256})\r?$", RegexOptions.Multiline)]
    private static partial Regex DataSource();

    [GeneratedRegex(@"[-./:\\(){}<>\[\]$|]|^[A-Z0-9_]+\z|^@")]
    private static partial Regex NotBare();
}
