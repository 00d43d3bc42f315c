using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

/// <summary>What holds an environment's secrets, and so who makes its Kubernetes Secrets of them.</summary>
internal abstract record BackendSettings
{
    private BackendSettings()
    {
    }

    /// <summary>The word of <c>mcp-infra:backend</c>.</summary>
    public abstract string Word { get; }

    /// <summary>Whether External Secrets Operator makes the Kubernetes Secrets, through a store.</summary>
    public abstract bool HasStore { get; }

    /// <summary>Whether whatever makes the Kubernetes Secrets composes them from single values, such as a whole URL from a password.</summary>
    public abstract bool Composes { get; }

    /// <summary>AWS Secrets Manager, the only one that this program makes secrets and writes values in.</summary>
    internal sealed record Aws : BackendSettings
    {
        public override string Word => "aws";

        public override bool HasStore => true;

        public override bool Composes => true;
    }

    /// <summary>HashiCorp Vault: KV version 2, read through its Kubernetes auth method.</summary>
    internal sealed record Vault : BackendSettings
    {
        public override string Word => "vault";

        public override bool HasStore => Operator == VaultOperator.Eso;

        public override bool Composes => true;

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
    }

    /// <summary>Azure Key Vault, read through workload identity.</summary>
    internal sealed record Azure : BackendSettings
    {
        public override string Word => "azure";

        public override bool HasStore => true;

        public override bool Composes => true;

        /// <summary>URL of the Key Vault.</summary>
        public required string VaultUrl { get; init; }

        public required string TenantId { get; init; }

        /// <summary>Client id of the identity that may read the Key Vault's secrets.</summary>
        public required string ClientId { get; init; }

        /// <summary>ServiceAccount that is federated with that identity; this program makes it.</summary>
        public required string ServiceAccount { get; init; }

        /// <summary>First part of every secret's name: <c>&lt;prefix&gt;-&lt;environment&gt;-&lt;group&gt;</c>.</summary>
        public required string Prefix { get; init; }

        public required AzureCloud Cloud { get; init; }
    }

    /// <summary>SealedSecret files of the project, which the Sealed Secrets controller decrypts.</summary>
    internal sealed record Sealed : BackendSettings
    {
        public override string Word => "sealed";

        public override bool HasStore => false;

        public override bool Composes => false;

        /// <summary>Every object of every file that the stack names.</summary>
        public required IReadOnlyList<SealedDocument> Documents { get; init; }
    }

    /// <summary>Kubernetes Secrets that somebody else makes.</summary>
    internal sealed record Existing : BackendSettings
    {
        public override string Word => "existing";

        public override bool HasStore => false;

        public override bool Composes => false;

        /// <summary>By what they are for, such as <c>gateway</c> or <c>postgres</c>.</summary>
        public required IReadOnlyDictionary<string, NamedSecret> Secrets { get; init; }
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

/// <summary>Azure's clouds, in External Secrets Operator's words.</summary>
internal enum AzureCloud
{
    PublicCloud,
    USGovernmentCloud,
    ChinaCloud,
}

/// <summary>A Kubernetes Secret that somebody else makes.</summary>
/// <param name="Name">Null for the name that the program would give it.</param>
/// <param name="Keys">Keys of the Secret by the key that the chart reads otherwise, such as <c>dbname</c>.</param>
internal sealed record NamedSecret(string? Name, IReadOnlyDictionary<string, string> Keys);

/// <summary>One YAML or JSON document of a SealedSecret file, as it was written.</summary>
/// <param name="File">Path inside the project.</param>
internal sealed record SealedDocument(string File, YamlNode Root)
{
    /// <summary>The text at <c>metadata.name</c>; null where there is none.</summary>
    public string? Name => ((Root as MappingNode)?.Find("metadata") as MappingNode)?.Find("name") is ScalarNode { Value: string name } ? name : null;
}
