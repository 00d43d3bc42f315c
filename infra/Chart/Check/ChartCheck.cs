using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;

namespace McpInfra.Chart.Check;

/// <summary>Does a chart honour the references that this program gives it? Seen in what helm renders, not in its version.</summary>
internal static class ChartCheck
{
    /// <param name="held">What this run must not show; the credentials that the chart ships are added, which helm's own words may quote.</param>
    /// <exception cref="ChartCheckException">There is no helm, no chart that it can render, or none that it renders within its limits.</exception>
    /// <exception cref="OperationCanceledException">Somebody stopped it.</exception>
    public static async Task<ChartReport> RunAsync(Helm helm, ChartSource source, HeldSecrets held, CancellationToken cancellation)
    {
        var renders = await RenderAsync(helm, source, held, cancellation).ConfigureAwait(false);
        var reaches = ReferencePoints.Of(renders);
        CheckPoint[] references =
        [
            .. reaches.Select(reach => reach.Point),
            .. ReferencePoints.Together(renders, reaches) is { } together ? [together] : Array.Empty<CheckPoint>(),
        ];
        return new ChartReport(
            source.Written, renders.Chart.Name, renders.Chart.Version, renders.Helm, [.. renders.All],
            [
                new CheckGroup("references to Secrets and ConfigMaps", references),
                new CheckGroup("JSON schema", SchemaPoints.Of(renders)),
                new CheckGroup("variables that env: hides", ShadowPoints.Of(renders)),
                new CheckGroup("credentials that the chart ships", CredentialPoints.Of(renders)),
                new CheckGroup("Secrets for the servers", ExistingSecretPoints.Of(renders)),
                new CheckGroup("installing", InstallPoints.Of(renders)),
                new CheckGroup("upgrading", UpgradePoints.Of(renders, source)),
            ],
            Judge(reaches, source));
    }

    private static async Task<Renders> RenderAsync(Helm helm, ChartSource source, HeldSecrets held, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(TimeSpan.FromSeconds(helm.Limits.Seconds));
        try
        {
            return await Renders.OfAsync(helm, source, Probes.All, held, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ChartCheckException(
                $"The check was stopped, which says nothing of the chart: helm had not ended after {Words.Plural(helm.Limits.Seconds, "second")}.\n"
                + $"    --time-limit SECONDS gives it longer.");
        }
    }

    private static Verdict Judge(IReadOnlyList<ReferencePoints.Reach> reaches, ChartSource source)
    {
        var byField = reaches.ToLookup(reach => reach.Field);
        if (Works(byField[Probes.ExtraEnvVarsSecret]))
            return new Verdict(VerdictKind.Works, $"extraEnvVarsSecret reaches {Where(byField[Probes.ExtraEnvVarsSecret])}, after the chart's own");
        var why = Fault(Probes.ExtraEnvVarsSecret, byField[Probes.ExtraEnvVarsSecret]);
        if (Works(byField[Probes.ExtraEnvFrom]))
            return new Verdict(VerdictKind.WorksThroughExtraEnvFrom, $"it reaches {Where(byField[Probes.ExtraEnvFrom])}, after the chart's own; {why}");
        return new Verdict(VerdictKind.DoesNotWork, $"{why}; {Fault(Probes.ExtraEnvFrom, byField[Probes.ExtraEnvFrom])}"
            + $"{(source.IsDirectory ? Words.Own(". 'chart patch' adds extraEnvVarsSecret") : Words.None)}");
    }

    /// <summary>The gateway must get the references, and the migration Job too where there is one.</summary>
    private static bool Works(IEnumerable<ReferencePoints.Reach> reaches) => reaches.All(reach => reach.Fault is null);

    private static Words Where(IEnumerable<ReferencePoints.Reach> reaches) =>
        Words.Join(" and ", reaches.Where(reach => reach.Works).Select(reach => Words.Of($"the {RenderedContainer.NameOf(reach.Container)}")));

    private static string Fault(string field, IEnumerable<ReferencePoints.Reach> reaches)
    {
        var faults = reaches.Where(reach => reach.Fault is not null).ToList();
        return faults.Select(reach => reach.Fault).Distinct().Count() == 1 && faults.Count == 2
            ? $"{field} {faults[0].Fault}"
            : $"{field} " + string.Join(" and ", faults.Select(reach => $"{reach.Fault} in the {RenderedContainer.NameOf(reach.Container)}"));
    }
}
