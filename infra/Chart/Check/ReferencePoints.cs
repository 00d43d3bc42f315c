using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Chart.Check;

/// <summary>Whether the listed Secrets and ConfigMaps reach the two containers, as they were written and in time to win.</summary>
internal static class ReferencePoints
{
    /// <summary>What one field does in one container.</summary>
    /// <param name="Fault">What is wrong, to follow the field's name; null where the chart has no such container or nothing is wrong.</param>
    internal sealed record Reach(string Field, ChartContainer Container, string? Fault, CheckPoint Point)
    {
        public bool Works => Point.Outcome == Outcome.Yes;
    }

    public static IReadOnlyList<Reach> Of(Renders renders) =>
    [
        .. Probes.Fields.SelectMany(field => Enum.GetValues<ChartContainer>().Select(container => Of(renders[field], field, container))),
    ];

    /// <summary>How the two lists stand to each other where both reach a container: the program writes both.</summary>
    public static CheckPoint? Together(Renders renders, IReadOnlyList<Reach> reaches)
    {
        if (reaches.Any(reach => reach.Container == ChartContainer.Gateway && !reach.Works)
            || RenderedContainer.Find(renders[Probes.Both], ChartContainer.Gateway) is not { } container)
        {
            return null;
        }

        var entries = Probes.Fields
            .Select(field => (Field: field, Node: container.EnvFrom.FirstOrDefault(entry => entry.Name == Probes.Entries(field)[0].Name)?.Node))
            .Where(entry => entry.Node is not null)
            .OrderBy(entry => entry.Node!.Line)
            .ToList();
        return entries.Count < Probes.Fields.Count ? null : new CheckPoint(
            "both fields", Outcome.Yes, $"first {entries[0].Field}, then {entries[1].Field}, whose variables win",
            [container.At(entries[0].Node!, entries[0].Field), container.At(entries[1].Node!, entries[1].Field)]);
    }

    private static Reach Of(Rendering rendering, string field, ChartContainer container)
    {
        var name = $"{field}, {RenderedContainer.NameOf(container)}";
        if (rendering.Refusal is { } refusal)
            return new Reach(field, container, "is refused", new CheckPoint(name, Outcome.No, "helm refuses the field", [rendering.AsWhole(refusal)]));
        if (RenderedContainer.Find(rendering, container) is not { } rendered)
        {
            return new Reach(field, container, container == ChartContainer.Gateway ? "cannot be tried: there is no gateway" : null, new CheckPoint(name, container == ChartContainer.Gateway ? Outcome.No : Outcome.Note,
                container == ChartContainer.Gateway ? $"no Deployment is called ...{ChartNames.GatewayEnd}" : $"no Job is called ...{ChartNames.MigrationEnd}",
                [rendering.AsWhole("the chart renders none")]));
        }

        var (outcome, finding) = Judge(rendered.EnvFrom, Probes.Entries(field));
        var ours = rendered.EnvFrom.Where(entry => Probes.Entries(field).Any(probe => probe.Name == entry.Name)).ToList();
        Evidence[] evidence = ours.Count > 0
            ? [rendered.At(ours[0].Node, "the entries", ours[^1].Node)]
            : [rendered.EnvFrom.Count > 0 ? rendered.At(rendered.EnvFrom[0].Node, "its envFrom", rendered.EnvFrom[^1].Node) : rendered.At(rendered.Node, "the container")];
        var fault = outcome == Outcome.Yes ? null : ours.Count == 0 ? "is ignored" : "does not come out as written";
        return new Reach(field, container, fault, new CheckPoint(name, outcome, finding, evidence));
    }

    private static (Outcome Outcome, string Finding) Judge(IReadOnlyList<RenderedEnvFrom> rendered, IReadOnlyList<ProbeEntry> probes)
    {
        var names = rendered.Select(entry => entry.Name).ToList();
        var places = probes.Select(probe => names.IndexOf(probe.Name)).ToList();
        var reached = places.Count(place => place >= 0);
        var own = names.Select((name, place) => (name, place)).Where(entry => !places.Contains(entry.place)).ToList();
        if (reached == 0)
        {
            return (Outcome.No, rendered.Count == 0
                ? "ignored: the container has no envFrom"
                : $"ignored: its envFrom holds the chart's own {rendered.Count} and none of the {probes.Count} listed");
        }

        List<string> wrong =
        [
            .. reached < probes.Count ? [$"{probes.Count - reached} of {probes.Count} entries are missing"] : Array.Empty<string>(),
            .. own.Where(entry => entry.place > places.Where(place => place >= 0).Min()).Select(entry => $"{entry.name} of the chart comes after them and wins"),
            .. places.Where(place => place >= 0).Zip(places.Where(place => place >= 0).Skip(1)).Any(pair => pair.First > pair.Second)
                ? ["they are in another order"] : Array.Empty<string>(),
            .. probes.Zip(places).Where(pair => pair.Second >= 0).SelectMany(pair => Changed(pair.First, rendered[pair.Second])).Distinct(),
        ];
        return wrong.Count > 0
            ? (Outcome.No, string.Join("; ", wrong))
            : (Outcome.Yes, $"{reached} of {probes.Count} entries, in order, after the chart's own {own.Count}; both kinds, optional and prefix kept");
    }

    private static IEnumerable<string> Changed(ProbeEntry probe, RenderedEnvFrom rendered)
    {
        if (probe.Kind != rendered.Kind)
            yield return probe.Kind == EnvFromKind.SecretRef ? "a secretRef became a configMapRef" : "a configMapRef became a secretRef";
        if (probe.Optional != rendered.Optional)
            yield return probe.Optional ? "optional is lost" : "an entry became optional";
        if (probe.Prefix != rendered.Prefix)
            yield return "prefix is lost";
    }
}
