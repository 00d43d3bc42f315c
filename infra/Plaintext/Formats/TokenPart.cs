namespace McpInfra.Plaintext.Formats;

/// <summary>
/// A part of a token's form. A part takes all that it can and gives nothing back, so that a match costs no more than the
/// token is long; a form whose run could swallow what comes after it is written with lengths that do not.
/// </summary>
internal abstract record TokenPart
{
    /// <summary>Where the part ends that begins here; -1 where it does not stand here.</summary>
    public abstract int Forward(Scan scan, int at);

    /// <summary>Where the part begins that ends here; -1 where it does not stand here.</summary>
    public abstract int Backward(Scan scan, int end);

    public static implicit operator TokenPart(string text) => new LiteralPart([text]);
}

/// <summary>One of these texts, as it is written; longer ones first.</summary>
internal sealed record LiteralPart(string[] Texts) : TokenPart
{
    public int Least => Texts.Min(text => text.Length);

    public override int Forward(Scan scan, int at)
    {
        foreach (var text in Texts)
        {
            if (scan.Has(at, text))
                return at + text.Length;
        }

        return -1;
    }

    public override int Backward(Scan scan, int end)
    {
        foreach (var text in Texts)
        {
            if (scan.Has(end - text.Length, text))
                return end - text.Length;
        }

        return -1;
    }
}

/// <summary>So many characters of one class.</summary>
internal sealed record RunPart(CharClass Class, int Least, int Most) : TokenPart
{
    public override int Forward(Scan scan, int at)
    {
        var end = scan.RunEnd(Class, at, Most);
        return end - at < Least ? -1 : scan.Body(at, end);
    }

    public override int Backward(Scan scan, int end)
    {
        var start = scan.RunStart(Class, end, Most);
        if (end - start < Least)
            return -1;
        scan.Body(start, end);
        return start;
    }
}

/// <summary>Runs of fixed lengths with a separator between them.</summary>
internal sealed record JoinedPart(CharClass Class, string Separator, int[] Lengths) : TokenPart
{
    public int Length { get; } = Lengths.Sum() + Separator.Length * (Lengths.Length - 1);

    public override int Forward(Scan scan, int at)
    {
        var start = at;
        foreach (var length in Lengths)
        {
            if (at > start && !scan.Has(at, Separator))
                return -1;
            at += at > start ? Separator.Length : 0;
            if (scan.RunEnd(Class, at, length) != at + length)
                return -1;
            at += length;
        }

        return scan.Body(start, at);
    }

    public override int Backward(Scan scan, int end) => end - Length is var start && start >= 0 && Forward(scan, start) >= 0 ? start : -1;
}

/// <summary>Parts that all stand here, or none of them.</summary>
internal sealed record MaybePart(TokenPart[] Inner) : TokenPart
{
    public override int Forward(Scan scan, int at)
    {
        var end = at;
        foreach (var part in Inner)
        {
            end = part.Forward(scan, end);
            if (end < 0)
                return at;
        }

        return end;
    }

    // It stands behind its mark always.
    public override int Backward(Scan scan, int end) => -1;
}
