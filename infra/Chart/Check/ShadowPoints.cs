using McpInfra.Model;

namespace McpInfra.Chart.Check;

/// <summary>Variables that a container's own <c>env:</c> sets, so that no Secret can.</summary>
internal static class ShadowPoints
{
    public static IReadOnlyList<CheckPoint> Of(Renders renders) =>
    [
        .. Enum.GetValues<ChartContainer>().Select(container => Listed(renders[Probes.Defaults], container)).OfType<CheckPoint>(),
        .. Compared(renders, Probes.Bundled, ChartContainer.Gateway),
        .. Compared(renders, Probes.External, ChartContainer.Gateway),
        .. Compared(renders, Probes.External, ChartContainer.MigrationJob),
    ];

    private static CheckPoint? Listed(Rendering rendering, ChartContainer container)
    {
        if (RenderedContainer.Find(rendering, container) is not { Env.Count: > 0 } found)
            return null;
        return new CheckPoint($"{RenderedContainer.NameOf(container)}, the chart's values", Outcome.Note,
            $"{found.Env.Count} variables are the chart's: a Secret cannot set them",
            [found.At(found.Env[0].Node, "its env", found.Env[^1].Node)],
            [.. found.Env.Select(variable => variable.Name).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>What is rendered with the values of this program's release, against what it takes that version to do.</summary>
    private static IEnumerable<CheckPoint> Compared(Renders renders, string probe, ChartContainer container)
    {
        var rendering = renders[probe];
        var name = $"{RenderedContainer.NameOf(container)}, {probe}";
        if (RenderedContainer.Find(rendering, container) is not { Env.Count: > 0 } found)
            yield break;
        var expected = ChartContract.For(renders.Chart.Version)
            .Shadowed(container, probe == Probes.Bundled ? Probes.BundledRedis : Probes.ExternalRedis, Probes.FreeValues)
            .Select(variable => variable.Name).Order(StringComparer.Ordinal).ToList();
        var seen = found.Env.Select(variable => variable.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        string[] differences =
        [
            .. seen.Except(expected).Select(variable => "+" + variable),
            .. expected.Except(seen).Select(variable => "-" + variable),
        ];
        yield return new CheckPoint(name, differences.Length == 0 ? Outcome.Yes : Outcome.Note,
            differences.Length == 0
                ? $"{seen.Count} variables are the chart's, those that this program expects of {renders.Chart.Version}"
                : $"otherwise than this program expects of {renders.Chart.Version}: + more, - fewer",
            [found.At(found.Env[0].Node, "its env", found.Env[^1].Node)], differences.Length == 0 ? null : differences);
    }
}
