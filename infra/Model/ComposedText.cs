namespace McpInfra.Model;

/// <summary>One piece of a composed key: a plain setting or a value that is fetched.</summary>
internal abstract record TextPart
{
    internal sealed record Plain(string Text) : TextPart;

    /// <param name="UrlEncoded">Whether it must be safe inside a URL: the chart joins DATABASE_URL from its parts as they are.</param>
    internal sealed record Fetched(string Key, bool UrlEncoded) : TextPart;
}

/// <summary>What a key of a Secret is composed of, in no operator's notation.</summary>
internal sealed record ComposedText(params IReadOnlyList<TextPart> Parts)
{
    public bool IsPlain => Parts.All(part => part is TextPart.Plain);

    public static ComposedText Plain(string text) => new(new TextPart.Plain(text));

    /// <summary>A plain setting, safe inside a URL.</summary>
    public static ComposedText PlainInUrl(string text) => Plain(Uri.EscapeDataString(text));

    /// <summary>A fetched key as it is.</summary>
    public static ComposedText Verbatim(string key) => new(new TextPart.Fetched(key, UrlEncoded: false));

    /// <summary>A fetched key, safe inside a URL.</summary>
    public static ComposedText UrlEncoded(string key) => new(new TextPart.Fetched(key, UrlEncoded: true));
}
