using McpInfra.Printing;

namespace McpInfra.Chart.Check;

/// <summary>Whether the chart's JSON schema takes the fields, and stops what is no list of references.</summary>
internal static class SchemaPoints
{
    public static IReadOnlyList<CheckPoint> Of(Renders renders) => [.. Probes.Fields.Select(field => Of(renders, field))];

    private static CheckPoint Of(Renders renders, string field)
    {
        if (renders[field].Refusal is { } refusal)
            return new CheckPoint(field, Outcome.No, "does not take the list", [renders[field].AsWhole(refusal)]);
        var probes = Probes.Nonsense.Select(nonsense => (nonsense.What, Rendering: renders[Probes.NonsenseName(field, nonsense.What)])).ToList();
        var taken = probes.Where(probe => !probe.Rendering.IsRefusedBySchema).ToList();
        var refused = probes.Except(taken).ToList();
        return new CheckPoint(field, taken.Count == 0 ? Outcome.Yes : Outcome.Note,
            "takes the list"
            + (refused.Count > 0 ? $"; refuses {string.Join(", ", refused.Select(probe => probe.What))}" : "")
            + (taken.Count > 0 ? $"; does not refuse {string.Join(", ", taken.Select(probe => probe.What))}" : ""),
            [
                .. refused.Select(probe => probe.Rendering.AsWhole(probe.Rendering.Refusal!)),
                .. taken.Select(probe => probe.Rendering.AsWhole(probe.Rendering.Refusal is { } late ? Words.Of($"stopped by a template: {late}") : Words.Own("rendered"))),
            ]);
    }
}
