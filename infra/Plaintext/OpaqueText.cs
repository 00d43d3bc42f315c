using System.Text.RegularExpressions;

namespace McpInfra.Plaintext;

/// <summary>
/// Long strings that no person wrote: random letters and digits, base64 or hex. Told from names, versions and paths by
/// their entropy and by how often one kind of character follows another.
/// </summary>
internal static partial class OpaqueText
{
    private const int Shortest = 24;

    /// <summary>Random text in two kinds of characters has less entropy, so more of it is wanted.</summary>
    private const int ShortestOfTwoKinds = 32;

    /// <summary>Longer texts are files that somebody put into a text; what is in them is looked for by format alone.</summary>
    private const int LongestText = 65_536;

    /// <summary>Length of the first such string in a text; null where there is none.</summary>
    public static int? Find(string text)
    {
        if (text.Length is < Shortest or > LongestText || Known().IsMatch(text))
            return null;
        foreach (Match run in Run().Matches(text))
        {
            if (IsRandom(run.Value))
                return run.Length;
        }

        return null;
    }

    private static bool IsRandom(string run)
    {
        var digits = run.Count(char.IsAsciiDigit);
        var lower = run.Count(char.IsAsciiLetterLower);
        var upper = run.Count(char.IsAsciiLetterUpper);
        var kinds = (digits > 0 ? 1 : 0) + (lower > 0 ? 1 : 0) + (upper > 0 ? 1 : 0);
        var separators = run.Length - digits - lower - upper;
        var changes = run.Zip(run.Skip(1)).Count(pair => KindOf(pair.First) != KindOf(pair.Second)) / (double)(run.Length - 1);
        return kinds switch
        {
            3 => Entropy(run) >= 3.7 && changes >= 0.28 && separators * 6 <= run.Length,

            // Hex and base36; with separators it is a UUID or a name.
            2 when digits > 0 && run.Length >= ShortestOfTwoKinds => Entropy(run) >= 3.0 && changes >= 0.2 && separators == 0 && digits * 12 >= run.Length,

            // Letters alone: names in camel case have few capitals.
            2 when digits == 0 && run.Length >= ShortestOfTwoKinds =>
                Entropy(run) >= 4.0 && changes >= 0.2 && Math.Min(lower, upper) >= 0.3 * run.Length && separators * 12 <= run.Length,
            _ => false,
        };
    }

    private static int KindOf(char character) =>
        char.IsAsciiDigit(character) ? 0 : char.IsAsciiLetterLower(character) ? 1 : char.IsAsciiLetterUpper(character) ? 2 : 3;

    /// <summary>Shannon entropy in bits for each character.</summary>
    private static double Entropy(string run) => run.GroupBy(character => character)
        .Select(group => group.Count() / (double)run.Length)
        .Sum(share => -share * Math.Log2(share));

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{24,}={0,2}")]
    private static partial Regex Run();

    // Public by their form: ARNs, addresses, digests, certificates (plain and in base64), public keys, and what SOPS and Pulumi encrypted.
    [GeneratedRegex(@"^(arn:|ENC\[|v[0-9]+:[A-Za-z0-9+/]{16}:|[A-Za-z][A-Za-z0-9+.-]*://|[A-Za-z0-9_.-]+\.[A-Za-z0-9-]+(:[0-9]+)?/|LS0tLS1CRUdJTiBDRVJU|LS0tLS1CRUdJTiBQVUJM|ssh-)|sha(1|256|384|512)[:-]|-----BEGIN (CERTIFICATE|PUBLIC)", RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
