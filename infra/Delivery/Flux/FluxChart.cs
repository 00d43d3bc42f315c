using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Delivery.Flux;

/// <summary>A chart that Flux installs: an environment's, or one of its cluster's.</summary>
internal sealed record FluxChart
{
    public required FluxSettings Flux { get; init; }

    public required ChartLocation Location { get; init; }

    public required string Release { get; init; }

    /// <summary>Where the release goes.</summary>
    public required string Namespace { get; init; }

    /// <summary>What tells its objects from the other ones of a hub, where all are in one namespace.</summary>
    public required string NameInHub { get; init; }

    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What kustomize changes in what the chart made.</summary>
    public IReadOnlyList<object?> Patches { get; init; } = [];

    /// <summary>Whether Flux leaves the release where it is when it is no longer in Git.</summary>
    public bool IsKept { get; init; }

    /// <summary>Name of its objects.</summary>
    public string Name => Flux.KubeConfigSecret is null ? Release : NameInHub;

    /// <summary>Namespace of its objects.</summary>
    public string Space => Flux.KubeConfigSecret is null ? Namespace : Flux.Namespace;

    public static FluxChart Of(DeliverySpec spec) => new()
    {
        Flux = spec.Tools.Flux,
        Location = spec.Chart,
        Release = spec.Release.Name,
        Namespace = spec.Namespace,
        NameInHub = GitOpsNames.Of(spec.Environment),
        Values = spec.Values,
        TimeoutSeconds = spec.Release.TimeoutSeconds,
        Labels = spec.Labels,
        Patches = FluxObjects.DeploymentPatches(spec),
    };

    public static FluxChart Of(ClusterSpec spec, ClusterChart chart) => new()
    {
        Flux = spec.Tools.Flux,
        Location = chart.Location,
        Release = chart.Name,
        Namespace = chart.Namespace,
        NameInHub = GitOpsNames.Of(spec.Directory, chart.Part),
        Values = chart.Values,
        TimeoutSeconds = chart.TimeoutSeconds,
        Labels = spec.Labels,
        IsKept = chart.Protect,
    };
}
