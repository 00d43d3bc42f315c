using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>What becomes of a secret that stands in a values file.</summary>
internal abstract record Target
{
    /// <summary>A variable of the gateway.</summary>
    internal sealed record Gateway(string Variable) : Target;

    /// <summary>The password of Postgres, the chart's own or another.</summary>
    internal sealed record DatabasePassword : Target;

    /// <summary>A whole URL that the gateway reaches Postgres by.</summary>
    internal sealed record DatabaseUrl : Target;

    internal sealed record RedisPassword : Target;

    internal sealed record RedisUrl : Target;

    /// <summary>Goes, and nothing takes its place: it is not in force, or the chart reads it nowhere.</summary>
    internal sealed record Unused(string Because) : Target;

    /// <summary>Goes; the program makes a value of its own, since nothing stored depends on this one.</summary>
    internal sealed record MadeAnew(string By) : Target;

    /// <summary>Stays where it is until a person has done something.</summary>
    internal sealed record ByHand(string What) : Target;
}

/// <summary>A secret in plain text in a values file.</summary>
internal sealed record InlineSecret
{
    public required ValuesFile File { get; init; }

    public required int Line { get; init; }

    /// <summary>Where it stands, such as <c>mcpContextForge.secret.JWT_SECRET_KEY</c> or <c>mcpContextForge.extraEnv[2]</c>.</summary>
    public required string Path { get; init; }

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
