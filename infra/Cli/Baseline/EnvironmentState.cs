namespace McpInfra.Cli.Baseline;

/// <summary>The JSON of a preview, as far as a comparison reads it (docs/preview-json.md).</summary>
internal sealed record PreviewDocument(int Version, IReadOnlyList<EnvironmentState>? Environments = null);

/// <summary>One environment of a preview. What its configuration does not let be known is null or empty.</summary>
internal sealed record EnvironmentState
{
    public required string Stack { get; init; }

    public string? Environment { get; init; }

    public string? Namespace { get; init; }

    public ChartState? Chart { get; init; }

    /// <summary>Null for AWS.</summary>
    public string? Backend { get; init; }

    public AwsState? Aws { get; init; }

    public ClusterState? Kubernetes { get; init; }

    public ServerState? Database { get; init; }

    public ServerState? Redis { get; init; }

    public IReadOnlyList<SecretState>? Secrets { get; init; }

    public IReadOnlyList<ComponentState> Components { get; init; } = [];

    public GuardState? Guard { get; init; }

    public IReadOnlyList<ProblemState> Problems { get; init; } = [];

    public string? Stopped { get; init; }

    /// <summary>Whether its configuration could be used.</summary>
    public bool IsUsable => Environment is not null;

    public IEnumerable<ResourceState> Resources => Components.SelectMany(component => component.Resources);
}

internal sealed record ChartState(string Source, string Version);

internal sealed record AwsState(string AccountId, string Region);

internal sealed record ClusterState(string Context);

internal sealed record ServerState(string Mode, string? Host = null);

internal sealed record ComponentState(string Name, IReadOnlyList<ResourceState> Resources);

internal sealed record GuardState(IReadOnlyList<FindingState> Findings);

internal sealed record FindingState(string Resource, string Path, string Problem);

internal sealed record ProblemState(string Path, string Message, int? Line = null);

/// <param name="HeldBy">What holds it where that is not AWS.</param>
/// <param name="From">Such as <c>generate</c>.</param>
internal sealed record SecretState(
    string Name, string KubernetesSecret, string From, int Rotate, int Length, string? AwsSecret = null, string? HeldBy = null, string? Property = null)
{
    /// <summary>What holds it, in AWS or elsewhere.</summary>
    public string? Holder => AwsSecret ?? HeldBy;
}

/// <param name="Inputs">Every input by its path; null in a file that an older version wrote.</param>
internal sealed record ResourceState(
    string Type, string Name, string? ActualName = null, bool Protected = false, IReadOnlyDictionary<string, string>? Inputs = null)
{
    /// <summary>Kind and the name that people know it by, such as <c>Secret mcp/dev/gateway</c>.</summary>
    public string Title => $"{Type[(Type.LastIndexOf(':') + 1)..]} {ActualName ?? Name}";
}
