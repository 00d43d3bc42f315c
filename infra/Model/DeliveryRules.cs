using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Model;

/// <summary>What a delivery other than Pulumi's own release can do, and what it needs.</summary>
internal static class DeliveryRules
{
    private static readonly SettingsPath Source = SettingsPath.Of("chart").Key("source");

    /// <summary>What is wrong with the stack's own delivery.</summary>
    public static void Check(StackSettings settings, Problems problems)
    {
        var mode = settings.Delivery.Mode;
        CheckRollout(settings.Rollout, mode, problems);
        switch (mode)
        {
            case DeliveryMode.ArgoCd:
                CheckOwnCluster(settings.Delivery.ArgoCd, problems);
                CheckTool(settings, GitOpsTool.ArgoCd, isRendered: false, problems);
                break;
            case DeliveryMode.Flux:
                CheckOwnCluster(settings.Delivery.Flux, problems);
                CheckTool(settings, GitOpsTool.Flux, isRendered: false, problems);
                break;
            case DeliveryMode.Fleet:
                CheckWorkspace(settings.Delivery.Fleet, problems);
                CheckTool(settings, GitOpsTool.Fleet, isRendered: false, problems);
                break;
        }
    }

    /// <summary>What a stack must say for a tool before anything is written for it.</summary>
    /// <param name="isRendered">Whether a directory for Git is written, and not an object that Pulumi makes.</param>
    public static void CheckTool(StackSettings settings, GitOpsTool tool, bool isRendered, Problems problems)
    {
        var folder = ChartLocation.Of(settings.Chart) as ChartLocation.Folder;
        if (tool != GitOpsTool.Manifests && settings.Environment.Length > GitOpsNames.LongestEnvironment)
        {
            problems.Change(EnvironmentTopic.Environment.TopLevel,
                $"has {settings.Environment.Length} characters and makes names such as {GitOpsNames.Of("ENVIRONMENT", GitOpsNames.Secrets)}, which {tool} writes into labels; with it an environment's name has {GitOpsNames.LongestEnvironment} at most.",
                problems.EnvironmentNames.Suggest(settings.Environment, GitOpsNames.LongestEnvironment), isText: true);
        }

        switch (tool)
        {
            case GitOpsTool.ArgoCd:
                if (isRendered || folder is not null)
                    RequireRepository("argocd", settings.Delivery.ArgoCd.RepoUrl, isRendered, problems);
                CheckFolder(folder, "Argo CD", problems);
                break;
            case GitOpsTool.Flux:
                CheckFolder(folder, "Flux", problems);
                if (folder is not null && settings.Delivery.Flux.SourceKind == FluxSourceKind.OCIRepository)
                    problems.Change(SettingsPath.Of("flux").Key("sourceKind"), "cannot be OCIRepository when the chart is a directory: Flux takes such a chart from a GitRepository or a Bucket.", "GitRepository");
                break;
            case GitOpsTool.Fleet:
                if (isRendered)
                    RequireRepository("fleet", settings.Delivery.Fleet.RepoUrl, isRendered, problems);
                if (folder is not null)
                    problems.Change(Source, "cannot be a directory with Fleet, which would read it as part of a bundle: push the chart to a registry.", ChartSettings.PublishedSource);
                break;
        }
    }

    /// <summary>The same for a cluster's stack, whose charts are published.</summary>
    public static void CheckTool(ClusterSettings cluster, GitOpsTool tool, Problems problems)
    {
        if (tool != GitOpsTool.Manifests && cluster.Directory.Length > GitOpsNames.LongestCluster)
        {
            problems.Add(ClusterReader.Cluster.TopLevel,
                $"is of a stack whose name has {cluster.Directory.Length} characters and makes names such as {GitOpsNames.Of("STACK", GitOpsNames.Namespaces)}, which {tool} writes into labels; with it such a stack's name has {GitOpsNames.LongestCluster} at most.",
                ShellLine.Of($"pulumi stack rename --stack {cluster.Stack} {cluster.Directory[..GitOpsNames.LongestCluster].TrimEnd('-')}"));
        }

        if (tool == GitOpsTool.ArgoCd)
            RequireRepository("argocd", cluster.Delivery.ArgoCd.RepoUrl, isRendered: true, problems);
        if (tool == GitOpsTool.Fleet)
            RequireRepository("fleet", cluster.Delivery.Fleet.RepoUrl, isRendered: true, problems);
    }

    private static void CheckRollout(RolloutSettings rollout, DeliveryMode mode, Problems problems)
    {
        if (mode == DeliveryMode.Helm)
            return;
        var word = DeliverySettings.Word(mode);
        var path = SettingsPath.Of("rollout");
        if (rollout.Strategy == RolloutStrategy.Versioned)
        {
            problems.Change(path.Key("strategy"),
                $"cannot be versioned with delivery: {word}: only Pulumi's own release waits for a new Secret and then lets the old one go.", "stable");
        }

        // What is in Git may be Flux's, which render knows.
        if (rollout.Reloader && mode is not (DeliveryMode.Flux or DeliveryMode.Git))
        {
            problems.Change(path.Key("reloader"),
                $"cannot be true with delivery: {word}: the chart has no place for the annotation. Run Reloader with --auto-reload-all, which needs none.", "false");
        }
    }

    private static void CheckOwnCluster(ArgoCdSettings argoCd, Problems problems)
    {
        if (!argoCd.Cluster.IsOwn)
        {
            problems.Remove(SettingsPath.Of("argocd").Key(argoCd.Cluster.Name is null ? "server" : "clusterName"),
                "names another cluster than Argo CD's own: with delivery: argocd Pulumi makes the Application in the stack's cluster, where Argo CD must be. For a central Argo CD use delivery: git and render.");
        }
    }

    private static void CheckOwnCluster(FluxSettings flux, Problems problems)
    {
        if (flux.KubeConfigSecret is not null)
        {
            problems.Remove(FluxTopic.KubeConfigSecretPath,
                "names another cluster than Flux's own: with delivery: flux Pulumi makes the HelmRelease in the stack's cluster, where Flux must be. For the Flux of a hub use delivery: git and render.");
        }
    }

    private static void CheckWorkspace(FleetSettings fleet, Problems problems)
    {
        if (fleet.Namespace != "fleet-local")
        {
            problems.Change(SettingsPath.Of("fleet").Key("namespace"),
                "must be fleet-local with delivery: fleet: Pulumi makes the HelmOp in the stack's cluster, and that workspace is the one for the cluster itself. For downstream clusters use delivery: git and render.",
                "fleet-local");
        }
    }

    private static void RequireRepository(string tool, string? url, bool isRendered, Problems problems)
    {
        if (url is null)
        {
            problems.Required(SettingsPath.Of(tool).Key("repoUrl"),
                isRendered ? "the Git repository that the rendered directory is committed to" : "the Git repository that holds the chart's directory",
                GitFormats.Repository.Example);
        }
    }

    private static void CheckFolder(ChartLocation.Folder? folder, string tool, Problems problems)
    {
        if (folder is { IsRelative: false })
            problems.Change(Source, $"is outside of the Git repository that {tool} reads: name a directory of that repository, without '..', or an oci:// address.", ChartSettings.PublishedSource);
    }
}
