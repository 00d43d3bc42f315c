using McpInfra.Settings.Backends;
using McpInfra.Settings.Declarations;

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

/// <summary>Who runs a server that the gateway needs.</summary>
internal enum ServerMode
{
    /// <summary>The chart.</summary>
    Bundled,

    /// <summary>Somebody else.</summary>
    External,
}

/// <summary><c>mcp-infra:database</c>.</summary>
internal static class DatabaseTopic
{
    public static GroupSetting Topic { get; } = new("database", "the gateway's Postgres");

    public static ChoiceSetting<ServerMode> Mode { get; } = Topic.Add(new ChoiceSetting<ServerMode>("mode",
        "`bundled` (the chart's own) or `external` (somebody else runs it); it alone decides how the schema is migrated", ServerMode.Bundled,
        ("bundled", ServerMode.Bundled), ("external", ServerMode.External)));

    public static TextSetting Host { get; } = Topic.Add(new TextSetting("host", "the host of the external Postgres", TextFormats.Host("DATABASE_HOST")) { Need = Need.Usual, Only = Mode.Is(ServerMode.External) });
    private static readonly IntegerSetting Port = Topic.Add(new IntegerSetting("port", "port of the external Postgres", 5432, Limits.Port) { Only = Mode.Is(ServerMode.External) });
    public static TextSetting Name { get; } = Topic.Add(new TextSetting("name", "the database on the external Postgres", TextFormats.DatabaseWord("a database name"), "mcp") { Default = "`mcp` of the bundled one" });
    public static TextSetting User { get; } = Topic.Add(new TextSetting("user", "the user on the external Postgres", TextFormats.DatabaseWord("a user name"), "mcp") { Default = "`mcp` of the bundled one" });
    private static readonly GroupSetting Password = Topic.Add(ValueSourceTopic.Password("Postgres"));

    public static DatabaseSettings Read(SettingsGroup settings, BackendSettings backend, ValueSourceTopic sources)
    {
        var group = settings.Open(Topic);
        var mode = group.ChoiceIfRight(Mode);
        if (!backend.Composes)
            return ReadWhole(group, mode, backend);
        if (mode == ServerMode.External)
        {
            return new DatabaseSettings.External
            {
                Host = group.Required(Host),
                Port = group.Integer(Port),
                Name = group.Required(Name),
                User = group.Required(User),
                Password = sources.ReadPassword(group.Open(Password), fallback: null),
            };
        }

        if (mode == ServerMode.Bundled)
            group.NoMeaning(Mode, ServerMode.Bundled);
        return new DatabaseSettings.Bundled
        {
            Name = group.Text(Name),
            User = group.Text(User),
            Password = sources.ReadPassword(group.Open(Password), SecretSource.Generate),
        };
    }

    /// <summary>The Secret brings everything but the name, which the chart's gateway does not read from it.</summary>
    private static DatabaseSettings ReadWhole(SettingsGroup group, ServerMode? mode, BackendSettings backend)
    {
        var putByOthers = new ValueSource { From = SecretSource.External };
        group.NoMeaning($"backend: {backend.Word}: the database's Secret brings it", Host, Port, User, Password);
        return mode == ServerMode.External
            ? new DatabaseSettings.External { Host = "", Port = 0, Name = group.Required(Name), User = "", Password = putByOthers }
            : new DatabaseSettings.Bundled { Name = group.Text(Name), User = "", Password = putByOthers };
    }
}
