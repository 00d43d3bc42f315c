using System.Text.Json.Serialization;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview;

/// <summary>The JSON of a preview (docs/preview-json.md): what is written, and what a comparison reads of a baseline.</summary>
/// <remarks>
/// A baseline must have what has no default here. What is ignored when it is read is for other programs alone: no baseline
/// is refused for it.
/// </remarks>
internal sealed record PreviewDocument(int Version, IReadOnlyList<PreviewedEnvironment>? Environments = null, PreviewTotals? Totals = null);

internal sealed record PreviewTotals(int Environments, int Resources, int Problems)
{
    /// <summary>Null where there is none.</summary>
    public int? Clusters { get; init; }
}

/// <summary>One stack: an environment, or a cluster. What its configuration does not let be known, and what an older version did not write, is null or empty.</summary>
internal sealed record PreviewedEnvironment
{
    public required string Stack { get; init; }

    public string? Environment { get; init; }

    /// <summary>Whether its name says that it serves production: a pipeline brings it up last.</summary>
    public bool? Production { get; init; }

    /// <summary>What a cluster's stack is about; null for an environment.</summary>
    public PreviewedOperator? Cluster { get; init; }

    public string? Namespace { get; init; }

    public ChartSettings? Chart { get; init; }

    /// <summary>Null for AWS.</summary>
    public string? Backend { get; init; }

    public PreviewedAccount? Aws { get; init; }

    public PreviewedCluster? Kubernetes { get; init; }

    public string? Identity { get; init; }

    public string? Delivery { get; init; }

    public PreviewedServer? Database { get; init; }

    public PreviewedServer? Redis { get; init; }

    public IReadOnlyList<PreviewedSecret>? Secrets { get; init; }

    public IReadOnlyList<PreviewedComponent> Components { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]
    public IReadOnlyList<PreviewedContainer> Containers { get; init; } = [];

    public PreviewedGuard? Guard { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]
    public IReadOnlyList<Words> ToDo { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]
    public IReadOnlyList<PreviewedProblem> Warnings { get; init; } = [];

    public IReadOnlyList<PreviewedProblem> Problems { get; init; } = [];

    public Words? Stopped { get; init; }

    /// <summary>Whether its configuration could be used.</summary>
    [JsonIgnore]
    public bool IsUsable => Environment is not null || Cluster is not null;

    [JsonIgnore]
    public IEnumerable<PreviewedResource> Resources => Components.SelectMany(component => component.Resources);
}

internal sealed record PreviewedAccount(string AccountId, string Region);

internal sealed record PreviewedCluster(string Context);

/// <param name="Name">What EKS calls the cluster.</param>
internal sealed record PreviewedOperator(string Name, string OperatorVersion);

/// <param name="Mode"><c>bundled</c> or <c>external</c>.</param>
internal sealed record PreviewedServer(string Mode, string? Host = null);

internal sealed record PreviewedSecret
{
    public required string Name { get; init; }

    /// <summary>Name in AWS, or ARN of somebody else's.</summary>
    public string? AwsSecret { get; init; }

    /// <summary>What holds it where that is not AWS.</summary>
    public string? HeldBy { get; init; }

    public string? Property { get; init; }

    public required string KubernetesSecret { get; init; }

    /// <summary>Such as <c>generate</c>.</summary>
    public required string From { get; init; }

    public required int Rotate { get; init; }

    public required int Length { get; init; }

    /// <summary>What holds it, in AWS or elsewhere.</summary>
    [JsonIgnore]
    public string? Holder => AwsSecret ?? HeldBy;
}

/// <param name="Name">Name of the component's class, such as <c>SecretVault</c>.</param>
/// <param name="Summary">What matters of it on one line or a few.</param>
internal sealed record PreviewedComponent(string Name, IReadOnlyList<Words> Summary, IReadOnlyList<PreviewedResource> Resources);

/// <param name="Type">Pulumi type token.</param>
/// <param name="ActualName">Name in the cluster or in AWS; null where it has none of its own.</param>
/// <param name="IsProtected">Whether Pulumi refuses to delete it.</param>
/// <param name="Inputs">Every input by its path, as text; what is secret is only said to be. Null in a file that an older version wrote.</param>
internal sealed record PreviewedResource(
    string Type,
    string Name,
    string? ActualName = null,
    [property: JsonPropertyName("protected"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsProtected = false,
    IReadOnlyDictionary<string, string>? Inputs = null)
{
    /// <summary>Kind and the name that people know it by, such as <c>Secret mcp/dev/gateway</c>.</summary>
    [JsonIgnore]
    public string Title => $"{Type[(Type.LastIndexOf(':') + 1)..]} {ActualName ?? Name}";
}

internal sealed record PreviewedContainer(
    string Container, IReadOnlyList<PreviewedVariable> Variables, IReadOnlyList<HiddenVariable> Hidden, IReadOnlyList<string> NotOverridden);

internal sealed record PreviewedVariable(
    string Name, string KubernetesSecret, string? AwsSecret, string? HeldBy, string? Property, string From, bool OverridesChartDefault);

internal sealed record HiddenVariable(string Name, string Because);

internal sealed record PreviewedGuard(int Resources, int Inputs, IReadOnlyList<PreviewedFinding> Findings);

internal sealed record PreviewedFinding(string Resource, string Path, Words Problem, Words? Fix = null);

internal sealed record PreviewedProblem
{
    public required string Path { get; init; }

    /// <summary>The project's file where it stands there and not in the stack's.</summary>
    public string? File { get; init; }

    public int? Line { get; init; }

    public required Words Message { get; init; }

    public Words? Fix { get; init; }
}
