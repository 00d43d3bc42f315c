namespace McpInfra.Audit.Input;

/// <summary>What the place of a text says about it.</summary>
internal enum LeafContext
{
    Ordinary,

    /// <summary>A value of a Kubernetes Secret, decoded.</summary>
    SecretData,

    /// <summary>The same of a Secret inside something else: in chart values, or in an annotation that keeps what was applied.</summary>
    InnerSecret,

    /// <summary>In an object of External Secrets Operator, where <c>secretKey</c> names a key.</summary>
    ExternalSecrets,
}

/// <summary>One text of a tree. Not a record: a record would print what it holds.</summary>
/// <param name="path">Place in the file, the document's prefix included, without a key that looks like a secret.</param>
/// <param name="name">The field's name, that of the list or of the flag before it for an item, and the entry's name for <c>{name, value}</c>.</param>
internal sealed class TreeLeaf(string path, string name, string text, int? line, LeafContext context, bool isKey = false)
{
    public string Path { get; } = path;

    public string Name { get; } = name;

    public string Text { get; } = text;

    public int? Line { get; } = line;

    public LeafContext Context { get; } = context;

    /// <summary>Whether it is the key of a map and not a value.</summary>
    public bool IsKey { get; } = isKey;
}
