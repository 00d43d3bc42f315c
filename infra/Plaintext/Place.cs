namespace McpInfra.Plaintext;

/// <summary>What the place of a text says about it.</summary>
internal enum PlaceKind
{
    /// <summary>A value of a field.</summary>
    Value,

    /// <summary>The key of a map, or another name.</summary>
    Key,

    /// <summary>A comment in a file.</summary>
    Comment,

    /// <summary>A value of a Kubernetes Secret, decoded.</summary>
    SecretData,

    /// <summary>Words for a person.</summary>
    Message,
}

/// <summary>Where a text stands. A class and no record: a record would print its names, and a name may be a secret.</summary>
/// <param name="name">The field's name, or that of the flag, header or entry that the text is the value of; empty for none.</param>
/// <param name="path">The whole path with the name at its end; a vendor's word in it counts for its tokens.</param>
internal sealed class Place(string name, string path, PlaceKind kind = PlaceKind.Value)
{
    public static Place Message { get; } = new("", "", PlaceKind.Message);

    public string Name { get; } = name;

    public string Path { get; } = path;

    public PlaceKind Kind { get; } = kind;
}
