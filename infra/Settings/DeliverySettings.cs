namespace McpInfra.Settings;

/// <summary>What installs the chart.</summary>
internal enum DeliveryMode
{
    /// <summary>Pulumi's own Helm release.</summary>
    Helm,

    /// <summary>An Argo CD Application that Pulumi makes in the stack's cluster.</summary>
    ArgoCd,

    /// <summary>A Flux HelmRelease that Pulumi makes in the stack's cluster.</summary>
    Flux,

    /// <summary>A Fleet HelmOp that Pulumi makes in the stack's cluster.</summary>
    Fleet,

    /// <summary>Pulumi makes the AWS side alone; what <c>render</c> wrote into Git is the rest.</summary>
    Git,
}

/// <summary>
/// What installs the chart, and what each GitOps tool has to be told: a tool's part is there whatever the mode, since
/// any stack can be rendered for any tool.
/// </summary>
internal sealed record DeliverySettings
{
    public required DeliveryMode Mode { get; init; }

    public required ArgoCdSettings ArgoCd { get; init; }

    public required FluxSettings Flux { get; init; }

    public required FleetSettings Fleet { get; init; }

    /// <summary>The mode as a stack file writes it.</summary>
    public static string Word(DeliveryMode mode) => mode.ToString().ToLowerInvariant();
}

/// <summary>Where Argo CD is and what it reads.</summary>
internal sealed record ArgoCdSettings
{
    /// <summary>What Argo CD calls the cluster that it runs in.</summary>
    public const string OwnCluster = "https://kubernetes.default.svc";

    /// <summary>Namespace of Argo CD's Applications.</summary>
    public required string Namespace { get; init; }

    public required string Project { get; init; }

    /// <summary>The Git repository that the rendered directory is committed to; null until somebody says.</summary>
    public string? RepoUrl { get; init; }

    /// <summary>Branch, tag or commit.</summary>
    public required string Revision { get; init; }

    /// <summary>The rendered directory inside the repository.</summary>
    public required string Path { get; init; }

    /// <summary>API address of the gateway's cluster, as Argo CD knows it.</summary>
    public required string Server { get; init; }
}

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
    /// <summary>Namespace of the source and of the Flux Kustomizations.</summary>
    public required string Namespace { get; init; }

    /// <summary>Kind of the source that the rendered directory is read from.</summary>
    public required FluxSourceKind SourceKind { get; init; }

    public required string SourceName { get; init; }

    /// <summary>A Go duration such as <c>10m0s</c>.</summary>
    public required string Interval { get; init; }

    /// <summary>The rendered directory inside the source.</summary>
    public required string Path { get; init; }
}

/// <summary>What Fleet reads, and which clusters it is for.</summary>
internal sealed record FleetSettings
{
    /// <summary>Fleet's workspace: the namespace of GitRepos and HelmOps.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Git repository that the rendered directory is committed to; null until somebody says.</summary>
    public string? RepoUrl { get; init; }

    public required string Branch { get; init; }

    /// <summary>The rendered directory inside the repository.</summary>
    public required string Path { get; init; }

    /// <summary>Labels of the clusters that this environment goes to.</summary>
    public required IReadOnlyDictionary<string, string> ClusterLabels { get; init; }
}
