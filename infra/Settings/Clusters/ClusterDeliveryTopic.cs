using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Clusters;

/// <summary><c>mcp-infra:delivery</c> of a cluster's stack, and what the GitOps tools are told there.</summary>
internal static class ClusterDeliveryTopic
{
    /// <summary>Label of whatever a cluster runs for its environments, which has the name of the cluster's directory.</summary>
    public const string Label = "mcp-infra/cluster";

    /// <summary>A tool that Pulumi gave an object to would need a cluster that has the tool already, and this stack is the cluster's first.</summary>
    public static ChoiceSetting<DeliveryMode> Mode { get; } = new("delivery",
        "who installs the operator: `helm` (Pulumi's release), or `git`: Pulumi makes the AWS side alone, and what `render` wrote is the rest",
        DeliveryMode.Helm, [.. ((DeliveryMode[])[DeliveryMode.Helm, DeliveryMode.Git]).Select(mode => (DeliverySettings.Word(mode), mode))]);

    public static DeliverySettings Read(SettingsGroup settings, string stack, bool isProduction) =>
        DeliveryTopic.Read(settings, Mode, isProduction, new(Label, DirectoryOf(stack)));

    /// <summary>A stack may be called what no directory of a tool's can be called.</summary>
    public static string DirectoryOf(string stack) =>
        string.Concat(stack.ToLowerInvariant().Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-')).Trim('-') is { Length: > 0 } label ? label : "cluster";
}
