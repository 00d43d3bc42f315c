namespace McpInfra.Plaintext;

/// <summary>What sort of text stands somewhere.</summary>
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

    /// <summary>The same of a Secret inside something else, or of something that makes one of what stands in it.</summary>
    InnerSecret,

    /// <summary>A schema, or what describes ciphertext: its names are no fields.</summary>
    Schema,

    /// <summary>A JSON Schema: the same, but its defaults are often those that a chart ships.</summary>
    JsonSchema,
}

/// <summary>Where a text stands. A class and no record: a record would print its names, and a name may be a secret.</summary>
/// <param name="name">The field's name, or that of the flag, header or entry that the text is the value of; empty for none.</param>
/// <param name="path">The whole path with the name at its end.</param>
internal sealed class Place(string name, string path, PlaceKind kind = PlaceKind.Value)
{
    public static Place Nowhere { get; } = new("", "");

    public string Name { get; } = name;

    public string Path { get; } = path;

    public PlaceKind Kind { get; } = kind;

    /// <summary>Whether a tag of its own says that the value comes from elsewhere, as in <c>!env_var NAME</c>.</summary>
    public bool IsFromElsewhere { get; init; }

    /// <summary>Where a vendor's word may stand that a token of its format needs beside it.</summary>
    public string Around => Path.EndsWith(Name, StringComparison.Ordinal) ? Path : $"{Path} {Name}";
}
