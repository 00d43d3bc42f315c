namespace McpInfra.Tests.Support;

internal static partial class BadStacks
{
    private static IEnumerable<BadStack> Backends() =>
    [
        Bad("backend", "vualt", "'vualt' is not one of aws, vault, azure, gcpsm, sealed, existing. Did you mean vault?", "pulumi config set --stack dev mcp-infra:backend vault"),
        Bad("vault", "{address: 'https://v.example.com'}", "has no meaning without mcp-infra:backend", "pulumi config set --stack dev mcp-infra:backend vault"),
        Of(Vault, "azure", "{tenantId: x}", "has no meaning with backend: vault", "pulumi config rm --stack dev mcp-infra:azure"),
        Bad("aws and vault", Baseline.With("mcp-infra:backend", "aws").With("mcp-infra:vault", "{}"), "mcp-infra:vault", "has no meaning with backend: aws", "pulumi config rm --stack dev mcp-infra:vault"),
        Bad("a region outside AWS", Vault.With("aws:region", "eu-west-1"), "aws:region", "has no meaning with backend: vault", "pulumi config rm --stack dev aws:region"),
        Of(Vault, "aws.accountId", "'123456789012'", "has no meaning with backend: vault", "pulumi config rm --stack dev mcp-infra:aws") with { Path = "mcp-infra:aws" },
        Of(Vault, "identity.mode", "irsa", "has no meaning with backend: vault", "pulumi config rm --stack dev mcp-infra:identity") with { Path = "mcp-infra:identity" },

        // What only AWS does.
        Of(Vault, "secrets.A.from", "generate", "cannot be 'generate' with backend: vault: this program makes values in AWS Secrets Manager alone", Set("secrets.A.from", "external")),
        Of(BackendStacks.Azure, "secrets.A.from", "config", "cannot be 'config' with backend: azure", Set("secrets.A.from", "external")),
        Of(BackendStacks.Existing, "secrets.A", $"{{from: existing}}", "cannot be 'existing' with backend: existing: that is an AWS secret", Set("secrets.A.from", "external")) with { Path = "mcp-infra:secrets.A.from" },
        Of(Vault, "secrets.A.length", "48", "has no meaning with backend: vault", Remove("secrets.A.length")),
        Of(Vault, "secrets.A.rotate", "1", "has no meaning with backend: vault", Remove("secrets.A.rotate")),
        Of(Vault, "database.password.from", "generate", "cannot be 'generate' with backend: vault", Set("database.password.from", "external")),
        Of(Vault, "redis.password.arn", StackYaml.ExistingArn, "has no meaning with backend: vault", Remove("redis.password.arn")),
        Of(Vault, "secretValues.A", StackYaml.Ciphertext, "is used by nothing", Remove("secretValues.A")),
        Of(Vault, "rollout.strategy", "versioned", "cannot be 'versioned' with backend: vault", Set("rollout.strategy", "stable")),
        Of(Vault, "secrets.AUTH_ENCRYPTION_SECRET.group", "mine", "a secret of its own", Remove("secrets.AUTH_ENCRYPTION_SECRET.group")),
        Of(Vault, "secrets.A.group", "postgres", "'postgres' is a group of the program's own", Remove("secrets.A.group")),

        // Vault.
        Bad("no Vault", Vault.Without("mcp-infra:vault"), "mcp-infra:vault.address", "is required: the URL of the Vault server", Set("vault.address", "https://vault.example.com:8200")),
        Of(Vault, "vault.address", "vault.example.com:8200", "is not the URL of a Vault server", Set("vault.address", "https://vault.example.com:8200")),
        Of(Vault, "vault.address", "https://vault.example.com/v1", "is not the URL of a Vault server", Set("vault.address", "https://vault.example.com:8200")),
        Of(Vault, "vault.operator", "external-secrets", "'external-secrets' is not one of eso, vso", Set("vault.operator", "eso")),
        Of(Vault, "vault.mount", "/secret/", "'/secret/' is not the mount of a KV engine", Set("vault.mount", "secret")),
        Of(Vault, "vault.path", "mcp/../prod", "'mcp/../prod' is not a path in Vault", Set("vault.path", "mcp/dev")),
        Of(Vault, "vault.role", "a b", "'a b' is not the name of a Vault role", Set("vault.role", "mcp-dev-reader")),
        Of(Vault, "vault.adress", "x", "Did you mean address?", Remove("vault.adress")),
        Of(Vault, "vault", "{address: 'https://v.example.com', caSecret: {name: a}, caConfigMap: {name: b}}", "is there beside mcp-infra:vault.caSecret", Remove("vault.caConfigMap")) with { Path = "mcp-infra:vault.caConfigMap" },
        Of(Vault, "vault.caSecret", "{key: ca.crt}", "is required: the name of the Secret", Set("vault.caSecret.name", "vault-ca")) with { Path = "mcp-infra:vault.caSecret.name" },
        Of(Vault, "vault", "{address: 'http://v.example.com', caSecret: {name: a}}", "has no meaning with an http:// address", Remove("vault.caSecret")) with { Path = "mcp-infra:vault.caSecret" },
        Of(BackendStacks.Vso, "vault.caConfigMap", "{name: a}", "has no meaning with vault.operator: vso", Remove("vault.caConfigMap")),
        Of(BackendStacks.Vso, "vault.caSecret", "{name: a, key: tls.crt}", "must be ca.crt with vault.operator: vso", Remove("vault.caSecret.key")) with { Path = "mcp-infra:vault.caSecret.key" },
        Of(BackendStacks.Vso, "store.kind", "ClusterSecretStore", "has no meaning with vault.operator: vso, which has no store", Remove("store.kind")),

        // Azure.
        Of(BackendStacks.Azure, "azure.vaultUrl", "https://mcp.example.com", "is not the URL of a Key Vault", Set("azure.vaultUrl", "https://NAME.vault.azure.net")),
        Of(BackendStacks.Azure, "azure.tenantId", "contoso", "is not an id of Azure", "TENANT_ID") with { FixIsComplete = false },
        Bad("no Azure client", BackendStacks.Azure.Without("mcp-infra:azure.clientId"), "mcp-infra:azure.clientId", "is required", "CLIENT_ID") with { FixIsComplete = false },
        Of(BackendStacks.Azure, "azure.prefix", "team/mcp", "a Key Vault does not take", Set("azure.prefix", "mcp")),
        Of(BackendStacks.Azure, "azure.cloud", "ChinaCloud", "is ChinaCloud and mcp-infra:azure.vaultUrl is of PublicCloud", Set("azure.cloud", "PublicCloud")),

        // Google.
        Bad("no Google project", BackendStacks.Gcpsm.Without("mcp-infra:gcpsm.projectID").With("mcp-infra:gcpsm.prefix", "mcp"), "mcp-infra:gcpsm.projectID", "is required: the Google project of the secrets", "PROJECT_ID") with { FixIsComplete = false },
        Of(BackendStacks.Gcpsm, "gcpsm.projectID", "My_Project", "is not the id of a Google project", "PROJECT_ID") with { FixIsComplete = false },
        Of(BackendStacks.Gcpsm, "gcpsm.projectId", "mcp-gateway-dev", "Did you mean projectID?", Remove("gcpsm.projectId")),
        Of(BackendStacks.Gcpsm, "gcpsm.location", "europe-west1-b", "'europe-west1-b' is not a Google region", Set("gcpsm.location", "europe-west1")),
        Of(BackendStacks.Gcpsm, "gcpsm.prefix", "team/mcp", "a secret's name does not take", Set("gcpsm.prefix", "mcp")),
        Of(BackendStacks.Gcpsm, "gcpsm.serviceAccount", "Reader_1", "is not a Kubernetes name", Set("gcpsm.serviceAccount", "mcp-secrets-reader")),
        Of(BackendStacks.Gcpsm, "gcpsm.googleServiceAccount", "reader", "is not the email of a Google service account", "NAME@PROJECT.iam.gserviceaccount.com") with { FixIsComplete = false },
        Of(BackendStacks.Gcpsm, "gcpsm.clusterProjectID", "c", "is not the id of a Google project", "PROJECT_ID") with { FixIsComplete = false },
        Of(BackendStacks.Gcpsm, "gcpsm.clusterLocation", "europe", "is not a Google region or zone", Set("gcpsm.clusterLocation", "europe-west1")),
        Of(BackendStacks.Gcpsm, "gcpsm.clusterName", "Dev_1", "is not a DNS label", "CLUSTER") with { FixIsComplete = false },
        Of(BackendStacks.Gcpsm, "secrets.A.from", "generate", "cannot be 'generate' with backend: gcpsm", Set("secrets.A.from", "external")),

        // Secrets of somebody else.
        Of(BackendStacks.Existing, "existing.secrets", "team", "must be a map of what a Secret is for", Remove("existing.secrets")),
        Of(BackendStacks.Existing, "existing.secrets.gatway", "team", "Did you mean gateway?", Remove("existing.secrets.gatway")),
        Of(BackendStacks.Existing, "existing.secrets.gateway", "Team_1", "is not a Kubernetes name", Set("existing.secrets.gateway", "NAME")) with { FixIsComplete = false },
        Of(BackendStacks.Existing, "existing.secrets.gateway", "{keys: {JWT_SECRET_KEY: jwt}}", "takes every key of this Secret as the variable of that name", Remove("existing.secrets.gateway.keys.JWT_SECRET_KEY"))
            with { Path = "mcp-infra:existing.secrets.gateway.keys.JWT_SECRET_KEY" },
        Of(BackendStacks.Existing, "existing.secrets.redis", "{keys: {REDIS_PASWORD: p}}", "Did you mean REDIS_PASSWORD?", Remove("existing.secrets.redis.keys.REDIS_PASWORD"))
            with { Path = "mcp-infra:existing.secrets.redis.keys.REDIS_PASWORD" },
        Of(BackendStacks.Existing, "existing.secrets.postgres", "{keys: {POSTGRES_USER: u}}", "the chart reads this key under no other name", Remove("existing.secrets.postgres.keys.POSTGRES_USER"))
            with { Path = "mcp-infra:existing.secrets.postgres.keys.POSTGRES_USER" },
        Of(BackendStacks.Existing, "database.password.from", "external", "the database's Secret brings it", Remove("database.password")) with { Path = "mcp-infra:database.password" },
        Of(BackendStacks.Existing, "redis", "{mode: external, host: r.example.com}", "Redis's Secret brings it", Remove("redis.host")) with { Path = "mcp-infra:redis.host" },
        Of(BackendStacks.Existing, "database.mode", "external", "is required: the database on the external Postgres", Set("database.name", "mcp")) with { Path = "mcp-infra:database.name" },
        Of(BackendStacks.Existing, "store.timeoutSeconds", "60", "has no meaning with backend: existing, which refreshes and waits for nothing", Remove("store.timeoutSeconds")),
        Bad("a Secret of somebody else, listed twice", BackendStacks.Existing.With("mcp-infra:existing.secrets.gateway", "team").With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: team}}]"),
            "mcp-infra:extraEnvVarsSecret[0]", "names 'team'", "pulumi config rm --stack dev --path 'mcp-infra:extraEnvVarsSecret[0]'"),
    ];

    private static StackYaml Vault => BackendStacks.Vault;

    /// <summary>A stack of another backend with one path of this project set to something wrong.</summary>
    private static BadStack Of(StackYaml yaml, string path, string value, string says, string? fix) =>
        new($"{yaml.Text.Split('\n').First(line => line.Contains("backend:", StringComparison.Ordinal)).Trim()}: {path} = {value}", yaml.With("mcp-infra:" + path, value), "mcp-infra:" + path, says, fix);
}
