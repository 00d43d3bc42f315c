using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>What the stack must say of Postgres and Redis so that the gateway reaches the same ones with the same passwords.</summary>
internal sealed class ServerMove(IReadOnlyList<InlineSecret> found, MergedValues values, string chartVersion)
{
    public List<CarriedValue> Carried { get; } = [];

    /// <summary>Settings of the stack by path, below <c>mcp-infra:database</c> and <c>mcp-infra:redis</c>.</summary>
    public List<(string Group, string Key, object Value)> Settings { get; } = [];

    public List<Words> Notes { get; } = [];

    /// <summary>Whether the chart runs the Postgres of the release.</summary>
    public bool HasOwnDatabase { get; private set; }

    /// <summary>Whether it runs its Redis.</summary>
    public bool HasOwnRedis { get; private set; }

    public ServerMove Build()
    {
        Database();
        Redis();
        return this;
    }

    private void Database()
    {
        if (Of<Target.DatabaseUrl>() is { } url)
        {
            if (ServerUrl.Parse(url.Value.Reveal()) is { Database.Length: > 0 } parsed && parsed.Scheme.StartsWith("postgres", StringComparison.Ordinal))
                ExternalDatabase(parsed.Host, parsed.Port ?? 5432, parsed.Database, parsed.User, Carry(DatabaseSettings.PasswordName, url, parsed.Password));
            else
                Notes.Add($"{url.Place}: DATABASE_URL cannot be taken apart; set mcp-infra:database by hand and put its password as mcp-infra:database.password says.");
            return;
        }

        var isExternal = values.IsOn("postgres.external.enabled");
        var existing = values.Text(isExternal ? "postgres.external.existingSecret" : "postgres.existingSecret");
        if (existing.Length > 0)
        {
            Carried.Add(new CarriedValue(DatabaseSettings.PasswordName, null, new Origin.Elsewhere($"the Secret {existing}")));
            Notes.Add($"Postgres is reached by the Secret {existing}: check that mcp-infra:database says the same host, name and user.");
            if (!isExternal)
                BundledDatabase();
        }
        else if (isExternal)
        {
            // The chart joins the parts into a URL as they are, so what stands there is what a URL would hold.
            var password = Of<Target.DatabasePassword>();
            ExternalDatabase(values.Text("postgres.external.host"), int.TryParse(values.Text("postgres.external.port"), out var port) ? port : 5432,
                values.Text("postgres.external.database"), values.Text("postgres.external.user"),
                password is null ? null : Carry(DatabaseSettings.PasswordName, password, Uri.UnescapeDataString(password.Value.Reveal())));
        }
        else
        {
            BundledDatabase();
            Carried.AddRange(OrShipped<Target.DatabasePassword>(DatabaseSettings.PasswordName));
        }
    }

    private void BundledDatabase()
    {
        HasOwnDatabase = true;
        Settings.Add(("database", "name", values.Text("mcpContextForge.env.postgres.db")));
        Settings.Add(("database", "user", values.Text("postgres.credentials.user", ShippedCredentials.At("postgres.credentials.user", chartVersion))));
    }

    private void ExternalDatabase(string host, int port, string name, string user, CarriedValue? password)
    {
        Settings.AddRange([("database", "mode", "external"), ("database", "host", host), ("database", "port", port), ("database", "name", name), ("database", "user", user)]);
        if (password is not null)
            Carried.Add(password);
        else
            Notes.Add("The external Postgres has no password in these files, and the program needs one: put it as mcp-infra:database.password.");
    }

    private void Redis()
    {
        HasOwnRedis = Of<Target.RedisUrl>() is null && !values.IsOn("redis.external.enabled");
        if (Of<Target.RedisUrl>() is { } url)
        {
            if (ServerUrl.Parse(url.Value.Reveal()) is { Scheme: "redis" or "rediss" } parsed)
            {
                Settings.AddRange([("redis", "mode", "external"), ("redis", "host", parsed.Host), ("redis", "port", parsed.Port ?? 6379), ("redis", "tls", parsed.Scheme == "rediss")]);
                if (parsed.User.Length > 0)
                    Settings.Add(("redis", "user", parsed.User));
                if (int.TryParse(parsed.Database, out var db) && db > 0)
                    Settings.Add(("redis", "db", db));
                Carried.Add(Carry(RedisSettings.PasswordName, url, parsed.Password));
            }
            else
            {
                Notes.Add($"{url.Place}: REDIS_URL cannot be taken apart; set mcp-infra:redis by hand and put its password as mcp-infra:redis.password says.");
            }
        }
        else if (values.IsOn("redis.external.enabled"))
        {
            var existing = values.Text("redis.external.existingSecret");
            Carried.AddRange(existing.Length > 0 ? [new CarriedValue(RedisSettings.PasswordName, null, new Origin.Elsewhere($"the Secret {existing}"))] : []);
            Notes.Add("The external Redis has no password in these files, and the program needs one: set mcp-infra:redis and put its password.");
        }
        else if (!values.IsOn("redis.enabled"))
        {
            Notes.Add("Redis is off in these files; the program always runs one, with a password of its own making.");
        }
        else if (!values.IsOn("redis.auth.enabled"))
        {
            Notes.Add("The bundled Redis asks for no password today; the program gives it a generated one.");
        }
        else if (values.Text("redis.auth.existingSecret") is { Length: > 0 } existing)
        {
            Carried.Add(new CarriedValue(RedisSettings.PasswordName, null, new Origin.Elsewhere($"the Secret {existing}")));
        }
        else
        {
            Carried.AddRange(OrShipped<Target.RedisPassword>(RedisSettings.PasswordName));
        }
    }

    private InlineSecret? Of<T>()
        where T : Target => found.LastOrDefault(secret => secret.Target is T);

    private static CarriedValue Carry(string id, InlineSecret secret, string value) => new(id, new SecretText(value), new Origin.OfFile(secret));

    /// <summary>The value of the files, or the one that the chart ships; none where they say that it is empty.</summary>
    private IEnumerable<CarriedValue> OrShipped<T>(string id)
        where T : Target
    {
        var path = ChartCredentials.All.First(row => row is { Fate: Fate.Emptied, Target: T }).Path;
        if (Of<T>() is { } secret)
            yield return Carry(id, secret, secret.Value.Reveal());
        else if (values.At(path) is null && ShippedCredentials.At(path, chartVersion) is { Length: > 0 } shipped)
            yield return new CarriedValue(id, new SecretText(shipped), new Origin.OfChart(path));
        else if (values.At(path) is ScalarNode { Value: null } none)
            Notes.Add($"{values.PlaceOf(none, path)} is empty, and takes the chart's own password away; the program gives the server a generated one.");
        else if (values.At(path) is ScalarNode)
            yield return new CarriedValue(id, null, new Origin.Elsewhere($"{path}, by hand"));
    }
}
