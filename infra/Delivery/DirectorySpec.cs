using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Delivery;

/// <summary>What one directory of a rendered tree is of: an environment, or what a cluster runs for its environments.</summary>
internal abstract record DirectorySpec
{
    public required string Stack { get; init; }

    /// <summary>Its name, also in what the objects are called.</summary>
    public abstract string Directory { get; }

    /// <summary>What the stack says for each tool.</summary>
    public required DeliverySettings Tools { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Where it is, and what is in it.</summary>
    public required Words Summary { get; init; }

    /// <summary>The same as a diagram.</summary>
    public required Markdown Picture { get; init; }
}
