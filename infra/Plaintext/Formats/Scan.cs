using System.Text;

namespace McpInfra.Plaintext.Formats;

/// <summary>
/// A text on its way through the formats. Remembers how far the last run of each class went, so that marks which follow
/// each other closely do not walk over the same characters again.
/// </summary>
internal sealed class Scan(string text)
{
    private readonly (int Start, int End)[] runs = new (int, int)[CharClass.Count];
    private readonly List<(int Start, int End)> bodies = [];

    public string Text { get; } = text;

    /// <summary>Characters and texts looked at so far: a test holds that it grows with the text.</summary>
    public long Steps { get; private set; }

    public void Step() => Steps++;

    public bool Has(int at, string expected)
    {
        Steps++;
        return at >= 0 && at + expected.Length <= Text.Length && string.CompareOrdinal(Text, at, expected, 0, expected.Length) == 0;
    }

    /// <summary>End of the run of a class that begins here, at most so many characters on.</summary>
    public int RunEnd(CharClass kind, int from, int most)
    {
        if (from > Text.Length)
            return -1;
        var limit = Math.Min(Text.Length, from + most);
        ref var known = ref runs[kind.Index];
        var isInside = from >= known.Start && from <= known.End;
        var end = isInside ? known.End : from;
        if (end < limit)
        {
            var start = end;
            while (end < limit && kind.Contains(Text[end]))
                end++;
            Steps += end - start;
            known = (isInside ? known.Start : from, end);
        }

        Steps++;
        return Math.Min(end, limit);
    }

    /// <summary>Start of the run of a class that ends here, at most so many characters back.</summary>
    public int RunStart(CharClass kind, int end, int most)
    {
        var start = end;
        while (start > 0 && end - start < most && kind.Contains(Text[start - 1]))
            start--;
        Steps += end - start + 1;
        return start;
    }

    /// <summary>Notes what of the token is nobody's prefix; returns its end.</summary>
    public int Body(int start, int end)
    {
        bodies.Add((start, end));
        return end;
    }

    public void ForgetBodies() => bodies.Clear();

    /// <summary>What is random in the token just matched, its beginning at most: enough to tell it from an example.</summary>
    public string BodyText()
    {
        const int enough = 160;
        var body = new StringBuilder();
        foreach (var (start, end) in bodies)
            body.Append(Text, start, Math.Min(enough, end - start));
        Steps += body.Length;
        return body.ToString();
    }

    public char? At(int index) => index >= 0 && index < Text.Length ? Text[index] : null;
}
