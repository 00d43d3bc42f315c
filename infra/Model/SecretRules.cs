using McpInfra.Contract;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Which source suits which secret, and whether every configured value has one.</summary>
internal static class SecretRules
{
    private static readonly SettingsPath DatabasePassword = SettingsPath.Of("database").Key("password");
    private static readonly SettingsPath RedisPassword = SettingsPath.Of("redis").Key("password");

    public static SettingsPath PathOf(string name) => SettingsPath.Of("secrets").Key(name);

    public static void Check(StackSettings settings, Problems problems)
    {
        CheckAdministrator(settings, problems);
        CheckReservedNames(settings, problems);
        CheckFixedForLife(settings, problems);
        CheckGeneratedElsewhere(settings, problems);
        CheckSigningKeys(settings, problems);
        CheckConfiguredValues(settings, problems);
        CheckInUrl(settings, problems);
    }

    private static void CheckAdministrator(StackSettings settings, Problems problems)
    {
        if (settings.Secrets.All(secret => secret.Name != ChartCredentials.PlatformAdminPassword))
        {
            problems.Required(PathOf(ChartCredentials.PlatformAdminPassword).Key("from"),
                "without this password the gateway makes an administrator nobody can ever log in as", "generate");
        }
    }

    /// <summary>Names that the catalog gives to the program's own passwords, where the chart does not shadow them anyway.</summary>
    private static void CheckReservedNames(StackSettings settings, Problems problems)
    {
        var taken = new List<(string Name, string Instead)>();
        if (settings.Redis is RedisSettings.External)
            taken.Add((RedisSettings.PasswordName, "is Redis's own password: use mcp-infra:redis.password"));
        if (ValueTree.IsTrue(settings.Values, "pgadmin.enabled"))
            taken.Add(("PGADMIN_DEFAULT_PASSWORD", "is pgAdmin's own password, which has a secret of its own"));
        if (ValueTree.IsTrue(settings.Values, "minio.enabled"))
            taken.Add(("MINIO_ROOT_PASSWORD", "is MinIO's own password, which has a secret of its own"));
        foreach (var (name, instead) in taken.Where(name => settings.Secrets.Any(secret => secret.Name == name.Name)))
            problems.Remove(PathOf(name), instead + ".");
    }

    private static void CheckFixedForLife(StackSettings settings, Problems problems)
    {
        foreach (var secret in settings.Secrets.Where(secret => secret.Name == ChartCredentials.AuthEncryptionSecret))
            CheckFixed(PathOf(secret.Name), secret.Source, "it encrypts what the gateway has stored, which nothing else can read", problems);
        if (settings.Database is DatabaseSettings.Bundled database)
            CheckFixed(DatabasePassword, database.Password, "Postgres keeps the password that its volume was made with", problems);
        if (settings.Redis is RedisSettings.Bundled redis)
            CheckFixed(RedisPassword, redis.Password, "a Redis that runs keeps the password it was started with", problems);
    }

    private static void CheckFixed(SettingsPath path, ValueSource source, string because, Problems problems)
    {
        if (source.Rotate != 0)
            problems.Remove(path.Key("rotate"), $"cannot be: this value never changes, since {because}.");
        if (source.Length != GeneratedLength.Default)
            problems.Remove(path.Key("length"), $"cannot be: a length would make a new value one day, and this one never changes, since {because}.");
    }

    private static void CheckGeneratedElsewhere(StackSettings settings, Problems problems)
    {
        if (settings.Database is DatabaseSettings.External { Password.From: SecretSource.Generate })
            RefuseGenerate(DatabasePassword, "Postgres", problems);
        if (settings.Redis is RedisSettings.External { Password.From: SecretSource.Generate })
            RefuseGenerate(RedisPassword, "Redis", problems);
    }

    private static void RefuseGenerate(SettingsPath password, string server, Problems problems) => problems.Change(
        password.Key("from"), $"cannot be 'generate': a {server} that somebody else runs does not know a value made here. Use config, external or existing.", "external");

    private static void CheckSigningKeys(StackSettings settings, Problems problems)
    {
        foreach (var secret in settings.Secrets)
        {
            if (IsSigningKey(secret.Name)
                && secret.Source is { From: SecretSource.Generate, Length: < GeneratedLength.SigningKeyMinimum })
            {
                problems.OutOfRange(PathOf(secret.Name).Key("length"), $"{secret.Source.Length}",
                    $"a signing key has {GeneratedLength.SigningKeyMinimum} to {GeneratedLength.Maximum} characters", $"{GeneratedLength.SigningKeyMinimum}");
            }
        }
    }

    public static bool IsSigningKey(string name) => name.EndsWith("_SECRET_KEY", StringComparison.Ordinal);

    /// <summary>Each <c>from: config</c> has a value, and each value has a secret that wants it.</summary>
    private static void CheckConfiguredValues(StackSettings settings, Problems problems)
    {

        // One of a name that no variable can have is told to go, and so is asked for no value.
        var wanted = settings.Secrets.Where(secret => secret.Source.From == SecretSource.Config && TextFormats.EnvironmentVariable.IsValid(secret.Name)).Select(secret => secret.Name).ToHashSet();
        if (settings.Database.Password.From == SecretSource.Config)
            wanted.Add(DatabaseSettings.PasswordName);
        if (settings.Redis.Password.From == SecretSource.Config)
            wanted.Add(RedisSettings.PasswordName);

        foreach (var name in wanted.Except(settings.SecretValues.Keys))
        {
            var path = SecretsTopic.Values.TopLevel.Key(name);
            problems.Add(path, "is missing: a secret has from: config, and this is where its encrypted value belongs.", problems.Command.SetSecret(path));
        }

        foreach (var name in settings.SecretValues.Keys.Except(wanted))
            problems.Remove(SecretsTopic.Values.TopLevel.Key(name), "is used by nothing: no secret of this name has from: config.");
    }

    /// <summary>The chart joins a password into a URL as it is; one of somebody else's server is encoded where a Secret is composed.</summary>
    private static void CheckInUrl(StackSettings settings, Problems problems)
    {
        var isComposed = settings.Backend.Composes;
        if (IsInUrl(settings, DatabaseSettings.PasswordName))
            CheckInUrl(isComposed ? DatabasePassword : SettingsPath.Of("database"), DatabaseSettings.PasswordName, settings.Database.Password, settings, problems);
        if (IsInUrl(settings, RedisSettings.PasswordName))
            CheckInUrl(isComposed ? RedisPassword : SettingsPath.Of("redis"), RedisSettings.PasswordName, settings.Redis.Password, settings, problems);
    }

    /// <summary>Whether the chart joins the value of this name into a URL.</summary>
    public static bool IsInUrl(StackSettings settings, string name) => name switch
    {
        DatabaseSettings.PasswordName => settings.Database is DatabaseSettings.Bundled || !settings.Backend.Composes,
        RedisSettings.PasswordName => settings.Redis is RedisSettings.Bundled,
        _ => false,
    };

    /// <summary>Whether a text stands in a URL as it is.</summary>
    public static bool FitsUrl(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~');

    private static void CheckInUrl(SettingsPath path, string name, ValueSource source, StackSettings settings, Problems problems)
    {
        var allowed = Words.Own("must be letters, digits and - _ . ~ alone: the chart joins it into a URL as it is.");
        if (source.From == SecretSource.Generate)
            return;
        var configured = SecretsTopic.Values.TopLevel.Key(name);
        if (source.From != SecretSource.Config || !settings.SecretValues.TryGetValue(name, out var value) || value.IsPlaceholder)
            problems.Warn(path, $"brings a password that {allowed}");
        else if (!FitsUrl(value.Reveal()))
            problems.Add(configured, allowed, problems.Command.SetSecret(configured));
    }
}
