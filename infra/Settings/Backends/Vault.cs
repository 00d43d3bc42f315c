using System.Globalization;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>HashiCorp Vault: KV version 2, read through its Kubernetes auth method.</summary>
    internal sealed record Vault : BackendSettings
    {
        private const string Name = "vault";

        /// <summary>The one key of a Secret in which Vault Secrets Operator looks for a certificate authority.</summary>
        private const string VsoCaKey = "ca.crt";

        public static BackendChoice Choice { get; } = new(Name, [SettingsPath.Of(Name)], new("Vault", "vault.path", "Vault role", "vault.role"), Read);

        public override string Word => Name;

        public override bool HasStore => Operator == VaultOperator.Eso;

        public override bool Composes => true;

        public override bool WritesValues => false;

        public override IReadOnlyList<(string Mode, string[] Keys)> IdleInStore =>
            HasStore ? [] : [("vault.operator: vso, which has no store", ["kind", "name"])];

        public override IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers => NoSecretsOfOthers;

        public required VaultOperator Operator { get; init; }

        /// <summary>URL of the server.</summary>
        public required string Address { get; init; }

        /// <summary>Namespace of Vault Enterprise; null for the root.</summary>
        public string? Namespace { get; init; }

        /// <summary>Mount of the KV engine, version 2.</summary>
        public required string Mount { get; init; }

        /// <summary>Where in it the environment's groups are.</summary>
        public required string Path { get; init; }

        /// <summary>Mount of the Kubernetes auth method.</summary>
        public required string AuthMount { get; init; }

        public required string Role { get; init; }

        /// <summary>ServiceAccount whose token is shown to Vault; this program makes it.</summary>
        public required string ServiceAccount { get; init; }

        /// <summary>Audience of that token; null for the API server's own.</summary>
        public string? Audience { get; init; }

        /// <summary>Certificate authority of the server; null where the system knows it.</summary>
        public CertificateAuthority? Ca { get; init; }

        public override string Holder(string environment, string group, string secret) => $"{Path}/{group}";

        private static Vault Read(BackendSource source)
        {
            var environment = source.Environment;
            var vault = source.Open(Name, "operator", "address", "namespace", "mount", "path", "authMount", "role", "serviceAccount", "audience", "caSecret", "caConfigMap");
            var vaultOperator = vault.Choice("operator", ("eso", VaultOperator.Eso), ("vso", VaultOperator.Vso)) ?? VaultOperator.Eso;
            var role = string.Create(CultureInfo.InvariantCulture, $"mcp-{environment}-reader");
            return new Vault
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
                Ca = ReadCa(vault, vaultOperator, source.Problems),
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
