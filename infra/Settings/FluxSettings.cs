using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>What Flux can read a directory from, by the names of its API.</summary>
internal enum FluxSourceKind
{
    GitRepository,
    OCIRepository,
    Bucket,
}

/// <summary>What Flux reads and how often.</summary>
internal sealed record FluxSettings
{
    public required string Namespace { get; init; }
    public required FluxSourceKind SourceKind { get; init; }
    public required string SourceName { get; init; }
    public required string Interval { get; init; }
    public required string Path { get; init; }

    /// <summary>How long a Kustomization waits for the secrets before it says which is missing, and begins anew.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>Name of the Secret, beside the Flux Kustomizations, with the kubeconfig of the gateway's cluster; null where that is Flux's own.</summary>
    public string? KubeConfigSecret { get; init; }

    /// <summary>Name of the Secret, beside the release, that opens the chart's registry; null where it is open.</summary>
    public string? ChartSecret { get; init; }

    /// <summary>Whether the namespace, and what others made in it, stays when the environment is taken out of Git.</summary>
    public required bool KeepNamespace { get; init; }

    /// <summary>Whether the chart's registry is spoken to without TLS.</summary>
    public bool Insecure { get; init; }
}

/// <summary><c>mcp-infra:flux</c>.</summary>
internal static class FluxTopic
{
    public static GroupSetting Topic { get; } = new("flux", "what Flux reads and how often");

    private static readonly TextSetting Namespace = Topic.Add(new TextSetting("namespace", "where the source and the Flux Kustomizations are", TextFormats.DnsLabel("flux-system"), "flux-system"));

    private static readonly ChoiceSetting<FluxSourceKind> SourceKind = Topic.Add(new ChoiceSetting<FluxSourceKind>("sourceKind",
        "kind of the source that Flux reads the rendered directory from: `GitRepository`, `OCIRepository` or `Bucket`", FluxSourceKind.GitRepository,
        [.. Enum.GetValues<FluxSourceKind>().Select(kind => (kind.ToString(), kind))]));

    private static readonly TextSetting SourceName = Topic.Add(new TextSetting("sourceName", "name of that source", TextFormats.ObjectName("NAME"), "flux-system"));
    private static readonly DurationSetting Interval = Topic.Add(new DurationSetting("interval", "how often Flux looks", "10m0s", "1h or 30s"));
    private static readonly TextSetting Path = Topic.Add(new TextSetting("path", "the rendered directory inside that source", GitFormats.Path, "flux"));

    private static readonly IntegerSetting TimeoutSeconds = Topic.Add(new IntegerSetting("timeoutSeconds", "how long Flux waits for the secrets before it says which is missing; it looks again each minute", 300, (30, 3600)));

    private static readonly TextSetting KubeConfigSecret = Topic.Add(new TextSetting("kubeConfigSecret", "Secret in `flux.namespace` with the kubeconfig of the gateway's cluster under `value`, for what `render flux` writes for the Flux of another one", TextFormats.ObjectName("mcp-dev-kubeconfig"))
    {
        Default = "Flux's own cluster",
    });

    private static readonly TextSetting ChartSecret = Topic.Add(new TextSetting("chartSecret", "Secret beside the HelmRelease, in the environment's namespace or with `flux.kubeConfigSecret` in Flux's, that opens the chart's registry, of type `kubernetes.io/dockerconfigjson`", TextFormats.ObjectName("registry")));
    private static readonly FlagSetting Insecure = Topic.Add(new FlagSetting("insecure", "speaks to the chart's registry without TLS", fallback: false));

    private static readonly FlagSetting KeepNamespace = Topic.Add(new FlagSetting("keepNamespace", "whether Flux leaves the rendered Namespace, and what others made in it, when the environment is taken out of Git", null) { Default = "true in production, otherwise false" });

    public static SettingsPath KubeConfigSecretPath => Topic.TopLevel.Key(KubeConfigSecret.Key);

    public static FluxSettings Read(SettingsGroup settings, bool isProduction)
    {
        var flux = settings.Open(Topic);
        return new FluxSettings
        {
            Namespace = flux.Text(Namespace),
            SourceKind = flux.Choice(SourceKind),
            SourceName = flux.Text(SourceName),
            Interval = flux.Duration(Interval),
            Path = flux.Text(Path),
            TimeoutSeconds = flux.Integer(TimeoutSeconds),
            KubeConfigSecret = flux.Optional(KubeConfigSecret),
            ChartSecret = flux.Optional(ChartSecret),
            Insecure = flux.Flag(Insecure),
            KeepNamespace = flux.Flag(KeepNamespace, isProduction),
        };
    }
}
