using McpInfra.Contract;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>A secret in plain text in a values file.</summary>
internal sealed record InlineSecret
{
    public required ValuesFile File { get; init; }

    public required int Line { get; init; }

    /// <summary>Where it stands, such as <c>mcpContextForge.secret.JWT_SECRET_KEY</c> or <c>mcpContextForge.extraEnv[2]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The same from the top of the file.</summary>
    public string PathInFile => File.Place.PathOf(Path);

    /// <summary>The value, as the pods have it today.</summary>
    public required SecretText Value { get; init; }

    /// <summary>The map entry's value or the list item that goes.</summary>
    public required YamlNode Removed { get; init; }

    public required Target Target { get; init; }

    /// <summary>Whether it is what the chart ships, which everybody knows.</summary>
    public required bool IsShipped { get; init; }

    public int Length => Value.Reveal().Length;

    public string Place => $"{File.Name}:{Line}";
}
