namespace McpInfra.Tests.Support;

/// <summary>The bad inputs that the rules find: what needs knowledge of the chart, of AWS or of several settings.</summary>
internal static partial class BadStacks
{
    private static IEnumerable<BadStack> Chart() =>
    [
        Bad("chart.version", "0.9.0", "'0.9.0' ignores the references", Set("chart.version", "1.0.8")),
        Bad("chart.version", "1.0.0-BETA-2", "pre-release", Set("chart.version", "1.0.8")),
        Bad("chart.version", "1.0", "'1.0' is not a chart version", Set("chart.version", "1.0.8")),
        Bad("chart.version", "latest", "is not a chart version", Set("chart.version", "1.0.8")),
        .. ((string[])["POSTGRES_PASSWORD", "DATABASE_URL", "REDIS_URL", "REDIS_PASSWORD", "ENABLE_METRICS", "RATELIMITER_REDIS_SSL"]).Select(name => Bad(
            name + " shadowed", Baseline.With($"mcp-infra:secrets.{name}.from", "generate"), "mcp-infra:secrets." + name, "would never reach the gateway", Remove("secrets." + name))),
        Bad("shadowed by extraEnv", Baseline.With("mcp-infra:secrets.A.from", "generate").With("mcp-infra:values", "{mcpContextForge: {extraEnv: [{name: A, value: b}]}}"),
            "mcp-infra:values.mcpContextForge.extraEnv[0]", "hides the secret A from the gateway", Remove("values.mcpContextForge.extraEnv[0]")),
        Bad("default credential shadowed by extraEnv", Baseline.With("mcp-infra:values", "{mcpContextForge: {extraEnv: [{name: B, value: b}, {name: BASIC_AUTH_PASSWORD, valueFrom: {}}]}}"),
            "mcp-infra:values.mcpContextForge.extraEnv[1]", "hides the secret BASIC_AUTH_PASSWORD", Remove("values.mcpContextForge.extraEnv[1]")),
        Bad("shadowed by a plugin file", Baseline.With("mcp-infra:secrets.PLUGINS_CONFIG_FILE.from", "external").With("mcp-infra:values", "{mcpContextForge: {pluginConfig: {enabled: true}}}"),
            "mcp-infra:values.mcpContextForge.pluginConfig.enabled", "hides the secret PLUGINS_CONFIG_FILE", Remove("values.mcpContextForge.pluginConfig.enabled")),
        Bad("the program's own entry of extraEnv", Baseline.With("mcp-infra:values", "{mcpContextForge: {extraEnv: [{name: MCP_INFRA_LISTS, value: a}]}}"),
            "mcp-infra:values.mcpContextForge.extraEnv[0]", "belongs to the program: it holds a digest", Remove("values.mcpContextForge.extraEnv[0]")),
        .. ((string[])["DATABASE_URL", "REDIS_URL", "POSTGRES_HOST", "POSTGRES_SSLMODE", "REDIS_HOST", "REDIS_PORT", "REDIS_PASSWORD"]).Select(name => Bad(
            name + " in extraEnv", Baseline.With("mcp-infra:values", $"{{mcpContextForge: {{extraEnv: [{{name: {name}, value: a}}]}}}}"),
            "mcp-infra:values.mcpContextForge.extraEnv[0]", "belongs to the program", Remove("values.mcpContextForge.extraEnv[0]"))),
        Bad("extraEnv that is a map", Baseline.With("mcp-infra:values", "{mcpContextForge: {extraEnv: {LOG_LEVEL: INFO}}}"),
            "mcp-infra:values.mcpContextForge.extraEnv", "must be a list such as [{name: LOG_LEVEL, value: INFO}], and is a map", Remove("values.mcpContextForge.extraEnv")),
        Bad("release.name", new string('a', 43), "makes a Deployment name of 64 characters", Set("release.name", "mcp")),
        Bad("ServiceAccount of the chart", StackYaml.WithExternalDatabase.With("mcp-infra:values", "{serviceAccount: {create: true}}"),
            "mcp-infra:values.serviceAccount.create", "must be false with an external database", Set("values.serviceAccount.create", "false")),
        .. ((string[])["monitoring.enabled", "monitoring.grafana.enabled", "testing.enabled", "minio.enabled", "pgadmin.enabled", "pgbouncer.enabled", "serviceAccount.create", "mcpContextForge.pluginConfig.enabled"])
            .SelectMany(path => ((string Yaml, string Kind)[])[("'true'", "text"), ("1", "a number"), ("[]", "a list")], (path, value) =>
                Bad($"{path} = {value.Yaml}", Baseline.With("mcp-infra:values." + path, value.Yaml), "mcp-infra:values." + path, $"must be true or false, without quotes, and is {value.Kind}", Set("values." + path, "")) with
                { FixIsComplete = path is not ("monitoring.enabled" or "testing.enabled") }),
        Bad("owned path in one key", Baseline.With("mcp-infra:values", "{'mcpContextForge.extraEnvFrom': [a], mcpContextForge: {replicaCount: 1}}"),
            "mcp-infra:values[\"mcpContextForge.extraEnvFrom\"]", "is one key with dots in it", Remove("values[\"mcpContextForge.extraEnvFrom\"]")),
        Bad("owned path below one key", Baseline.With("mcp-infra:values", "{redis: {'auth.password.x': 1}}"),
            "mcp-infra:values.redis[\"auth.password.x\"]", "is one key with dots in it", Remove("values.redis[\"auth.password.x\"]")),
        .. ((string[])["[1]", "[]", "foo", "12", "false"]).Select(yaml => Bad(
            "no map above an owned path: " + yaml, Baseline.With("mcp-infra:values.mcpContextForge", yaml), "mcp-infra:values.mcpContextForge", "must be a map of chart values, and is", Remove("values.mcpContextForge"))),
        Bad("owned path", Baseline.With("mcp-infra:values", "{mcpContextForge: {extraEnvFrom: [{secretRef: {name: a}}]}}"),
            "mcp-infra:values.mcpContextForge.extraEnvFrom", "belongs to the program: use mcp-infra:extraEnvVarsSecret", Remove("values.mcpContextForge.extraEnvFrom")),
        Bad("owned path from above", Baseline.With("mcp-infra:values", "{redis: null, postgres: off}"), "mcp-infra:values.postgres", "must be a map of chart values, and is text", Remove("values.postgres")),
        Bad("chart credential", Baseline.With("mcp-infra:values", "{mcpContextForge: {secret: {JWT_SECRET_KEY: ''}}}"),
            "mcp-infra:values.mcpContextForge.secret.JWT_SECRET_KEY", "it is a secret: use mcp-infra:secrets.JWT_SECRET_KEY", Remove("values.mcpContextForge.secret.JWT_SECRET_KEY")),
        Bad("grafana", Baseline.With("mcp-infra:values", "{monitoring: {enabled: true}}"), "mcp-infra:values.monitoring.grafana.enabled", "Grafana's administrator password",
            Set("values.monitoring.grafana.enabled", "false")),
        Bad("chart's tests", Baseline.With("mcp-infra:values", "{testing: {enabled: true}}"), "mcp-infra:values.testing.enabled", "the JWT key of its tests", Set("values.testing.enabled", "false")),
        Bad("date in values", Baseline.With("mcp-infra:values", "{a: 2026-01-02}"), "mcp-infra:values.a", "put it in quotes", Set("values.a", "2026-01-02")),
    ];

    private static IEnumerable<BadStack> Secrets() =>
    [
        Secret("AUTH_ENCRYPTION_SECRET", "{from: generate, rotate: 1}", "rotate", "this value never changes", value: null),
        Secret("AUTH_ENCRYPTION_SECRET", "{from: generate, length: 64}", "length", "this one never changes", value: null),
        Secret("AUTH_ENCRYPTION_SECRET", "{from: generate, length: 32}", "length", "this one never changes", value: null),
        Secret("JWT_SECRET_KEY", "{from: generate, length: 32}", "length", "a signing key has 48 to 128 characters", value: "48"),
        Secret("CSRF_SECRET_KEY", "{from: generate, length: 47}", "length", "a signing key has 48 to 128 characters", value: "48"),
        Bad("bundled database, counter", Baseline.With("mcp-infra:database.password", "{from: generate, rotate: 1}"), "mcp-infra:database.password.rotate", "Postgres keeps the password", Remove("database.password.rotate")),
        Bad("bundled database, length", Baseline.With("mcp-infra:database.password", "{from: generate, length: 64}"), "mcp-infra:database.password.length", "Postgres keeps the password", Remove("database.password.length")),
        Bad("bundled Redis, counter", Baseline.With("mcp-infra:redis.password", "{rotate: 1}"), "mcp-infra:redis.password.rotate", "this value never changes", Remove("redis.password.rotate")),
        Bad("external database, generate", StackYaml.WithExternalDatabase.With("mcp-infra:database.password.from", "generate"), "mcp-infra:database.password.from",
            "cannot be 'generate'", Set("database.password.from", "external")),
        Bad("external Redis, generate", StackYaml.WithExternalRedis.With("mcp-infra:redis.password.from", "generate"), "mcp-infra:redis.password.from",
            "cannot be 'generate'", Set("redis.password.from", "external")),
        Bad("config without a value", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "config"), "mcp-infra:secretValues.SMTP_PASSWORD", "is missing", SetSecret("SMTP_PASSWORD")),
        Bad("database config without a value", StackYaml.WithExternalDatabase.With("mcp-infra:database.password.from", "config"), "mcp-infra:secretValues.POSTGRES_PASSWORD", "is missing", SetSecret("POSTGRES_PASSWORD")),
        Bad("Redis config without a value", StackYaml.WithExternalRedis.With("mcp-infra:redis.password.from", "config"), "mcp-infra:secretValues.REDIS_PASSWORD", "is missing", SetSecret("REDIS_PASSWORD")),
        Bad("a value nobody uses", Baseline.With("mcp-infra:secretValues.SMTP_PASSWORD", StackYaml.Ciphertext), "mcp-infra:secretValues.SMTP_PASSWORD", "is used by nothing", Remove("secretValues.SMTP_PASSWORD")),
        Bad("Redis's own name", StackYaml.WithExternalRedis.With("mcp-infra:secrets.REDIS_PASSWORD.from", "external"), "mcp-infra:secrets.REDIS_PASSWORD", "use mcp-infra:redis.password", Remove("secrets.REDIS_PASSWORD")),
        Bad("pgAdmin's own name", Baseline.With("mcp-infra:secrets.PGADMIN_DEFAULT_PASSWORD.from", "generate").With("mcp-infra:values", "{pgadmin: {enabled: true}}"),
            "mcp-infra:secrets.PGADMIN_DEFAULT_PASSWORD", "has a secret of its own", Remove("secrets.PGADMIN_DEFAULT_PASSWORD")),
    ];

    private static IEnumerable<BadStack> Groups() =>
    [
        .. ((string[])["encryption", "postgres", "redis", "pgadmin", "minio", "existing", "external-secret"]).Select(group =>
            Secret("A", $"{{from: generate, group: {group}}}", "group", "is a group of the program's own", value: null)),
        Secret("A", "{from: generate, group: external}", "group", "the values that Pulumi does not write", value: null),
        Secret("A", "{from: external, group: gateway}", "group", "the values that Pulumi writes", value: null),
        Secret("AUTH_ENCRYPTION_SECRET", "{from: generate, group: mine}", "group", "a secret of its own", value: null),
        Bad("mixed group", Baseline.With("mcp-infra:secrets.A", "{from: external, group: shared}").With("mcp-infra:secrets.B", "{from: generate, group: shared}"),
            "mcp-infra:secrets.A.group", "never share an AWS secret", Remove("secrets.A.group")),
    ];

    private static IEnumerable<BadStack> Aws() =>
    [
        Bad("aws.kms", StackYaml.KmsKeyArn.Replace("eu-west-1", "eu-central-1", StringComparison.Ordinal), "must be in 'eu-west-1'", Set("aws.kms", StackYaml.KmsKeyArn)),
        Bad("aws.replicas", "[{region: eu-west-1}]", "mcp-infra:aws.replicas[0]", "the stack's own region", Remove("aws.replicas[0]")),
        Bad("aws.replicas", "[{region: eu-central-1}, {region: eu-central-1}]", "mcp-infra:aws.replicas[1]", "a second time", Remove("aws.replicas[1]")),
        Bad("aws.replicas", $"[{{region: eu-central-1, kmsKeyArn: '{StackYaml.KmsKeyArn}'}}]", "mcp-infra:aws.replicas[0].kmsKeyArn", "must be in 'eu-central-1'", "eu-central-1"),
        Bad("environment", new string('e', 60), "IAM takes 64", "pulumi config set --stack dev mcp-infra:environment " + new string('e', 53)),
        Bad("alias of AWS", Baseline.With("mcp-infra:aws.kms", "managed").With("mcp-infra:aws.prefix", "aws/mcp"), "mcp-infra:aws.prefix", "begins with 'aws/'", Set("aws.prefix", "mcp")),
        Bad("no alias", Baseline.With("mcp-infra:aws.kms", "managed").With("mcp-infra:aws.prefix", "a+b"), "mcp-infra:aws.prefix", "part of a key's alias", Set("aws.prefix", "mcp")),
        Bad("two keys of one secret", Baseline
                .With("mcp-infra:secrets.A", $"{{from: existing, arn: '{StackYaml.ExistingArn}', property: a, kmsKeyArn: '{StackYaml.KmsKeyArn}'}}")
                .With("mcp-infra:secrets.B", $"{{from: existing, arn: '{StackYaml.ExistingArn}', property: b, kmsKeyArn: '{StackYaml.KmsKeyArn}9'}}"),
            "mcp-infra:secrets.B.kmsKeyArn", "both are of one AWS secret", Set("secrets.B.kmsKeyArn", StackYaml.KmsKeyArn).Replace("--path", "--plaintext --path", StringComparison.Ordinal)),
        Bad("a key and none of one secret", Baseline
                .With("mcp-infra:secrets.A", $"{{from: existing, arn: '{StackYaml.ExistingArn}', property: a}}")
                .With("mcp-infra:secrets.B", $"{{from: existing, arn: '{StackYaml.ExistingArn}', property: b, kmsKeyArn: '{StackYaml.KmsKeyArn}'}}"),
            "mcp-infra:secrets.B.kmsKeyArn", "both are of one AWS secret", Remove("secrets.B.kmsKeyArn")),
        Bad("aws.prefix", new string('p', 60), "IAM takes 64", Set("aws.prefix", "mcp")),
        Secret("A", "{from: existing, arn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:x-AbCdEf'}", "arn", "must be in 'eu-west-1'", value: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf"),
        Secret("A", "{from: existing, arn: 'arn:aws:secretsmanager:eu-west-1:999999999999:secret:x-AbCdEf'}", "arn", "must be of '123456789012'", value: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf"),
        Secret("A", $"{{from: existing, arn: '{StackYaml.ExistingArn}', kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/a'}}", "kmsKeyArn", "must be in 'eu-west-1'", value: "arn:aws:kms:eu-west-1:123456789012:key/a"),
        Bad("database ARN", StackYaml.WithExternalDatabase.With("mcp-infra:database.password", "{from: existing, arn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:x-AbCdEf'}"),
            "mcp-infra:database.password.arn", "must be in 'eu-west-1'", Set("database.password.arn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf")),
        Bad("identity.oidcProviderArn", "arn:aws:iam::999999999999:oidc-provider/oidc.example.com", "must be of '123456789012'", Set("identity.oidcProviderArn", "arn:aws:iam::123456789012:oidc-provider/oidc.example.com")),
        Bad("aws.permissionsBoundary", "arn:aws:iam::999999999999:policy/b", "must be of '123456789012'", Set("aws.permissionsBoundary", "arn:aws:iam::123456789012:policy/b")),
        Bad("identity.oidcProviderArn", "arn:aws-cn:iam::123456789012:oidc-provider/oidc.example.com", "is of partition 'aws-cn'", Set("identity.oidcProviderArn", "arn:aws:iam::123456789012:oidc-provider/oidc.example.com")),
    ];

    private static IEnumerable<BadStack> Audit() =>
    [
        Bad("audit.allow", "[{rule: MCP005, path: 'mcp-infra:values.a'}]", "mcp-infra:audit.allow[0].reason", "is required: why the finding is meant", Set("audit.allow[0].reason", "REASON")),
        Bad("audit.allow", "[{rule: MCP005, path: a, reason: ' '}]", "mcp-infra:audit.allow[0].reason", "is empty", Remove("audit.allow[0].reason")),
        Bad("audit.allow", "[{rule: entropy, path: a, reason: b}]", "mcp-infra:audit.allow[0].rule", "'entropy' is not the id of an audit rule", Set("audit.allow[0].rule", "MCP005")),
        Bad("audit.allow", "[{rule: MCP005, reason: b}]", "mcp-infra:audit.allow[0].path", "is required: the path that the audit prints", Set("audit.allow[0].path", "PATH")),
        Bad("audit.allow", "[MCP005]", "mcp-infra:audit.allow[0]", "must be a map of rule, file, path, reason", Remove("audit.allow[0]")),
    ];

    private static IEnumerable<BadStack> EnvFrom() =>
    [
        .. ((string[])["mcp-gateway-external-secret", "mcp-gateway-encryption", "mcp-gateway-external", "mcp-gateway-existing", "mcp-postgres", "mcp-redis", "mcp-pgadmin", "mcp-minio", "mcp-gateway-external-secret-1a2b3c4d"])
            .Select(name => Bad("extraEnvVarsSecret", $"[{{secretRef: {{name: {name}}}}}]", "mcp-infra:extraEnvVarsSecret[0]", "a Secret that the program makes", Remove("extraEnvVarsSecret[0]"))),
        Bad("Secret of a group", Baseline.With("mcp-infra:secrets.A", "{from: external, group: sso}").With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: mcp-gateway-sso}}]"),
            "mcp-infra:extraEnvVarsSecret[0]", "a Secret that the program makes", Remove("extraEnvVarsSecret[0]")),
        Bad("version of the Secret of a group", Baseline.With("mcp-infra:secrets.A", "{from: generate, group: sso}").With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: mcp-gateway-sso-1a2b3c4d}}]"),
            "mcp-infra:extraEnvVarsSecret[0]", "a Secret that the program makes", Remove("extraEnvVarsSecret[0]")),
        Bad("extraEnvVarsSecret", "[{configMapRef: {name: a}}, {configMapRef: {name: a}}]", "mcp-infra:extraEnvVarsSecret[1]", "a second time", Remove("extraEnvVarsSecret[1]")),
        Bad("extraEnvVarsSecret", "[{secretRef: {name: a}, configMapRef: {name: a}}]", "mcp-infra:extraEnvVarsSecret[0]", "one secretRef or one configMapRef", Remove("extraEnvVarsSecret[0]")),
        Bad("optional in production", Baseline.With("mcp-infra:environment", "prod").With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: a, optional: true}}]"),
            "mcp-infra:extraEnvVarsSecret[0].secretRef.optional", "mcp-infra:migration.allowOptionalInProd", Set("extraEnvVarsSecret[0].secretRef.optional", "false")),
        Bad("migration in production", Baseline.With("mcp-infra:environment", "eu-production").With("mcp-infra:migration.optional", "true"), "mcp-infra:migration.optional", "is true in production", Set("migration.optional", "false")),
    ];

    private static IEnumerable<BadStack> Plaintext() =>
    [
        Bad("plain secret value", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "config").With("mcp-infra:secretValues.SMTP_PASSWORD", Canary),
            "mcp-infra:secretValues.SMTP_PASSWORD", "stands in plain text", SetSecret("SMTP_PASSWORD")),
        Bad("aws.tags", "{token: ghp_" + Canary + "}", "mcp-infra:aws.tags.token", "looks like a GitHub token in plain text", Remove("aws.tags.token")),
        Bad("URL with a password", StackYaml.WithExternalDatabase.With("mcp-infra:database.host", $"postgres://u:{Canary}@db"), "mcp-infra:database.host", "looks like a URL with a password", Remove("database.host")),
        Bad("values", $"{{mcpContextForge: {{config: {{SMTP_PASSWORD: {Canary}}}}}}}", "mcp-infra:values.mcpContextForge.config.SMTP_PASSWORD", "looks like a secret, by its name", Remove("values.mcpContextForge.config.SMTP_PASSWORD")),
        Bad("values", $"{{mcpContextForge: {{extraEnv: [{{name: A_TOKEN, value: {Canary}}}]}}}}", "mcp-infra:values.mcpContextForge.extraEnv[0].value", "looks like a secret, by its name",
            Remove("values.mcpContextForge.extraEnv[0].value")),
        Bad("values", $"{{a: [['-----BEGIN RSA PRIVATE KEY----- {Canary}Q7xk2VmP9rTz4LwY8nBs6HdCQ7xk2VmP9rTz4LwY8nBs6HdC']]}}", "mcp-infra:values.a[0][0]", "looks like a private key", Remove("values.a[0][0]")),
        Bad("kubernetes.context", StackYaml.Ciphertext, "is encrypted; encrypted values belong under mcp-infra:secretValues alone", Remove("kubernetes.context")),
        Bad("values", $"{{a: {StackYaml.Ciphertext}}}", "mcp-infra:values.a", "is encrypted", Remove("values.a")),
        .. ((string[])["aws:secretKey", "aws:accessKey", "aws:token", "other:db.password"]).Select(key =>
            Bad(key, Baseline.With(key.Replace('.', '#'), Canary), key, "is a credential in plain text", $"pulumi config rm --stack dev")),
        Bad("token of another program", Baseline.With("foo:bar", "ghp_" + Canary), "foo:bar", "looks like a GitHub token", "pulumi config rm --stack dev foo:bar"),
        Bad("token in a map of another program", Baseline.With("foo:bar", $"{{a: [ghp_{Canary}]}}"), "foo:bar.a[0]", "looks like a GitHub token", "pulumi config rm --stack dev --path 'foo:bar.a[0]'"),
        Bad("text under secure", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "config").With("mcp-infra:secretValues.SMTP_PASSWORD", $"{{secure: {Canary}}}"),
            "mcp-infra:secretValues.SMTP_PASSWORD", "stands in plain text", SetSecret("SMTP_PASSWORD")),
        Bad("number under secure", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "config").With("mcp-infra:secretValues.SMTP_PASSWORD", "{secure: 12345678}"),
            "mcp-infra:secretValues.SMTP_PASSWORD", "stands in plain text", SetSecret("SMTP_PASSWORD")),
        .. ((string[])[$"[{StackYaml.Ciphertext}]", $"{{a: {StackYaml.Ciphertext}}}", "[]"]).Select(nested =>
            Bad($"secret value {nested}", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "config").With("mcp-infra:secretValues.SMTP_PASSWORD", nested),
                "mcp-infra:secretValues.SMTP_PASSWORD", "must be one encrypted text, and is a", SetSecret("SMTP_PASSWORD"))),
        Bad("plain text inside a secret value", Baseline.With("mcp-infra:secrets.SMTP_PASSWORD.from", "config").With("mcp-infra:secretValues.SMTP_PASSWORD", $"[{StackYaml.Ciphertext}, {{a: {Canary}}}]"),
            "mcp-infra:secretValues.SMTP_PASSWORD", "stands in plain text", SetSecret("SMTP_PASSWORD")),
        Bad("plain value that nothing uses", Baseline.With("mcp-infra:secretValues.SMTP_PASSWORD", Canary), "mcp-infra:secretValues.SMTP_PASSWORD", "stands in plain text", Remove("secretValues.SMTP_PASSWORD")),
        Bad("aws.tags", $"{{client-secret: {Canary}}}", "mcp-infra:aws.tags.client-secret", "looks like a secret, by its name", Remove("aws.tags.client-secret")),
        Bad("aws.tags", $"{{ghp_{Canary}: x}}", "mcp-infra:aws.tags[\"...\"]", "has a name that looks like a GitHub token", fix: null),
        Bad("values", $"{{a: {{passwords: [{Canary}]}}}}", "mcp-infra:values.a.passwords[0]", "looks like a secret, by its name", Remove("values.a.passwords[0]")),
        Bad("values", $"{{mcpContextForge: {{config: {{NOTE: 'password={Canary}'}}}}}}", "mcp-infra:values.mcpContextForge.config.NOTE", "looks like a credential in plain text", Remove("values.mcpContextForge.config.NOTE")),
        Bad("whole secretValues encrypted", Baseline.With("mcp-infra:secretValues", StackYaml.Ciphertext), "mcp-infra:secretValues", "is encrypted as a whole", "pulumi config rm --stack dev mcp-infra:secretValues"),
    ];

    /// <summary>Stands where a secret would; no message may hold it.</summary>
    public const string Canary = "CanaryOfAStackFile0123456789";

    /// <summary>A key below the one that is set.</summary>
    private static BadStack Bad(string set, string yaml, string path, string says, string? fix) =>
        new($"{set} = {yaml}", Baseline.With("mcp-infra:" + set, yaml), path, says, fix);
}
