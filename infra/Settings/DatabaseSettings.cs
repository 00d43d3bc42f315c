namespace McpInfra.Settings;

/// <summary>The gateway's Postgres.</summary>
internal abstract record DatabaseSettings
{
    /// <summary>Name that <c>secretValues</c> has for a password that is <c>from: config</c>.</summary>
    public const string PasswordName = "POSTGRES_PASSWORD";

    public required string Name { get; init; }

    /// <summary>Empty where the Secret alone knows it: with a backend that composes nothing.</summary>
    public required string User { get; init; }

    public required ValueSource Password { get; init; }

    /// <summary>The chart's own Postgres, its password fixed when its volume is made.</summary>
    internal sealed record Bundled : DatabaseSettings;

    /// <summary>A Postgres somebody else runs.</summary>
    internal sealed record External : DatabaseSettings
    {
        /// <summary>Empty where the Secret alone knows it, as is the port then 0.</summary>
        public required string Host { get; init; }

        public required int Port { get; init; }
    }
}

/// <summary>The gateway's Redis.</summary>
internal abstract record RedisSettings
{
    /// <summary>Name that <c>secretValues</c> has for a password that is <c>from: config</c>.</summary>
    public const string PasswordName = "REDIS_PASSWORD";

    public required ValueSource Password { get; init; }

    /// <summary>The chart's own Redis.</summary>
    internal sealed record Bundled : RedisSettings;

    /// <summary>A Redis somebody else runs.</summary>
    internal sealed record External : RedisSettings
    {
        /// <summary>Empty where the Secret alone knows the whole URL.</summary>
        public required string Host { get; init; }

        public required int Port { get; init; }

        /// <summary>ACL user; empty for the default one.</summary>
        public required string User { get; init; }

        public required bool Tls { get; init; }

        /// <summary>Logical database number.</summary>
        public required int Db { get; init; }
    }
}
