namespace McpInfra.Plaintext;

/// <summary>Credentials that the chart would otherwise make up (its values.yaml, 1.0.0 to 1.0.8).</summary>
internal static class ChartCredentials
{
    /// <summary>Variables of <c>mcpContextForge.secret</c> with a shipped or empty default that must not be used.</summary>
    public static IReadOnlyList<string> GatewayVariables { get; } =
    [
        JwtSecretKey,
        AuthEncryptionSecret,
        BasicAuthPassword,
        PlatformAdminPassword,
        DefaultUserPassword,
    ];

    public const string JwtSecretKey = "JWT_SECRET_KEY";

    /// <summary>Encrypts what the gateway stores; stored data must be encrypted anew before it may change.</summary>
    public const string AuthEncryptionSecret = "AUTH_ENCRYPTION_SECRET";

    public const string BasicAuthPassword = "BASIC_AUTH_PASSWORD";

    /// <summary>Empty, it makes an administrator nobody can log in as, and bootstrap skips that one for ever.</summary>
    public const string PlatformAdminPassword = "PLATFORM_ADMIN_PASSWORD";

    public const string DefaultUserPassword = "DEFAULT_USER_PASSWORD";

    /// <summary>Other chart values that hold a shipped credential; the program writes each of them empty.</summary>
    public static IReadOnlyList<string> OtherPaths { get; } =
    [
        "postgres.credentials.user",
        "postgres.credentials.password",
        "redis.auth.password",
        "pgadmin.env.password",
        "minio.credentials.rootUser",
        "minio.credentials.rootPassword",
    ];

    /// <summary>Names of users: no secrets where a person chose them.</summary>
    public static IReadOnlyList<string> UserPaths { get; } = ["postgres.credentials.user", "minio.credentials.rootUser"];

    /// <summary>Addresses: secrets where a password is in them.</summary>
    public static IReadOnlyList<string> UrlPaths { get; } = ["redis.external.url", "mcpContextForge.config.RATELIMITER_REDIS_URL"];

    /// <summary>Every path of the chart's values at which a literal ends up in plain text in the cluster.</summary>
    public static IReadOnlySet<string> Paths { get; } = new HashSet<string>(
    [
        .. GatewayVariables.Select(name => "mcpContextForge.secret." + name),
        .. OtherPaths,
        .. UrlPaths,
        "monitoring.grafana.adminPassword",
        "postgres.external.password",
        "route.tls.key",
        "testing.registration.jwt.secret",
    ], StringComparer.Ordinal);

    /// <summary>Those of them at which a text is a secret whatever it looks like.</summary>
    public static IReadOnlySet<string> SecretPaths { get; } = Paths.Except(UserPaths).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a path ends at one of them: in a values file, below <c>values</c> of a release, or in a text inside another.</summary>
    /// <param name="withUsers">Whether names of users count too.</param>
    public static bool IsAt(string path, bool withUsers)
    {
        foreach (var chart in withUsers ? Paths : SecretPaths)
        {
            if (path.EndsWith(chart, StringComparison.Ordinal) && (path.Length == chart.Length || path[^(chart.Length + 1)] is '.' or ':'))
                return true;
        }

        return false;
    }
}
