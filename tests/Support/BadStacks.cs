namespace McpInfra.Tests.Support;

/// <summary>One thing wrong with an otherwise valid stack, and the message that must come of it.</summary>
/// <param name="Path">Path of the message.</param>
/// <param name="Says">A part of the message.</param>
/// <param name="Fix">The command or a telling part of it; null when only a person can mend it.</param>
internal sealed record BadStack(string Name, StackYaml Yaml, string Path, string Says, string? Fix)
{
    public string Stack { get; init; } = "dev";

    /// <summary>Whether the command alone makes this problem go away.</summary>
    public bool FixIsComplete { get; init; } = true;
}

/// <summary>Every kind of bad input once, for the tests of messages and for those of the commands in them.</summary>
internal static partial class BadStacks
{
    private static readonly StackYaml Baseline = StackYaml.Baseline;

    public static IReadOnlyList<BadStack> All { get; } =
        [.. Required(), .. Types(), .. Ranges(), .. Formats(), .. NoMeaning(), .. Unknown(), .. Chart(), .. Secrets(), .. Groups(), .. Aws(), .. EnvFrom(), .. Delivery(), .. Audit(), .. Plaintext(), .. Backends(), .. Clusters()];

    public static TheoryData<string> Names => [.. All.Select(bad => bad.Name)];

    public static BadStack Named(string name) => All.Single(bad => bad.Name == name);

    private static BadStack Bad(string name, StackYaml yaml, string path, string says, string? fix) =>
        new(name, yaml, path, says, fix);

    /// <summary>The baseline with one path of this project set to something wrong.</summary>
    private static BadStack Bad(string path, string yaml, string says, string? fix) =>
        new($"{path} = {yaml}", Baseline.With("mcp-infra:" + path, yaml), "mcp-infra:" + path, says, fix);

    private static string Set(string path, string value) => $" --path 'mcp-infra:{path}' {value}";

    private static string Remove(string path) => $"pulumi config rm --stack dev --path 'mcp-infra:{path}'";

    private static string SetSecret(string name) => $"pulumi config set --stack dev --secret --path 'mcp-infra:secretValues.{name}'";

    private static IEnumerable<BadStack> Required() =>
    [
        Bad("no region", Baseline.Without("aws:region"), "aws:region", "required", "pulumi config set --stack dev aws:region eu-west-1"),
        Bad("no account", Baseline.Without("mcp-infra:aws"), "mcp-infra:aws.accountId", "required", " --type string" + Set("aws.accountId", "123456789012")),
        Bad("no context", Baseline.Without("mcp-infra:kubernetes"), "mcp-infra:kubernetes.context", "required", Set("kubernetes.context", "CONTEXT")),
        Bad("no OIDC provider", Baseline.Without("mcp-infra:identity"), "mcp-infra:identity.oidcProviderArn", "required",
            Set("identity.oidcProviderArn", "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID")),
        Bad("no operator role", StackYaml.WithPodIdentity.Without("mcp-infra:identity.operatorRoleArn"), "mcp-infra:identity.operatorRoleArn", "required",
            Set("identity.operatorRoleArn", "arn:aws:iam::ACCOUNT:role/NAME")),
        Bad("no administrator", Baseline.Without("mcp-infra:secrets"), "mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD.from", "nobody can ever log in",
            Set("secrets.PLATFORM_ADMIN_PASSWORD.from", "generate")),
        Bad("no database host", StackYaml.WithExternalDatabase.Without("mcp-infra:database.host"), "mcp-infra:database.host", "required", Set("database.host", "DATABASE_HOST")),
        Bad("no database name", StackYaml.WithExternalDatabase.Without("mcp-infra:database.name"), "mcp-infra:database.name", "required", Set("database.name", "mcp")),
        Bad("no database user", StackYaml.WithExternalDatabase.Without("mcp-infra:database.user"), "mcp-infra:database.user", "required", Set("database.user", "mcp")),
        Bad("no database password", StackYaml.WithExternalDatabase.Without("mcp-infra:database.password"), "mcp-infra:database.password.from", "is required: external, config or existing.",
            Set("database.password.from", "external")),
        Bad("no Redis host", StackYaml.WithExternalRedis.Without("mcp-infra:redis.host"), "mcp-infra:redis.host", "required", Set("redis.host", "REDIS_HOST")),
        Bad("no Redis password", StackYaml.WithExternalRedis.Without("mcp-infra:redis.password"), "mcp-infra:redis.password.from", "required", Set("redis.password.from", "external")),
        Bad("administrator without a source", Baseline.With("mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD", "{rotate: 1}"), "mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD.from", "required",
            Set("secrets.PLATFORM_ADMIN_PASSWORD.from", "generate")),
        Bad("no source", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD", "{}"), "mcp-infra:secrets.SMTP_PASSWORD.from", "required", Set("secrets.SMTP_PASSWORD.from", "generate")),
        Bad("no ARN", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "existing"), "mcp-infra:secrets.SMTP_PASSWORD.arn", "required",
            Set("secrets.SMTP_PASSWORD.arn", "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX")),
        Bad("no gateway host", Baseline.With("mcp-infra:gateway.ingressClass", "alb"), "mcp-infra:gateway.host", "required", Set("gateway.host", "mcp.example.com")),
        Bad("no replica region", Baseline.With("mcp-infra:aws.replicas", "[{}]"), "mcp-infra:aws.replicas[0].region", "required", Set("aws.replicas[0].region", "eu-central-1")),
        Bad("no reference name", Baseline.With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {optional: false}}]"), "mcp-infra:extraEnvVarsSecret[0].secretRef.name", "required",
            "NAME") with { FixIsComplete = false },
    ];

    private static IEnumerable<BadStack> Types() =>
    [
        Bad("environment", "[a]", "must be text, and is a list", "pulumi config set --stack dev mcp-infra:environment dev"),
        Bad("namespace", "{a: b}", "must be text, and is a map", "pulumi config set --stack dev mcp-infra:namespace mcp-dev"),
        Bad("chart", "1.0.8", "must be a map of source, version, and is text", "pulumi config rm --stack dev mcp-infra:chart"),
        Bad("secrets", "[JWT_SECRET_KEY]", "must be a map of variable names", "pulumi config rm --stack dev mcp-infra:secrets"),
        Bad("secrets.SMTP_PASSWORD", "generate", "must be a map such as {from: generate}", Remove("secrets.SMTP_PASSWORD")),
        Bad("secretValues", "[a]", "must be a map of variable names and encrypted values", "pulumi config rm --stack dev mcp-infra:secretValues"),
        Bad("values", "[a]", "must be a map of chart values", "pulumi config rm --stack dev mcp-infra:values"),
        Bad("aws.replicas", "eu-central-1", "must be a list of {region, kmsKeyArn}, and is text", Remove("aws.replicas")),
        Bad("aws.tags", "[a]", "must be a map of tag names and values, and is a list", Remove("aws.tags")),
        Bad("aws.protect", "maybe", "'maybe' is not true or false", Set("aws.protect", "false")),
        Bad("extraEnvVarsSecret", "{secretRef: {name: a}}", "must be a list of", "pulumi config rm --stack dev mcp-infra:extraEnvVarsSecret"),
        Bad("release.timeoutSeconds", "10m", "'10m' is not a whole number, 1 to 86400", Set("release.timeoutSeconds", "600")),
        Bad("release.timeoutSeconds", "1.5", "'1.5' is not a whole number", Set("release.timeoutSeconds", "600")),
        Bad("rollout.reloader", "[]", "must be true or false, and is a list", Set("rollout.reloader", "false")),
        Bad("store.kind", "{}", "must be one of SecretStore, ClusterSecretStore, and is a map", Set("store.kind", "SecretStore")),
        Bad("kubernetes.context", "", "is empty", Remove("kubernetes.context")) with { FixIsComplete = false },
        Bad("kubernetes.context", "\"\"", "is empty", Remove("kubernetes.context")),
        Bad("gateway", "", "is empty", "pulumi config rm --stack dev mcp-infra:gateway"),
        Bad("aws.accountId", "012345678901", "put it in quotes", " --type string" + Set("aws.accountId", "012345678901")),
        Bad("aws.tags.since", "2026-01-02", "put it in quotes", Set("aws.tags.since", "2026-01-02")),
        Bad("kubernetes.context", "-0", "is 0 to YAML; put it in quotes", " --type string --path -- 'mcp-infra:kubernetes.context' -0"),
        Bad("no finite number", Baseline.With("mcp-infra:kubernetes.context", "-.INF"), "Pulumi.dev.yaml", "for which Pulumi refuses the whole file; put it in quotes", fix: null),
        Bad("no number", Baseline.With("mcp-infra:values", "{a: [1, .NaN]}"), "Pulumi.dev.yaml", "for which Pulumi refuses the whole file; put it in quotes", fix: null),
    ];

    private static IEnumerable<BadStack> Ranges() =>
    [
        Bad("release.timeoutSeconds", "0", "'0' is out of range: 1 to 86400", Set("release.timeoutSeconds", "600")),
        Bad("store.timeoutSeconds", "-1", "'-1' is out of range", Set("store.timeoutSeconds", "120")),
        Bad("aws.recoveryWindowDays", "3", "'3' is out of range: 0, or 7 to 30", Set("aws.recoveryWindowDays", "30")),
        Bad("aws.recoveryWindowDays", "31", "'31' is out of range: 0, or 7 to 30", Set("aws.recoveryWindowDays", "30")),
        Bad("database port", StackYaml.WithExternalDatabase.With("mcp-infra:database.port", "70000"), "mcp-infra:database.port", "'70000' is out of range: 1 to 65535", Set("database.port", "5432")),
        Bad("Redis port", StackYaml.WithExternalRedis.With("mcp-infra:redis.port", "0"), "mcp-infra:redis.port", "'0' is out of range", Set("redis.port", "6379")),
        Bad("Redis db", StackYaml.WithExternalRedis.With("mcp-infra:redis.db", "-1"), "mcp-infra:redis.db", "'-1' is out of range", Set("redis.db", "0")),
        Secret("SMTP_PASSWORD", "{from: generate, length: 8}", "length", "'8' is out of range: 16 to 128", value: "48"),
        Secret("SMTP_PASSWORD", "{from: generate, rotate: -1}", "rotate", "'-1' is out of range", value: "0"),
        Bad("store.refreshInterval", "0s", "'0s' is out of range: 1s or more", Set("store.refreshInterval", "1h0m0s")),
    ];

    private static IEnumerable<BadStack> Formats() =>
    [
        Bad("environment", "Dev_1", "'Dev_1' is not a DNS label", "pulumi config set --stack dev mcp-infra:environment dev"),
        Bad("stack name", Baseline, "mcp-infra:environment", "is taken from the stack's name, 'Dev_1'", "pulumi config set --stack Dev_1 mcp-infra:environment dev-1") with { Stack = "Dev_1", FixIsComplete = false },
        Bad("namespace", "my.namespace", "'my.namespace' is not a DNS label", "pulumi config set --stack dev mcp-infra:namespace mcp-dev"),
        Bad("release.name", new string('a', 54), "at most 53 characters", Set("release.name", "mcp")),
        Bad("aws.accountId", "123", "'123' is not an AWS account id", Set("aws.accountId", "123456789012")),
        Bad("aws:region", Baseline.With("aws:region", "europe"), "aws:region", "'europe' is not an AWS region", "pulumi config set --stack dev aws:region eu-west-1"),
        Bad("aws.prefix", "/mcp/", "'/mcp/' is not a path of letters", Set("aws.prefix", "mcp")),
        Bad("aws.kms", "alias/mcp", "'alias/mcp' is not aws-managed, managed or the ARN of a KMS key", Set("aws.kms", "aws-managed")),
        Bad("aws.permissionsBoundary", "boundary", "'boundary' is not the ARN of an IAM policy", Set("aws.permissionsBoundary", "arn:aws:iam::ACCOUNT:policy/NAME")),
        Bad("identity.mode", "IRSA", "'IRSA' is not one of irsa, pod-identity. Did you mean irsa?", Set("identity.mode", "irsa")),
        Bad("identity.oidcProviderArn", "arn:aws:iam::123456789012:role/x", "is not the ARN of an IAM OIDC provider",
            Set("identity.oidcProviderArn", "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID")),
        Bad("operator role", StackYaml.WithPodIdentity.With("mcp-infra:identity.operatorRoleArn", "arn:aws:iam::123456789012:user/x"), "mcp-infra:identity.operatorRoleArn",
            "is not the ARN of an IAM role", Set("identity.operatorRoleArn", "arn:aws:iam::ACCOUNT:role/NAME")),
        Bad("identity.serviceAccount", "Reader", "is not a Kubernetes name", Set("identity.serviceAccount", "mcp-secrets-reader")),
        Bad("store.name", "a_b", "is not a Kubernetes name", Set("store.name", "aws")),
        Bad("store.kind", "ClusterSecretStor", "Did you mean ClusterSecretStore?", Set("store.kind", "ClusterSecretStore")),
        Bad("store.refreshInterval", "hourly", "'hourly' is not a duration such as 1h0m0s", Set("store.refreshInterval", "1h0m0s")),
        Bad("store.refreshInterval", "3600", "'3600' is not a duration", Set("store.refreshInterval", "1h0m0s")),
        Bad("gateway.host", "https://mcp.example.com", "is not a lower-case host name, without scheme", Set("gateway.host", "mcp.example.com")),
        Bad("gateway", "{host: mcp.example.com, tlsSecret: A}", "mcp-infra:gateway.tlsSecret", "is not a Kubernetes name", Set("gateway.tlsSecret", "mcp-gateway-tls")),
        Bad("database host", StackYaml.WithExternalDatabase.With("mcp-infra:database.host", "db.example.com:5432"), "mcp-infra:database.host", "without scheme, port or path", Set("database.host", "DATABASE_HOST")),
        Bad("database name", StackYaml.WithExternalDatabase.With("mcp-infra:database.name", "a/b"), "mcp-infra:database.name", "is not a database name that can stand in a URL", Set("database.name", "mcp")),
        Bad("Redis host", StackYaml.WithExternalRedis.With("mcp-infra:redis.host", "10.0.0.999"), "mcp-infra:redis.host", "is not a host name or address", Set("redis.host", "REDIS_HOST")),
        Bad("IPv6 of Redis", StackYaml.WithExternalRedis.With("mcp-infra:redis.host", "'fd00::1'"), "mcp-infra:redis.host", "brackets of IPv6", Set("redis.host", "REDIS_HOST")),
        Bad("IPv6 of Postgres", StackYaml.WithExternalDatabase.With("mcp-infra:database.host", "'::1'"), "mcp-infra:database.host", "brackets of IPv6", Set("database.host", "DATABASE_HOST")),
        Bad("database.mode", "extern", "Did you mean external?", Set("database.mode", "external")) with { FixIsComplete = false },
        Bad("rollout.strategy", "blue-green", "'blue-green' is not one of versioned, stable", Set("rollout.strategy", "versioned")),
        Bad("secret name", Baseline.With("mcp-infra:secrets.SMTP-PASSWORD.from", "generate"), "mcp-infra:secrets.SMTP-PASSWORD", "is not the name of an environment variable", Remove("secrets.SMTP-PASSWORD")),
        Secret("SMTP_PASSWORD", "{from: existing, arn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x'}", "arn", "six-character suffix", value: "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX"),
        Secret("SMTP_PASSWORD", "{from: genrate}", "from", "Did you mean generate?", value: "generate"),
        Secret("SMTP_PASSWORD", "{from: external, group: My Group}", "group", "is not a DNS label", value: "sso"),
        Bad("aws.tags", "{'aws:team': a}", "mcp-infra:aws.tags.aws:team", "begins with 'aws:'", Remove("aws.tags.aws:team")),
        Bad("aws.tags", "{'cost.center': 'a*b'}", "mcp-infra:aws.tags[\"cost.center\"]", "'a*b' is not a tag value", Set("aws.tags[\"cost.center\"]", "VALUE")),
        Bad("aws.tags", "{team: a, Team: b}", "mcp-infra:aws.tags.Team", "in another spelling", Remove("aws.tags.Team")),
        Bad("chart.source", "https://example.com/charts", "is not an oci:// address without a tag, or a directory", Set("chart.source", "oci://ghcr.io/ibm/mcp-context-forge/mcp-stack")),
        Bad("chart.source", "oci://ghcr.io/ibm/mcp-stack:1.0.8", "without a tag", Set("chart.source", "oci://ghcr.io/ibm/mcp-context-forge/mcp-stack")),
    ];

    private static IEnumerable<BadStack> NoMeaning() =>
    [
        .. ((string Key, string Yaml)[])[("host", "db.example.com"), ("port", "5432")]
            is var database ? database.Select(entry => Bad("database." + entry.Key, entry.Yaml, "has no meaning with database.mode: bundled", Remove("database." + entry.Key))) : [],
        .. ((string Key, string Yaml)[])[("host", "r.example.com"), ("port", "6379"), ("user", "a"), ("tls", "true"), ("db", "1")]
            is var redis ? redis.Select(entry => Bad("redis." + entry.Key, entry.Yaml, "has no meaning with redis.mode: bundled", Remove("redis." + entry.Key))) : [],
        Bad("identity.operatorRoleArn", StackYaml.OperatorRoleArn, "has no meaning with identity.mode: irsa", Remove("identity.operatorRoleArn")),
        Bad("Pod Identity and serviceAccount", StackYaml.WithPodIdentity.With("mcp-infra:identity.serviceAccount", "reader"), "mcp-infra:identity.serviceAccount",
            "has no meaning with identity.mode: pod-identity", Remove("identity.serviceAccount")),
        Bad("Pod Identity and OIDC", StackYaml.WithPodIdentity.With("mcp-infra:identity.oidcProviderArn", StackYaml.OidcProviderArn), "mcp-infra:identity.oidcProviderArn",
            "has no meaning with identity.mode: pod-identity", Remove("identity.oidcProviderArn")),
        Secret("A", $"{{from: generate, arn: '{StackYaml.ExistingArn}'}}", "arn", "has no meaning with from: generate", value: null),
        Secret("A", "{from: generate, property: p}", "property", "has no meaning with from: generate", value: null),
        Secret("A", "{from: external, length: 64}", "length", "has no meaning with from: external", value: null),
        Secret("A", "{from: external, rotate: 1}", "rotate", "has no meaning with from: external", value: null),
        Secret("A", $"{{from: existing, arn: '{StackYaml.ExistingArn}', group: g}}", "group", "has no meaning with from: existing", value: null),
        Bad("config and rotate", Baseline.With("mcp-infra:secrets.A", "{from: config, rotate: 1}").With("mcp-infra:secretValues.A", StackYaml.Ciphertext),
            "mcp-infra:secrets.A.rotate", "has no meaning with from: config", Remove("secrets.A.rotate")),
    ];

    private static IEnumerable<BadStack> Unknown() =>
    [
        Bad("namespce", "x", "is not a known key. Did you mean namespace?", "pulumi config rm --stack dev mcp-infra:namespce"),
        Bad("helm", "x", "is not a known key. Known here: environment, namespace,", "pulumi config rm --stack dev mcp-infra:helm"),
        Bad("aws.acountId", "x", "Did you mean accountId?", Remove("aws.acountId")),
        Bad("database.password.group", "x", "is not a known key", Remove("database.password.group")),
        Secret("A", "{from: generate, lenght: 64}", "lenght", "Did you mean length?", value: null),
        Bad("set without --path", Baseline.With("mcp-infra:store#kind", "SecretStore"), "mcp-infra:store.kind", "was set without --path",
            "pulumi config rm --stack dev 'mcp-infra:store.kind' && pulumi config set --stack dev --path 'mcp-infra:store.kind' VALUE") with { FixIsComplete = false },
        Bad("misspelt namespace", Baseline.With("mcp-infr:chart", "x"), "mcp-infr:chart", "Did you mean mcp-infra:chart?", "pulumi config rm --stack dev mcp-infr:chart"),
        Bad("misspelt region", Baseline.With("aws:regoin", "eu-west-1"), "aws:regoin", "Did you mean region?", "pulumi config rm --stack dev aws:regoin"),
    ];

    /// <summary>One secret of the stack, wrong in one of its keys.</summary>
    /// <param name="value">What the command sets; null when it removes.</param>
    private static BadStack Secret(string name, string yaml, string key, string says, string? value) => Bad(
        $"{name}: {yaml}", Baseline.With("mcp-infra:secrets." + name, yaml), $"mcp-infra:secrets.{name}.{key}", says,
        value is null ? Remove($"secrets.{name}.{key}") : Set($"secrets.{name}.{key}", value));
}
