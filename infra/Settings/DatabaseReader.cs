using McpInfra.Settings.Backends;

namespace McpInfra.Settings;

/// <summary>Reads <c>mcp-infra:database</c> and <c>mcp-infra:redis</c>.</summary>
internal static class DatabaseReader
{
    private const int LargestPort = 65_535;
    private const int LargestDb = 1_023;

    private enum Mode
    {
        Bundled,
        External,
    }

    private static readonly (string Word, Mode Value)[] Modes = [("bundled", Mode.Bundled), ("external", Mode.External)];

    public static DatabaseSettings ReadDatabase(OpenGroup open, BackendSettings backend, ValueSourceReader sources)
    {
        var group = open("database", "mode", "host", "port", "name", "user", "password");
        var name = TextFormats.DatabaseWord("a database name");
        var user = TextFormats.DatabaseWord("a user name");
        var mode = ReadMode(group);
        if (!backend.Composes)
            return ReadWholeDatabase(group, name, mode, backend);
        if (mode == Mode.External)
        {
            return new DatabaseSettings.External
            {
                Host = group.RequiredText("host", TextFormats.Host("DATABASE_HOST"), "the host of the external Postgres"),
                Port = group.Integer("port", 5432, 1, LargestPort),
                Name = group.RequiredText("name", name, "the database on the external Postgres"),
                User = group.RequiredText("user", user, "the user on the external Postgres"),
                Password = sources.ReadPassword(group, fallback: null),
            };
        }

        if (mode == Mode.Bundled)
            group.NoMeaning("database.mode: bundled", "host", "port");
        return new DatabaseSettings.Bundled
        {
            Name = group.Text("name", name, "mcp"),
            User = group.Text("user", user, "mcp"),
            Password = sources.ReadPassword(group, SecretSource.Generate),
        };
    }

    public static RedisSettings ReadRedis(OpenGroup open, BackendSettings backend, ValueSourceReader sources)
    {
        var group = open("redis", "mode", "host", "port", "user", "tls", "db", "password");
        var mode = ReadMode(group);
        if (!backend.Composes)
            return ReadWholeRedis(group, mode, backend);
        if (mode == Mode.External)
        {
            return new RedisSettings.External
            {
                Host = group.RequiredText("host", TextFormats.Host("REDIS_HOST"), "the host of the external Redis"),
                Port = group.Integer("port", 6379, 1, LargestPort),
                User = group.Text("user", TextFormats.DatabaseWord("a user name"), ""),
                Tls = group.Flag("tls", true),
                Db = group.Integer("db", 0, 0, LargestDb),
                Password = sources.ReadPassword(group, fallback: null),
            };
        }

        if (mode == Mode.Bundled)
            group.NoMeaning("redis.mode: bundled", "host", "port", "user", "tls", "db");
        return new RedisSettings.Bundled { Password = sources.ReadPassword(group, SecretSource.Generate) };
    }

    /// <summary>The Secret brings everything but the name, which the chart's gateway does not read from it.</summary>
    private static DatabaseSettings ReadWholeDatabase(SettingsGroup group, TextFormat name, Mode? mode, BackendSettings backend)
    {
        group.NoMeaning($"backend: {backend.Word}: the database's Secret brings it", "host", "port", "user", "password");
        return mode == Mode.External
            ? new DatabaseSettings.External { Host = "", Port = 0, Name = group.RequiredText("name", name, "the database on the external Postgres"), User = "", Password = PutByOthers }
            : new DatabaseSettings.Bundled { Name = group.Text("name", name, "mcp"), User = "", Password = PutByOthers };
    }

    private static RedisSettings ReadWholeRedis(SettingsGroup group, Mode? mode, BackendSettings backend)
    {
        group.NoMeaning($"backend: {backend.Word}: Redis's Secret brings it", "host", "port", "user", "tls", "db", "password");
        return mode == Mode.External
            ? new RedisSettings.External { Host = "", Port = 0, User = "", Tls = true, Db = 0, Password = PutByOthers }
            : new RedisSettings.Bundled { Password = PutByOthers };
    }

    private static ValueSource PutByOthers { get; } = new() { From = SecretSource.External };

    /// <summary>Bundled unless the stack says otherwise; null when what it says is wrong.</summary>
    private static Mode? ReadMode(SettingsGroup group) => group.Has("mode") ? group.Choice("mode", Modes) : Mode.Bundled;
}
