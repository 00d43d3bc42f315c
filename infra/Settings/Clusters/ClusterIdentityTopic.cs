using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Clusters;

/// <summary><c>mcp-infra:cluster.identity</c>.</summary>
internal static class ClusterIdentityTopic
{
    private enum ClusterMode
    {
        PodIdentity,
        Irsa,
    }

    public static GroupSetting Topic { get; } = new("identity", "how the operator proves who it is to AWS");

    private static readonly ChoiceSetting<ClusterMode> Mode = Topic.Add(new ChoiceSetting<ClusterMode>("mode",
        "`pod-identity` (EKS Pod Identity: the operator gets a base role) or `irsa` (each environment's ServiceAccount carries its role)", ClusterMode.PodIdentity,
        ("pod-identity", ClusterMode.PodIdentity), ("irsa", ClusterMode.Irsa)));

    public static ListSetting Environments { get; } = Topic.Add(new ListSetting("environments",
        "environments of this cluster, whose roles the base role may become, by name", "a list of environments' names", new TextSetting("", "name of an environment", TextFormats.DnsLabel("dev")))
    {
        Default = "every role of `aws.prefix` that carries the tag of an environment",
        Only = Mode.Is(ClusterMode.PodIdentity),
    });

    public static ListSetting Roles { get; } = Topic.Add(new ListSetting("roles",
        "roles of another prefix or account that the base role may become too", "a list of ARNs of roles", new TextSetting("", "ARN of a reader role", ClusterFormats.ReaderRole))
    {
        Only = Mode.Is(ClusterMode.PodIdentity),
    });

    public static TextSetting RoleName { get; } = Topic.Add(new TextSetting("roleName", "name of the base role", ClusterFormats.RoleName)
    {
        Default = "`<aws.prefix>-<cluster.name>-operator`",
        Only = Mode.Is(ClusterMode.PodIdentity),
    });

    private static readonly FlagSetting Addon = Topic.Add(new FlagSetting("addon", "whether to have EKS run the agent that hands credentials to pods, its add-on `eks-pod-identity-agent`", fallback: false)
    {
        Only = Mode.Is(ClusterMode.PodIdentity),
    });

    public static TextSetting OidcProviderArn { get; } = Topic.Add(new TextSetting("oidcProviderArn", "the cluster's OIDC provider in IAM, where somebody has made it", TextFormats.OidcProvider) { Only = Mode.Is(ClusterMode.Irsa) });

    public static TextSetting Issuer { get; } = Topic.Add(new TextSetting("issuer", "the cluster's OpenID Connect issuer, where the provider is to be made of it", ClusterFormats.Issuer) { Only = Mode.Is(ClusterMode.Irsa) });

    public static ClusterIdentity Read(SettingsGroup group, string prefix, string name)
    {
        if (group.ChoiceIfRight(Mode) is not { } mode)
            return new ClusterIdentity.Irsa("", null);
        group.NoMeaning(Mode, mode);
        if (mode == ClusterMode.Irsa)
            return ReadIrsa(group);
        return new ClusterIdentity.PodIdentity
        {
            RoleName = group.Text(RoleName, $"{prefix.Replace('/', '-')}-{name}-operator"),
            Environments = ReadTexts(group, Environments),
            Roles = ReadTexts(group, Roles),
            Addon = group.Flag(Addon),
        };
    }

    private static ClusterIdentity.Irsa ReadIrsa(SettingsGroup group)
    {
        var provider = group.Optional(OidcProviderArn);
        var issuer = group.Optional(Issuer);
        if (group.Has(OidcProviderArn) && group.Has(Issuer))
            group.Problems.Remove(group.At(Issuer), $"has no meaning beside {OidcProviderArn.Key}: that provider is there already.");
        else if (!group.Has(OidcProviderArn) && !group.Has(Issuer))
            group.Problems.Required(group.At(OidcProviderArn), $"{OidcProviderArn.Description}; or {Issuer.Key}, to have it made", OidcProviderArn.Format.Example);
        return new ClusterIdentity.Irsa(issuer is null ? provider ?? "" : provider, issuer);
    }

    private static List<string> ReadTexts(SettingsGroup group, ListSetting list)
    {
        var texts = new List<string>();
        foreach (var (at, node) in group.Items(list))
        {
            if (((TextSetting)list.Item).Format.Read(at, node, group.Problems) is not { } text)
                continue;
            if (texts.Contains(text))
                group.Problems.Remove(at, "is there twice.");
            else
                texts.Add(text);
        }

        return texts;
    }
}
