namespace McpInfra.Settings.Backends;

/// <summary>How External Secrets Operator proves who it is to AWS.</summary>
internal abstract record IdentitySettings
{
    private enum IdentityMode
    {
        Irsa,
        PodIdentity,
    }

    private IdentitySettings()
    {
    }

    public static SettingsPath Key { get; } = SettingsPath.Of("identity");

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

    public static IdentitySettings Read(OpenGroup open)
    {
        var group = open("identity", "mode", "oidcProviderArn", "operatorRoleArn", "serviceAccount", "readerRoleArn");
        var mode = group.Has("mode")
            ? group.Choice("mode", ("irsa", IdentityMode.Irsa), ("pod-identity", IdentityMode.PodIdentity))
            : IdentityMode.Irsa;
        switch (mode)
        {
            case IdentityMode.PodIdentity:
                group.NoMeaning("identity.mode: pod-identity", "oidcProviderArn", "serviceAccount");
                return new PodIdentity(ReadTrusted(
                    group, "operatorRoleArn", TextFormats.Role, "the role that External Secrets Operator holds through EKS Pod Identity"))
                {
                    ReaderRoleArn = group.Text("readerRoleArn", TextFormats.Role),
                };
            case IdentityMode.Irsa:
                group.NoMeaning("identity.mode: irsa", "operatorRoleArn");
                return new Irsa(
                    ReadTrusted(group, "oidcProviderArn", TextFormats.OidcProvider, "the cluster's OIDC provider in IAM"),
                    group.Text("serviceAccount", TextFormats.ObjectName(BackendFormats.Reader), BackendFormats.Reader))
                {
                    ReaderRoleArn = group.Text("readerRoleArn", TextFormats.Role),
                };
            default:
                return new Irsa("", BackendFormats.Reader);
        }
    }

    /// <summary>Whom the reader role trusts: of no meaning where somebody else makes that role.</summary>
    private static string ReadTrusted(SettingsGroup group, string key, TextFormat format, string what)
    {
        if (!group.Has("readerRoleArn"))
            return group.RequiredText(key, format, what);
        group.NoMeaning("identity.readerRoleArn, since whoever makes that role says whom it trusts", key);
        return "";
    }
}
