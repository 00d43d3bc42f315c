namespace McpInfra.Plaintext.Formats;

/// <summary>Distinguishes a token's random part from what stands for one in documentation.</summary>
internal static class TokenBody
{
    /// <summary>Bits for each character. Random hex of 16 has more; a word said again and again has less.</summary>
    private const double LeastEntropy = 2.2;

    /// <summary>A name has one change, before its number; random text of fourteen characters has more but once in fifty times.</summary>
    private const int LeastChanges = 3;

    /// <summary>It is no random text: one character again and again, the alphabet, digits in their order, or words that say so.</summary>
    public static bool IsPlaceholder(string body) =>
        PlaceholderWords.StandIn(body) || IsSequence(body) || LongestRepeat(body) >= Math.Max(7, body.Length / 3) || Entropy(body) < LeastEntropy;

    /// <summary>Letters, capitals and digits change as in random text, not as in names.</summary>
    public static bool IsMixed(string body)
    {
        var changes = 0;
        var last = -1;
        foreach (var character in body)
        {
            var kind = char.IsAsciiDigit(character) ? 0 : char.IsAsciiLetterLower(character) ? 1 : char.IsAsciiLetterUpper(character) ? 2 : -1;
            if (kind < 0)
                continue;
            if (last >= 0 && kind != last)
                changes++;
            last = kind;
        }

        return changes >= LeastChanges;
    }

    /// <summary>Shannon entropy in bits for each character.</summary>
    private static double Entropy(string body)
    {
        var counts = new int[128];
        foreach (var character in body)
            counts[character & 127]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            var share = count / (double)body.Length;
            entropy -= count == 0 ? 0 : share * Math.Log2(share);
        }

        return entropy;
    }

    /// <summary>Each character is the next after the one before it, with letters alone or digits alone; <c>0</c> comes after <c>9</c>.</summary>
    private static bool IsSequence(string body)
    {
        if (body.Any(char.IsAsciiDigit) && body.Any(char.IsAsciiLetter))
            return false;
        for (var index = 1; index < body.Length; index++)
        {
            if (body[index] - body[index - 1] != 1 && (body[index - 1], body[index]) is not (('9', '0') or ('9', '1') or ('0', '1') or ('z', 'a') or ('Z', 'A')))
                return false;
        }

        return true;
    }

    /// <summary>'A' does not count: zeros are many A in base64.</summary>
    private static int LongestRepeat(string body)
    {
        var (longest, current) = (0, 0);
        for (var index = 1; index < body.Length; index++)
        {
            current = body[index] == body[index - 1] && body[index] != 'A' ? current + 1 : 0;
            longest = Math.Max(longest, current + 1);
        }

        return longest;
    }
}
