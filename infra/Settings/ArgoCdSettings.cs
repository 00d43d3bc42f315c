using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>Where Argo CD is and what it reads.</summary>
internal sealed record ArgoCdSettings
{
    /// <summary>What Argo CD calls the cluster that it runs in.</summary>
    public const string OwnCluster = "https://kubernetes.default.svc";

    public required string Namespace { get; init; }
    public required string Project { get; init; }

    /// <summary>Null until somebody says.</summary>
    public string? RepoUrl { get; init; }

    public required string Revision { get; init; }
    public required string Path { get; init; }
    public required string Server { get; init; }
}

/// <summary><c>mcp-infra:argocd</c>.</summary>
internal static class ArgoCdTopic
{
    public static GroupSetting Topic { get; } = new("argocd", "where Argo CD is and what it reads");

    private static readonly TextSetting Namespace = Topic.Add(new TextSetting("namespace", "where Argo CD's Applications are", TextFormats.DnsLabel("argocd"), "argocd"));
    private static readonly TextSetting Project = Topic.Add(new TextSetting("project", "project of the Applications", TextFormats.ObjectName("NAME"), "default"));
    private static readonly TextSetting RepoUrl = Topic.Add(new TextSetting("repoUrl", "the Git repository that the rendered directory is committed to; `render argocd` needs it", GitFormats.Repository));
    private static readonly TextSetting Revision = Topic.Add(new TextSetting("revision", "branch, tag or commit of that repository", GitFormats.Revision, "HEAD"));
    private static readonly TextSetting Path = Topic.Add(new TextSetting("path", "the rendered directory inside that repository", GitFormats.Path, "argocd"));
    private static readonly TextSetting Server = Topic.Add(new TextSetting("server", "API address of the gateway's cluster, as Argo CD knows it", GitFormats.Server, ArgoCdSettings.OwnCluster) { Default = "its own cluster" });

    public static ArgoCdSettings Read(SettingsGroup settings)
    {
        var argocd = settings.Open(Topic);
        return new ArgoCdSettings
        {
            Namespace = argocd.Text(Namespace),
            Project = argocd.Text(Project),
            RepoUrl = argocd.Optional(RepoUrl),
            Revision = argocd.Text(Revision),
            Path = argocd.Text(Path),
            Server = argocd.Text(Server),
        };
    }
}
