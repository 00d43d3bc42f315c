namespace McpInfra.Plaintext;

/// <summary>What gives a secret away.</summary>
internal enum SignKind
{
    /// <summary>A value that this run holds, or that it has refused already.</summary>
    Held,

    /// <summary>A token of a known format, wherever it stands.</summary>
    Format,

    /// <summary>A credential inside a text: a URL's password, a header, an argument, an assignment.</summary>
    Credential,

    /// <summary>A literal under a name that means a secret.</summary>
    Name,

    /// <summary>A text at a place of the chart's values that holds nothing but credentials.</summary>
    ChartPlace,

    /// <summary>A credential that the chart or the gateway ships.</summary>
    Shipped,

    /// <summary>A long string as random as a key.</summary>
    Opaque,

    /// <summary>Something that stands for a secret which is to be filled in.</summary>
    Placeholder,

    /// <summary>Whatever a person would have to look at: what stands under a name that a secret may have, and looks like none.</summary>
    Doubtful,
}

/// <summary>Why a text is taken for a secret. Never the text.</summary>
/// <param name="What">In words that follow "looks like", such as <c>a GitHub token</c>.</param>
/// <param name="Length">Characters of the text that gave it away.</param>
internal sealed record Sign(SignKind Kind, string What, int Length)
{
    /// <summary>Where in the text it begins; null where all of the text is the secret.</summary>
    public int? At { get; init; }

    /// <summary>Id of the token format; null where it is none.</summary>
    public string? Format { get; init; }
}
