using McpInfra.Settings.Backends;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

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
        public required string User { get; init; }
        public required bool Tls { get; init; }
        public required int Db { get; init; }
    }
}

/// <summary><c>mcp-infra:redis</c>.</summary>
internal static class RedisTopic
{
    public static GroupSetting Topic { get; } = new("redis", "the gateway's Redis");

    private static readonly ChoiceSetting<ServerMode> Mode = Topic.Add(new ChoiceSetting<ServerMode>("mode", "`bundled` (the chart's own) or `external` (somebody else runs it)", ServerMode.Bundled,
        ("bundled", ServerMode.Bundled), ("external", ServerMode.External)));

    private static readonly TextSetting Host = Topic.Add(new TextSetting("host", "the host of the external Redis", TextFormats.Host("REDIS_HOST")) { Need = Need.Usual, Only = Mode.Is(ServerMode.External) });
    private static readonly IntegerSetting Port = Topic.Add(new IntegerSetting("port", "port of the external Redis", 6379, Limits.Port) { Only = Mode.Is(ServerMode.External) });
    private static readonly TextSetting User = Topic.Add(new TextSetting("user", "ACL user of the external Redis", TextFormats.DatabaseWord("a user name"), "") { Default = "its default user", Only = Mode.Is(ServerMode.External) });
    private static readonly FlagSetting Tls = Topic.Add(new FlagSetting("tls", "whether the external Redis is spoken to in TLS", fallback: true) { Only = Mode.Is(ServerMode.External) });
    private static readonly IntegerSetting Db = Topic.Add(new IntegerSetting("db", "number of the external Redis's logical database", 0, (0, 1_023)) { Only = Mode.Is(ServerMode.External) });
    private static readonly GroupSetting Password = Topic.Add(ValueSourceTopic.Password("Redis"));

    public static RedisSettings Read(SettingsGroup settings, BackendSettings backend, ValueSourceTopic sources)
    {
        var group = settings.Open(Topic);
        var mode = group.ChoiceIfRight(Mode);
        if (!backend.Composes)
            return ReadWhole(group, mode, backend);
        if (mode == ServerMode.External)
        {
            return new RedisSettings.External
            {
                Host = group.Required(Host),
                Port = group.Integer(Port),
                User = group.Text(User),
                Tls = group.Flag(Tls),
                Db = group.Integer(Db),
                Password = sources.ReadPassword(group.Open(Password), fallback: null),
            };
        }

        if (mode == ServerMode.Bundled)
            group.NoMeaning(Mode, ServerMode.Bundled);
        return new RedisSettings.Bundled { Password = sources.ReadPassword(group.Open(Password), SecretSource.Generate) };
    }

    /// <summary>The Secret brings everything.</summary>
    private static RedisSettings ReadWhole(SettingsGroup group, ServerMode? mode, BackendSettings backend)
    {
        var putByOthers = new ValueSource { From = SecretSource.External };
        group.NoMeaning($"backend: {backend.Word}: Redis's Secret brings it", Host, Port, User, Tls, Db, Password);
        return mode == ServerMode.External
            ? new RedisSettings.External { Host = "", Port = 0, User = "", Tls = true, Db = 0, Password = putByOthers }
            : new RedisSettings.Bundled { Password = putByOthers };
    }
}
