using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Chart.Check;

/// <summary>When the migration Job runs, whether somebody waits for somebody who waits, and what else an install needs.</summary>
internal static class InstallPoints
{
    private const string Hook = "helm.sh/hook";

    public static IReadOnlyList<CheckPoint> Of(Renders renders) =>
    [
        DefaultPhase(renders[Probes.Defaults]),
        SetPhase(renders[Probes.HookPhase]),
        Order(renders[Probes.Defaults], "order, the chart's values"),
        .. new[] { Probes.Bundled, Probes.External }.Select(probe => renders[probe].Refusal is { } refusal
            ? new CheckPoint(probe, Outcome.Note, "this program's release cannot be rendered", [renders[probe].AsWhole(refusal)])
            : Order(renders[probe], "order, " + probe)),
        ServiceMonitor(renders),
    ];

    private static CheckPoint DefaultPhase(Rendering rendering)
    {
        const string name = "hook phase, the chart's values";
        if (Job(rendering) is not { } job)
            return new CheckPoint(name, Outcome.Note, "no migration Job is rendered", [rendering.AsWhole("no Job")]);
        return Phase(job) is { } phase
            ? new CheckPoint(name, Outcome.Yes, phase.Written, [rendering.At(job, phase, Hook)])
            : new CheckPoint(name, Outcome.Note, "none: an ordinary Job, made beside the pods", [rendering.At(job, job.Root, "the Job")]);
    }

    private static CheckPoint SetPhase(Rendering rendering)
    {
        const string name = "hook phase " + Probes.PreInstall;
        if (rendering.Refusal is { } refusal)
            return new CheckPoint(name, Outcome.No, "helm refuses migration.hookPhase", [rendering.AsWhole(refusal)]);
        if (Job(rendering) is not { } job)
            return new CheckPoint(name, Outcome.No, "no migration Job is rendered", [rendering.AsWhole("no Job")]);
        return Phase(job) is { Written: Probes.PreInstall } phase
            ? new CheckPoint(name, Outcome.Yes, "can be set", [rendering.At(job, phase, Hook)])
            : new CheckPoint(name, Outcome.No, "migration.hookPhase changes nothing", [rendering.At(job, (YamlNode?)Phase(job) ?? job.Root, "the Job")]);
    }

    private static CheckPoint Order(Rendering rendering, string name)
    {
        if (Job(rendering) is not { } job)
            return WithoutJob(rendering, name);
        var phases = (Phase(job)?.Written ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (phases.Contains("post-install") && RenderedContainer.Find(rendering, ChartContainer.Gateway) is { } gateway && WaitsForSchema(gateway) is { } waits)
        {
            return new CheckPoint(name, Outcome.Note, "deadlock under --wait: the Job comes after the pods are ready, and they wait for its schema",
                [rendering.At(job, Phase(job)!, Hook), waits]);
        }

        List<Evidence> late = phases.Contains("pre-install") ? [.. MadeLater(rendering, job)] : [];
        return late.Count > 0
            ? new CheckPoint(name, Outcome.Note, "the Job comes first and needs what the same release makes after it", late)
            : new CheckPoint(name, Outcome.Yes, phases.Length == 0 ? "nothing waits: the Job runs beside the pods" : "no deadlock",
                [rendering.At(job, (YamlNode?)Phase(job) ?? job.Root, phases.Length == 0 ? "the Job" : Hook)]);
    }

    private static CheckPoint WithoutJob(Rendering rendering, string name)
    {
        if (RenderedContainer.Find(rendering, ChartContainer.Gateway) is not { } gateway)
            return new CheckPoint(name, Outcome.Note, "no gateway is rendered", [rendering.AsWhole("no Deployment")]);
        return WaitsForSchema(gateway) is { } waits
            ? new CheckPoint(name, Outcome.Note, "the pods wait for a schema that no Job makes", [waits])
            : new CheckPoint(name, Outcome.Yes, "no deadlock: there is no Job, each pod migrates itself", [gateway.At(gateway.Node, "the container")]);
    }

    /// <summary>The start-up probe that wants the newest schema, or the switch that forbids the pod to make it; null where it waits for neither.</summary>
    private static Evidence? WaitsForSchema(RenderedContainer gateway)
    {
        if (gateway.Env.FirstOrDefault(entry => entry is { Name: "MCPGATEWAY_SKIP_MIGRATIONS", Value: "true" }) is { } skips)
            return gateway.At(skips.Node, "MCPGATEWAY_SKIP_MIGRATIONS is true");
        return gateway.Node.At("startupProbe") is { } probe
            && probe.Items("exec", "command").OfType<ScalarNode>().Any(word => word.Written.Contains("schema_at_head", StringComparison.Ordinal))
                ? gateway.At(probe, "the startupProbe wants the newest schema")
                : null;
    }

    /// <summary>What a Job that runs before everything else cannot start without, of what the release makes itself.</summary>
    private static IEnumerable<Evidence> MadeLater(Rendering rendering, RenderedObject job)
    {
        var made = rendering.Objects.Where(item => item.Root.At("metadata", "annotations", Hook) is null)
            .ToLookup(item => (item.Kind, item.Name));
        var pod = job.Root.At("spec", "template", "spec");
        if (pod.At("serviceAccountName") is ScalarNode account && made.Contains(("ServiceAccount", account.Written)))
            yield return rendering.At(job, account, "ServiceAccount " + account.Written);
        foreach (var map in pod!.Maps())
        {
            foreach (var (word, kind) in new[] { ("secretRef", "Secret"), ("secretKeyRef", "Secret"), ("configMapRef", "ConfigMap"), ("configMapKeyRef", "ConfigMap") })
            {
                if (map.Text(word, "name") is { } name && !map.IsTrue(word, "optional") && made.Contains((kind, name)))
                    yield return rendering.At(job, map.At(word, "name")!, $"{kind} {name}");
            }
        }

        if (RenderedContainer.Find(rendering, ChartContainer.MigrationJob)?.Env.FirstOrDefault(entry => entry.Name == "POSTGRES_HOST") is { Value: { } host } postgres
            && made.Contains(("Service", host)))
        {
            yield return rendering.At(job, postgres.Node, "Postgres at Service " + host);
        }
    }

    private static CheckPoint ServiceMonitor(Renders renders)
    {
        const string name = "ServiceMonitor";
        if (renders[Probes.Defaults].Find(name, "") is not { } monitor)
            return new CheckPoint(name, Outcome.Yes, "not made unless asked for", [renders[Probes.Defaults].AsWhole("no ServiceMonitor")]);
        var on = renders[Probes.Defaults].At(monitor, monitor.Root, "on by default");
        var off = renders[Probes.ServiceMonitorOff];
        return off.Refusal is null && off.Find(name, "") is null
            ? new CheckPoint(name, Outcome.Note, "needs the Prometheus operator; metrics.serviceMonitor.enabled: false leaves it out", [on, off.AsWhole("no ServiceMonitor")])
            : new CheckPoint(name, Outcome.No, "needs the Prometheus operator and cannot be switched off", [on, off.AsWhole(off.Refusal ?? Words.Own("it is still there"))]);
    }

    private static RenderedObject? Job(Rendering rendering) => rendering.Find("Job", ChartNames.MigrationEnd);

    private static ScalarNode? Phase(RenderedObject job) => job.Root.At("metadata", "annotations", Hook) as ScalarNode;
}
