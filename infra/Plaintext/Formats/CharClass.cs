namespace McpInfra.Plaintext.Formats;

/// <summary>Characters that a run of a token is made of.</summary>
internal sealed class CharClass
{
    private const string DigitCharacters = "0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static int count;

    // Not SearchValues<char>: runs are short, and its types would be compiled at the first look.
    private readonly bool[] contains = new bool[128];

    private CharClass(string characters)
    {
        Characters = characters;
        foreach (var character in characters)
            contains[character] = true;
        Index = count++;
    }

    public static CharClass Digits { get; } = new(DigitCharacters);

    public static CharClass Hex { get; } = new(DigitCharacters + "abcdefABCDEF");

    public static CharClass UpperDigits { get; } = new(DigitCharacters + Upper);

    public static CharClass Letters { get; } = new(Lower + Upper);

    public static CharClass Alphanumeric { get; } = new(DigitCharacters + Lower + Upper);

    /// <summary>Letters, digits, '-' and '_': base64 for URLs.</summary>
    public static CharClass Word { get; } = new(DigitCharacters + Lower + Upper + "-_");

    public static CharClass WordPadded { get; } = new(DigitCharacters + Lower + Upper + "-_=");

    public static CharClass WordDotted { get; } = new(DigitCharacters + Lower + Upper + "-_=.");

    /// <summary>What stands behind a JSON Web Token's header; JSON escapes '/' as <c>\/</c>.</summary>
    public static CharClass WebToken { get; } = new(DigitCharacters + Lower + Upper + "-_=./\\");

    public static CharClass Base64 { get; } = new(DigitCharacters + Lower + Upper + "+/=");

    public static CharClass Base64Any { get; } = new(DigitCharacters + Lower + Upper + "+/=-_");

    /// <summary>Base64 in lines, or in a text where line breaks are written <c>\n</c>.</summary>
    public static CharClass Base64Folded { get; } = new(DigitCharacters + Lower + Upper + "+/=-_\r\n\\");

    /// <summary>Base64 as it may stand in a URL, escaped or not.</summary>
    public static CharClass Base64Escaped { get; } = new(DigitCharacters + Lower + Upper + "+/=-_%");

    /// <summary>Letters, digits and <c>_ ~ . -</c>.</summary>
    public static CharClass Unreserved { get; } = new(DigitCharacters + Lower + Upper + "-_.~");

    /// <summary>What may stand between <c>BEGIN</c> and <c>PRIVATE KEY</c>.</summary>
    public static CharClass PemLabel { get; } = new(DigitCharacters + Upper + " _-");

    /// <summary>Everything that shows, but quotes.</summary>
    public static CharClass Visible { get; } = new(DigitCharacters + Lower + Upper + "!#$%&()*+,-./:;<=>?@[\\]^_{|}~");

    /// <summary>How many classes there are, for tables by <see cref="Index"/>.</summary>
    public static int Count => count;

    public string Characters { get; }

    public int Index { get; }

    /// <summary>Names of people's own making are written in it too: <c>my-token-2</c>.</summary>
    public bool HoldsNames => Contains('-');

    public bool Contains(char character) => character < 128 && contains[character];

    public TokenPart Of(int length) => new RunPart(this, length, length);

    public TokenPart Of(int least, int most) => new RunPart(this, least, most);

    /// <summary>Runs of these lengths, joined: <c>Hex.Joined("-", 8, 4, 4, 4, 12)</c> is a UUID.</summary>
    public TokenPart Joined(string separator, params int[] lengths) => new JoinedPart(this, separator, lengths);
}
