namespace McpInfra.Plaintext.Formats;

/// <summary>What may not stand before a token beside letters and digits: there, its prefix is a piece of something else.</summary>
internal static class Edge
{
    public const string Word = "_";

    /// <summary>For a token whose beginning could stand again inside it.</summary>
    public const string Dashed = "_-.";

    /// <summary>For a short prefix that names hold, as <c>a-sk-</c> and <c>charts.</c> do.</summary>
    public const string Name = "_-./";

    /// <summary>For a prefix of letters alone, which occurs in any long base64.</summary>
    public const string Base64 = "_-+/";
}

/// <summary>A token's form.</summary>
/// <param name="Id">In kebab-case; that of gitleaks' rule where it has one.</param>
/// <param name="Name">In words that follow "looks like".</param>
/// <param name="Parts">What it is made of, in order.</param>
internal sealed record TokenFormat(string Id, string Name, params TokenPart[] Parts)
{
    /// <summary>Words of the vendor's, one of which must stand in the place or in the text; none for a form that is enough by itself.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>One of <see cref="Edge"/>; null where its beginning may stand inside a word, as a piece of a host's name does.</summary>
    public string? Before { get; init; } = Edge.Word;

    /// <summary>Ordinary words fit the form, so that it counts only where letters and digits change as in random text.</summary>
    public bool Mixed { get; init; } = HasNames(Parts);

    /// <summary>Its body is fixed, or checked otherwise, so that examples in documentation cannot be recognized by it.</summary>
    public bool AnyBody { get; init; }

    /// <summary>What else the token must be, asked of its text.</summary>
    public TokenCheck? Check { get; init; }

    /// <summary>Place in <see cref="Parts"/> of the text that is searched for: the longest one, which occurs the least.</summary>
    public int Anchor { get; } = Longest(Parts);

    /// <summary>The texts at <see cref="Anchor"/>.</summary>
    public string[] Marks => ((LiteralPart)Parts[Anchor]).Texts;

    /// <summary>A form that is enough by itself.</summary>
    public static TokenFormat Token(string id, string name, params TokenPart[] parts) => new(id, name, parts);

    /// <summary>A form that any random text has: it counts where one of the vendor's words names it.</summary>
    public static TokenFormat Beside(string[] words, string id, string name, params TokenPart[] parts) => new(id, name, parts)
    {
        Words = words,
        Mixed = parts.OfType<RunPart>().All(run => run.Class != CharClass.Digits),
    };

    public static TokenPart Either(params string[] texts) => new LiteralPart(texts);

    public static TokenPart Maybe(params TokenPart[] parts) => new MaybePart(parts);

    public static TokenPart Uuid => CharClass.Hex.Joined("-", 8, 4, 4, 4, 12);

    private static bool HasNames(TokenPart[] parts) => parts.Any(part => part is RunPart { Class.HoldsNames: true });

    private static int Longest(TokenPart[] parts)
    {
        var best = -1;
        for (var index = 0; index < parts.Length; index++)
        {
            if (parts[index] is LiteralPart text && (best < 0 || text.Least > ((LiteralPart)parts[best]).Least))
                best = index;
        }

        return best;
    }
}

/// <summary>What a token must be beyond its form, decided by its text.</summary>
internal delegate bool TokenCheck(ReadOnlySpan<char> token);

/// <summary>Formats of one topic.</summary>
/// <param name="Source">Where the facts are from.</param>
internal sealed record FormatGroup(string Source, TokenFormat[] Formats);

/// <summary>A token in a text.</summary>
internal sealed record FormatMatch(TokenFormat Format, int Index, int Length)
{
    public int End => Index + Length;
}
