using McpInfra.Printing;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>What sets off the sync of a rendered environment.</summary>
internal enum ArgoCdSync
{
    /// <summary>A commit.</summary>
    Automated,

    /// <summary>A person, or a pipeline for one.</summary>
    Manual,
}

/// <summary>A cluster by what Argo CD knows it as: its address, or the name that it was added under.</summary>
internal sealed record ArgoCdCluster(string? Server, string? Name)
{
    /// <summary>What Argo CD calls the cluster that it runs in.</summary>
    public const string OwnServer = "https://kubernetes.default.svc";

    private const string OwnName = "in-cluster";

    public bool IsOwn => Server == OwnServer || Name == OwnName;

    public Words InWords => IsOwn ? Words.Own("Argo CD's own cluster") : Words.Of($"cluster {Name ?? Server}");
}

/// <summary>Where Argo CD is, what it reads and where to.</summary>
internal sealed record ArgoCdSettings
{
    public required string Namespace { get; init; }
    public required string Project { get; init; }

    /// <summary>Null until somebody says.</summary>
    public string? RepoUrl { get; init; }

    public required string Revision { get; init; }
    public required string Path { get; init; }

    /// <summary>The gateway's.</summary>
    public required ArgoCdCluster Cluster { get; init; }

    /// <summary>Whether the stack says which cluster that is; otherwise it is Argo CD's own.</summary>
    public required bool NamesCluster { get; init; }

    public required ArgoCdSync Sync { get; init; }

    /// <summary>How often a failed sync of the chart is tried again; -1 for ever.</summary>
    public required int Retries { get; init; }

    /// <summary>Argo CD's options for every sync, each <c>Name=value</c>.</summary>
    public IReadOnlyList<string> SyncOptions { get; init; } = [];
}

/// <summary><c>mcp-infra:argocd</c>.</summary>
internal static class ArgoCdTopic
{
    public static GroupSetting Topic { get; } = new("argocd", "where Argo CD is, what it reads and where to");

    private static readonly TextSetting Namespace = Topic.Add(new TextSetting("namespace", "where Argo CD's Applications are", TextFormats.DnsLabel("argocd"), "argocd"));
    private static readonly TextSetting Project = Topic.Add(new TextSetting("project", "project of the Applications", TextFormats.ObjectName("NAME"), "default"));
    private static readonly TextSetting RepoUrl = Topic.Add(new TextSetting("repoUrl", "the Git repository that the rendered directory is committed to; `render argocd` needs it", GitFormats.Repository));
    private static readonly TextSetting Revision = Topic.Add(new TextSetting("revision", "branch, tag or commit of that repository", GitFormats.Revision, "HEAD"));
    private static readonly TextSetting Path = Topic.Add(new TextSetting("path", "the rendered directory inside that repository", GitFormats.Path, "argocd"));

    private static readonly TextSetting ClusterName = Topic.Add(new TextSetting("clusterName", "the gateway's cluster by the name that Argo CD has for it (`argocd cluster list`)", GitFormats.ClusterName)
    {
        Default = "Argo CD's own cluster, where the stacks that are rendered together have one context",
    });

    private static readonly TextSetting Server = Topic.Add(new TextSetting("server", "the same by its API address, in place of `clusterName`", GitFormats.Server) { Default = "as `clusterName`" });

    private static readonly ChoiceSetting<ArgoCdSync> Sync = Topic.Add(new ChoiceSetting<ArgoCdSync>("sync",
        "what sets off a sync of the rendered environment: a commit (`automated`) or a person (`manual`)", null,
        ("automated", ArgoCdSync.Automated), ("manual", ArgoCdSync.Manual))
    { Default = "`manual` in production, otherwise `automated`" });

    private static readonly IntegerSetting Retries = Topic.Add(new IntegerSetting("retries", "how often a failed sync of the chart is tried again, each time with its migration Job; -1 for ever", 5, (-1, -1), (0, 100)));

    private static readonly ListSetting SyncOptions = Topic.Add(new ListSetting("syncOptions", "Argo CD's options for every sync, such as `ServerSideApply=true`", "a list of texts such as ServerSideApply=true",
        new TextSetting("", "one option", GitFormats.SyncOption)));

    public static SettingsPath ClusterNamePath => Topic.TopLevel.Key(ClusterName.Key);

    public static ArgoCdSettings Read(SettingsGroup settings, bool isProduction)
    {
        var argocd = settings.Open(Topic);
        var (server, name) = (argocd.Optional(Server), argocd.Optional(ClusterName));
        if (argocd.Has(Server) && argocd.Has(ClusterName))
            argocd.Problems.Remove(argocd.At(Server), "says where the gateway's cluster is beside clusterName, and Argo CD takes one of the two.");
        return new ArgoCdSettings
        {
            Namespace = argocd.Text(Namespace),
            Project = argocd.Text(Project),
            RepoUrl = argocd.Optional(RepoUrl),
            Revision = argocd.Text(Revision),
            Path = argocd.Text(Path),
            Cluster = name is not null ? new ArgoCdCluster(null, name) : new ArgoCdCluster(server ?? ArgoCdCluster.OwnServer, null),
            NamesCluster = argocd.Has(Server) || argocd.Has(ClusterName),
            Sync = argocd.ChoiceIfRight(Sync) ?? (isProduction ? ArgoCdSync.Manual : ArgoCdSync.Automated),
            Retries = argocd.Integer(Retries),
            SyncOptions = [.. argocd.Items(SyncOptions).Select(item => GitFormats.SyncOption.Read(item.At, item.Node, argocd.Problems)).OfType<string>()],
        };
    }
}
