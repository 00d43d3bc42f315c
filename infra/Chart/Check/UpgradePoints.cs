using McpInfra.Chart.Patch;
using McpInfra.Model;
using McpInfra.Yaml;

namespace McpInfra.Chart.Check;

/// <summary>What an upgrade undoes, and a version that a controller has made longer.</summary>
internal static class UpgradePoints
{
    public static IReadOnlyList<CheckPoint> Of(Renders renders, ChartSource source) =>
        [Replicas(renders[Probes.Defaults]), Label(source)];

    private static CheckPoint Replicas(Rendering rendering)
    {
        const string name = "replicas beside the autoscaler";
        var scaler = rendering.Find("HorizontalPodAutoscaler", ChartNames.GatewayEnd);
        if (scaler is null || rendering.Find("Deployment", ChartNames.GatewayEnd) is not { } gateway)
            return new CheckPoint(name, Outcome.Yes, "no autoscaler of the gateway is rendered", [rendering.AsWhole("none")]);
        return gateway.Root.At("spec", "replicas") is { } replicas
            ? new CheckPoint(name, Outcome.Note,
                $"written although the autoscaler is on: each upgrade sets the gateway to {gateway.Root.Text("spec", "replicas") ?? "null"}, and one by server-side apply (Helm 4, Fleet) is refused once it has scaled. 'chart patch' mends a directory",
                [rendering.At(gateway, replicas, "spec.replicas"), rendering.At(scaler, scaler.Root, "the autoscaler")])
            : new CheckPoint(name, Outcome.Yes, "left to the autoscaler", [rendering.At(scaler, scaler.Root, "the autoscaler")]);
    }

    /// <summary>Read and not rendered: helm takes the version from the chart alone.</summary>
    private static CheckPoint Label(ChartSource source)
    {
        const string name = "a version with a +";
        if (ChartTemplates.Helpers(source) is not { } helpers)
        {
            return new CheckPoint(name, Outcome.Note,
                "is not looked for in a registry, which shows a chart rendered alone: helm pull it and check the package", [new Evidence(Probes.Defaults, "the label helm.sh/chart")]);
        }

        List<Evidence> found =
        [
            .. from file in helpers
               from line in file.Text.Split('\n').Index()
               where LabelPatch.WritesVersionAsItIs(line.Item.TrimEnd('\r'))
               select new Evidence(Probes.Defaults, "the label helm.sh/chart", "templates/" + file.Name, line.Index + 1),
        ];
        return found.Count > 0
            ? new CheckPoint(name, Outcome.Note, "does not fit into the label helm.sh/chart, and the API server refuses it: Flux appends one with an OCIRepository, or with a revision for each commit. 'chart patch' mends a directory", found)
            : new CheckPoint(name, Outcome.Yes, "is replaced, or the label does not have it", [new Evidence(Probes.Defaults, "the label helm.sh/chart")]);
    }
}
