using System.Globalization;

namespace McpInfra.Settings.Backends;

/// <summary>Reads <c>mcp-infra:vault</c>.</summary>
internal static class VaultReader
{
    /// <summary>The one key of a Secret in which Vault Secrets Operator looks for a certificate authority.</summary>
    public const string VsoCaKey = "ca.crt";

    public static BackendSettings.Vault Read(OpenGroup open, string environment, Problems problems)
    {
        var vault = open("vault", "operator", "address", "namespace", "mount", "path", "authMount", "role", "serviceAccount", "audience", "caSecret", "caConfigMap");
        var vaultOperator = vault.Choice("operator", ("eso", VaultOperator.Eso), ("vso", VaultOperator.Vso)) ?? VaultOperator.Eso;
        var role = string.Create(CultureInfo.InvariantCulture, $"mcp-{environment}-reader");
        return new BackendSettings.Vault
        {
            Operator = vaultOperator,
            Address = vault.RequiredText("address", BackendFormats.VaultAddress, "the URL of the Vault server"),
            Namespace = vault.Text("namespace", BackendFormats.VaultPath("a Vault namespace", "admin/team")),
            Mount = vault.Text("mount", BackendFormats.VaultPath("the mount of a KV engine", "secret"), "secret"),
            Path = vault.Text("path", BackendFormats.VaultPath("a path in Vault", "mcp/" + environment), "mcp/" + environment),
            AuthMount = vault.Text("authMount", BackendFormats.VaultPath("the mount of an auth method", "kubernetes"), "kubernetes"),
            Role = vault.Text("role", BackendFormats.VaultRole(role), role),
            ServiceAccount = vault.Text("serviceAccount", TextFormats.ObjectName(BackendFormats.Reader), BackendFormats.Reader),
            Audience = vault.Text("audience", TextFormats.Any("the audience of a token", "https://kubernetes.default.svc.cluster.local")),
            Ca = ReadCa(vault, vaultOperator, problems),
        };
    }

    private static CertificateAuthority? ReadCa(SettingsGroup vault, VaultOperator vaultOperator, Problems problems)
    {
        if (vault.Has("caConfigMap") && vaultOperator == VaultOperator.Vso)
            problems.Remove(vault.Path.Key("caConfigMap"), "has no meaning with vault.operator: vso, which reads a certificate authority from a Secret alone: use mcp-infra:vault.caSecret.");
        else if (vault.Has("caConfigMap") && vault.Has("caSecret"))
            problems.Remove(vault.Path.Key("caConfigMap"), "is there beside mcp-infra:vault.caSecret; one place holds the certificate authority.");
        foreach (var (key, holder) in (IEnumerable<(string, CertificateHolder)>)[("caSecret", CertificateHolder.Secret), ("caConfigMap", CertificateHolder.ConfigMap)])
        {
            if (!vault.Has(key))
                continue;
            var group = vault.Group(key, "name", "key");
            var authority = new CertificateAuthority(
                holder,
                group.RequiredText("name", TextFormats.ObjectName("vault-ca"), "the name of the " + holder),
                group.Text("key", BackendFormats.DataKey("ca.crt"), VsoCaKey));
            if (vaultOperator == VaultOperator.Vso && holder == CertificateHolder.Secret && authority.Key != VsoCaKey)
                problems.Remove(group.Path.Key("key"), $"must be {VsoCaKey} with vault.operator: vso, which looks for no other.");
            return authority;
        }

        return null;
    }
}
