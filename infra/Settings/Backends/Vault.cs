using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>HashiCorp Vault: KV version 2, read through its Kubernetes auth method.</summary>
    internal sealed record Vault : BackendSettings
    {
        public const string Name = "vault";

        public static BackendChoice Choice { get; } = new(Name, [VaultTopic.Topic], new("Vault", "vault.path", "Vault role", "vault.role"), VaultTopic.Read);

        public override string Word => Name;

        public override bool HasStore => Operator == VaultOperator.Eso;

        public override bool Composes => true;

        public override bool NamesSecrets => true;

        public override bool WritesValues => false;

        public override IReadOnlyList<(string Mode, Setting[] Settings)> IdleInStore =>
            HasStore ? [] : [("vault.operator: vso, which has no store", [StoreTopic.Kind, StoreTopic.Name])];

        public override IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers => NoSecretsOfOthers;

        public required VaultOperator Operator { get; init; }
        public required string Address { get; init; }

        /// <summary>Null for the root.</summary>
        public string? Namespace { get; init; }

        public required string Mount { get; init; }
        public required string Path { get; init; }
        public required string AuthMount { get; init; }
        public required string Role { get; init; }
        public required string ServiceAccount { get; init; }

        /// <summary>Null for the API server's own.</summary>
        public string? Audience { get; init; }

        /// <summary>Null where the system knows it.</summary>
        public CertificateAuthority? Ca { get; init; }

        public override string Holder(string environment, string group, string secret) => $"{Path}/{group}";
    }
}

internal enum VaultOperator
{
    /// <summary>External Secrets Operator.</summary>
    Eso,

    /// <summary>Vault Secrets Operator.</summary>
    Vso,
}

internal enum CertificateHolder
{
    Secret,
    ConfigMap,
}

/// <summary>Where a server's certificate authority is, in PEM: an object of the environment's namespace.</summary>
internal sealed record CertificateAuthority(CertificateHolder Holder, string Name, string Key);

/// <summary><c>mcp-infra:vault</c>.</summary>
internal static class VaultTopic
{
    /// <summary>The one key of a Secret in which Vault Secrets Operator looks for a certificate authority.</summary>
    private const string VsoCaKey = "ca.crt";

    public static GroupSetting Topic { get; } = BackendChoice.Topic(BackendSettings.Vault.Name, "HashiCorp Vault, through External Secrets Operator or Vault Secrets Operator");

    private static readonly ChoiceSetting<VaultOperator> Operator = Topic.Add(new ChoiceSetting<VaultOperator>("operator", "`eso` (External Secrets Operator) or `vso` (Vault Secrets Operator)", VaultOperator.Eso,
        ("eso", VaultOperator.Eso), ("vso", VaultOperator.Vso)));

    private static readonly TextSetting Address = Topic.Add(new TextSetting("address", "the URL of the Vault server", BackendFormats.VaultAddress) { Need = Need.Always });
    private static readonly TextSetting Namespace = Topic.Add(new TextSetting("namespace", "namespace of Vault Enterprise", BackendFormats.VaultPath("a Vault namespace", "admin/team")));
    private static readonly TextSetting Mount = Topic.Add(new TextSetting("mount", "mount of the KV engine", BackendFormats.VaultPath("the mount of a KV engine", "secret"), "secret"));
    private static readonly TextSetting Path = Topic.Add(new TextSetting("path", "where in the KV engine the groups are", BackendFormats.VaultPath("a path in Vault", "mcp/dev")) { Default = "`mcp/<environment>`" });
    private static readonly TextSetting AuthMount = Topic.Add(new TextSetting("authMount", "mount of the Kubernetes auth method", BackendFormats.VaultPath("the mount of an auth method", "kubernetes"), "kubernetes"));
    private static readonly TextSetting Role = Topic.Add(new TextSetting("role", "role of the Kubernetes auth method", BackendFormats.VaultRole("mcp-dev-reader")) { Default = "`mcp-<environment>-reader`" });
    private static readonly TextSetting ServiceAccount = Topic.Add(new TextSetting("serviceAccount", "ServiceAccount whose token is shown to Vault; made by the program", TextFormats.ObjectName("NAME"), BackendFormats.Reader));
    private static readonly TextSetting Audience = Topic.Add(new TextSetting("audience", "audience of that ServiceAccount's token", TextFormats.Any("the audience of a token", "https://kubernetes.default.svc.cluster.local")) { Default = "the API server's own" });
    private static readonly Authority CaSecret = new("caSecret", CertificateHolder.Secret, only: null);
    private static readonly Authority CaConfigMap = new("caConfigMap", CertificateHolder.ConfigMap, Operator.Is(VaultOperator.Eso));

    public static BackendSettings.Vault Read(BackendSource source)
    {
        var vault = source.Settings.Open(Topic);
        var vaultOperator = vault.Choice(Operator);
        return new BackendSettings.Vault
        {
            Operator = vaultOperator,
            Address = vault.Required(Address),
            Namespace = vault.Optional(Namespace),
            Mount = vault.Text(Mount),
            Path = vault.Text(Path, "mcp/" + source.Environment),
            AuthMount = vault.Text(AuthMount),
            Role = vault.Text(Role, $"mcp-{source.Environment}-reader"),
            ServiceAccount = vault.Text(ServiceAccount),
            Audience = vault.Optional(Audience),
            Ca = ReadCa(vault, vaultOperator),
        };
    }

    private static CertificateAuthority? ReadCa(SettingsGroup vault, VaultOperator vaultOperator)
    {
        var (hasSecret, hasConfigMap) = (vault.Has(CaSecret.Group), vault.Has(CaConfigMap.Group));
        if (hasConfigMap && vaultOperator == VaultOperator.Vso)
            vault.Problems.Remove(vault.At(CaConfigMap.Group), "has no meaning with vault.operator: vso, which reads a certificate authority from a Secret alone: use mcp-infra:vault.caSecret.");
        else if (hasConfigMap && hasSecret)
            vault.Problems.Remove(vault.At(CaConfigMap.Group), "is there beside mcp-infra:vault.caSecret; one place holds the certificate authority.");
        if (!hasSecret)
            return hasConfigMap ? CaConfigMap.Read(vault) : null;
        var authority = CaSecret.Read(vault);
        if (vaultOperator == VaultOperator.Vso && authority.Key != VsoCaKey)
            vault.Problems.Remove(vault.At(CaSecret.Group).Key("key"), $"must be {VsoCaKey} with vault.operator: vso, which looks for no other.");
        return authority;
    }

    /// <summary>Where the server's certificate authority is.</summary>
    private sealed class Authority
    {
        private readonly CertificateHolder _holder;
        private readonly TextSetting _name;
        private readonly TextSetting _key;

        public Authority(string key, CertificateHolder holder, Condition? only)
        {
            _holder = holder;
            Group = Topic.Add(new GroupSetting(key, $"the {holder} with the server's certificate authority, `{{name, key}}`") { Only = only });
            _name = Group.Add(new TextSetting("name", $"the name of the {holder}", TextFormats.ObjectName("vault-ca")) { Note = " with the server's certificate authority", Need = Need.Always });
            _key = Group.Add(new TextSetting("key", "its key of the certificate, in PEM", BackendFormats.DataKey, VsoCaKey));
        }

        public GroupSetting Group { get; }

        public CertificateAuthority Read(SettingsGroup vault)
        {
            var group = vault.Open(Group);
            return new CertificateAuthority(_holder, group.Required(_name), group.Text(_key));
        }
    }
}
