using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Backends;

/// <summary>How External Secrets Operator proves who it is to AWS.</summary>
internal abstract record IdentitySettings
{
    private IdentitySettings()
    {
    }

    /// <summary>The word of <c>identity.mode</c>.</summary>
    public abstract string Word { get; }

    /// <summary>A reader role that somebody else makes; null has this program make one.</summary>
    public string? ReaderRoleArn { get; init; }

    /// <summary>IAM roles for service accounts: the store's own ServiceAccount carries the role.</summary>
    /// <param name="OidcProviderArn">The cluster's OIDC provider in IAM; empty where somebody else makes the reader role.</param>
    /// <param name="ServiceAccount">Name of the ServiceAccount this program makes.</param>
    internal sealed record Irsa(string OidcProviderArn, string ServiceAccount) : IdentitySettings
    {
        public override string Word => "irsa";
    }

    /// <summary>EKS Pod Identity: the operator holds a base role and assumes the environment's role.</summary>
    /// <param name="OperatorRoleArn">The base role, made once per cluster; empty where somebody else makes the reader role.</param>
    internal sealed record PodIdentity(string OperatorRoleArn) : IdentitySettings
    {
        public override string Word => "pod-identity";
    }
}

/// <summary><c>mcp-infra:identity</c>.</summary>
internal static class IdentityTopic
{
    internal enum IdentityMode
    {
        Irsa,
        PodIdentity,
    }

    public static GroupSetting Topic { get; } = new("identity", "how the operator proves who it is to AWS") { Need = Need.Always, Only = BackendChoice.Only(BackendSettings.Aws.Name), ClusterMaySay = true };

    public static ChoiceSetting<IdentityMode> Mode { get; } = Topic.Add(new ChoiceSetting<IdentityMode>("mode", "`irsa` (IAM roles for service accounts) or `pod-identity` (EKS Pod Identity)", IdentityMode.Irsa,
        ("irsa", IdentityMode.Irsa), ("pod-identity", IdentityMode.PodIdentity)));

    public static TextSetting OidcProviderArn { get; } = Topic.Add(new TextSetting("oidcProviderArn", "the cluster's OIDC provider in IAM", TextFormats.OidcProvider) { Need = Need.Usual, Only = Mode.Is(IdentityMode.Irsa) });

    public static TextSetting OperatorRoleArn { get; } = Topic.Add(new TextSetting("operatorRoleArn", "the role that External Secrets Operator holds through EKS Pod Identity", TextFormats.Role)
    {
        Note = ", made once per cluster",
        Need = Need.Usual,
        Only = Mode.Is(IdentityMode.PodIdentity),
    });

    private static readonly TextSetting ServiceAccount = Topic.Add(new TextSetting("serviceAccount", "the ServiceAccount that carries the role", TextFormats.ObjectName("NAME"), BackendFormats.Reader) { Only = Mode.Is(IdentityMode.Irsa) });

    private static readonly TextSetting ReaderRoleArn = Topic.Add(new TextSetting("readerRoleArn",
        "a reader role that somebody else makes, in place of the one this program would make; then `identity.oidcProviderArn` or `identity.operatorRoleArn` is not needed", TextFormats.Role));

    /// <param name="cluster">What the environment's cluster says of itself; null where the stack names none.</param>
    public static IdentitySettings Read(SettingsGroup settings, ClusterAnswers? cluster)
    {
        var group = settings.Open(Topic);
        if (ReadMode(group, cluster) is not { } mode)
            return new IdentitySettings.Irsa("", ServiceAccount.Fallback!);
        group.NoMeaning(Mode, mode);
        return mode == IdentityMode.PodIdentity
            ? new IdentitySettings.PodIdentity(ReadTrusted(group, OperatorRoleArn, cluster, ClusterOutput.OperatorRoleArn)) { ReaderRoleArn = group.Optional(ReaderRoleArn) }
            : new IdentitySettings.Irsa(ReadTrusted(group, OidcProviderArn, cluster, ClusterOutput.OidcProviderArn), group.Text(ServiceAccount)) { ReaderRoleArn = group.Optional(ReaderRoleArn) };
    }

    /// <summary>What the stack says, or else its cluster; which of the two it is nobody can guess for a cluster that is not here.</summary>
    private static IdentityMode? ReadMode(SettingsGroup group, ClusterAnswers? cluster)
    {
        if (group.Has(Mode) || cluster?.Text(ClusterOutput.Identity) is not { } answer)
            return group.ChoiceIfRight(Mode);
        if (Mode.Choices.FirstOrDefault(choice => choice.Word == answer) is { Word: not null } choice)
            return choice.Value;
        if (cluster.IsKnown)
            cluster.Refuse(ClusterOutput.Identity, $"one of {string.Join(", ", Mode.Words)}", group.Problems);
        else if (!cluster.IsRefused)
            group.Problems.Required(group.At(Mode), $"{Mode.Description}; {cluster.Link.Stack} is not here to be asked", Mode.Words[0]);
        return null;
    }

    /// <summary>Whom the reader role trusts: of no meaning where somebody else makes that role.</summary>
    private static string ReadTrusted(SettingsGroup group, TextSetting setting, ClusterAnswers? cluster, ClusterOutput output)
    {
        if (!group.Has(ReaderRoleArn))
            return group.Given(setting, cluster, output);
        group.NoMeaning("identity.readerRoleArn, since whoever makes that role says whom it trusts", setting);
        return "";
    }
}
