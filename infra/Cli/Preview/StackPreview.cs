using McpInfra.Backends;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Cli.Preview;

/// <summary>What a preview of one stack found; the formats are written from this and nothing else.</summary>
internal sealed record StackPreview
{
    public required string Stack { get; init; }

    /// <summary>Null where the configuration could not be used, and for a cluster's stack.</summary>
    public LoadedStack? Loaded { get; init; }

    /// <summary>Null where the configuration could not be used, and for an environment's stack.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>What is refused for secrets in plain text alone: it is compared with other stacks.</summary>
    public LoadedStack? Refused { get; init; }

    public StackSettings? Settings => Loaded?.Settings;

    public SecretCatalog? Catalog => Loaded?.Catalog;

    public Backend? Backend => Loaded is null ? null : Backend.Of(Loaded);

    /// <summary>Components in the order they were made, each with its resources.</summary>
    public IReadOnlyList<PreviewedComponent> Components { get; init; } = [];

    public IReadOnlyList<ContainerEnvironment> Containers { get; init; } = [];

    public GuardReport? Guard { get; init; }

    /// <summary>What a person has to do before or after <c>pulumi up</c>: words on the first line, lines for a shell below.</summary>
    public IReadOnlyList<Words> ToDo { get; init; } = [];

    /// <summary>What is wrong with the configuration.</summary>
    public IReadOnlyList<SettingsProblem> Problems { get; init; } = [];

    /// <summary>What a person should know of the configuration, but what stops nothing.</summary>
    public IReadOnlyList<SettingsProblem> Warnings { get; init; } = [];

    /// <summary>Why the program stopped, in words for a person; null where it ran through.</summary>
    public Words? Refusal { get; init; }

    /// <summary>Whether its configuration could be used.</summary>
    public bool IsUsable => Loaded is not null || Cluster is not null;

    public int ResourceCount => Components.Sum(component => component.Resources.Count);

    /// <summary>The refusal, unless the guard's findings say it already.</summary>
    public Words? StoppedBecause => Guard is { Findings.Count: > 0 } ? null : Refusal;

    public int ProblemCount => Problems.Count + (Guard?.Findings.Count ?? 0) + (StoppedBecause is null ? 0 : 1);

    public int ExitCode => Problems.Count > 0 ? ExitCodes.BadInput : ProblemCount > 0 ? ExitCodes.Refused : ExitCodes.Success;
}
