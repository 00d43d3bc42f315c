using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Live;

/// <summary>What brings a cluster back to what the stack says: whoever brought it there, which is not always Pulumi.</summary>
internal static class Restore
{
    /// <summary>The objects that bring the secrets, and the one that has a GitOps tool install the chart.</summary>
    public static Words Objects(StackSettings settings) => settings.Delivery.Mode == DeliveryMode.Git ? ByGit : Up(settings.Stack);

    /// <summary>What the chart makes.</summary>
    public static Words Chart(StackSettings settings) => settings.Delivery.Mode switch
    {
        DeliveryMode.Helm => Up(settings.Stack),
        DeliveryMode.Git => ByGit,
        var tool => Words.Of($"have {DeliverySettings.Word(tool)} bring it back, which installs the chart"),
    };

    public static Words Up(string stack) => $"have Pulumi look at the cluster and bring it back\n{ShellLine.Of($"pulumi up --stack {stack} --refresh")}";

    private static Words ByGit { get; } = Words.Own("have what is committed come into the cluster, by the GitOps tool or whoever applies it");
}
