using McpInfra.Printing;

namespace McpInfra.Cli.Preview;

/// <summary>Puts the resources of a run under their components.</summary>
/// <param name="versioned">Names that this run made of its made-up version, and how they are shown.</param>
internal sealed class ComponentsOfRun(SimulatedRun run, IReadOnlyDictionary<string, string> versioned)
{
    private readonly ILookup<string, SimulatedResource> _byParent = run.Resources
        .Where(resource => !resource.Type.StartsWith("mcp-infra:", StringComparison.Ordinal))
        .Where(resource => run.Facts.ContainsKey((resource.Type, resource.Name)))
        .ToLookup(resource => run.Facts[(resource.Type, resource.Name)].ParentType);

    /// <param name="name">Name of the component's class.</param>
    /// <param name="type">Its type token.</param>
    /// <param name="summary">What matters of it.</param>
    public PreviewedComponent Component(string name, string type, IEnumerable<Words> summary) => new(
        name,
        [.. summary],
        [.. _byParent[type].Select(resource => new PreviewedResource(
                resource.Type, resource.Name, ActualName(resource), run.Facts[(resource.Type, resource.Name)].IsProtected, ResourceInputs.Of(resource, versioned)))
            .OrderBy(resource => resource.Type, StringComparer.Ordinal).ThenBy(resource => resource.Name, StringComparer.Ordinal)]);

    private string? ActualName(SimulatedResource resource) => NameOf(resource) is { } name ? versioned.GetValueOrDefault(name, name) : null;

    private static string? NameOf(SimulatedResource resource) =>
        resource.Inputs.GetValueOrDefault("name") as string
        ?? (resource.Inputs.GetValueOrDefault("metadata") as IReadOnlyDictionary<string, object>)?.GetValueOrDefault("name") as string;
}
