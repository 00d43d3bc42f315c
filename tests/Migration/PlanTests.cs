using McpInfra.Cli.Migrate;
using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>What the plan makes of the ways in which a release can hold its secrets.</summary>
public sealed class PlanTests
{
    [Fact]
    public void Database_External_IsCarriedWithThePasswordThatItsUrlMeans()
    {
        var plan = AnyValuesTests.Plan("postgres: {external: {enabled: true, host: db.example.com, port: 6432, database: mcp, user: gw, password: 'p%40ss'}}\n");

        var database = Assert.IsType<DatabaseSettings.External>(plan.Settings.Database);
        Assert.Equal(("db.example.com", 6432, "mcp", "gw"), (database.Host, database.Port, database.Name, database.User));
        Assert.Equal("p@ss", Value(plan, "POSTGRES_PASSWORD"));
    }

    [Fact]
    public void Database_UrlInExtraEnv_IsTakenApart()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {extraEnv: [{name: DATABASE_URL, value: 'postgresql+psycopg://gw:p%2Fss@db.example.com/mcp'}]}\n");

        Assert.Equal("db.example.com", Assert.IsType<DatabaseSettings.External>(plan.Settings.Database).Host);
        Assert.Equal("p/ss", Value(plan, "POSTGRES_PASSWORD"));
        Assert.Equal("mcpContextForge: {extraEnv: []}\n", Assert.Single(plan.Stripped).Text);
    }

    [Fact]
    public void Redis_ExternalUrl_IsTakenApart()
    {
        var plan = AnyValuesTests.Plan("redis: {external: {enabled: true, url: 'rediss://app:s3cret@cache.example.com:6380/3'}}\n");

        var redis = Assert.IsType<RedisSettings.External>(plan.Settings.Redis);
        Assert.Equal(("cache.example.com", 6380, "app", true, 3), (redis.Host, redis.Port, redis.User, redis.Tls, redis.Db));
        Assert.Equal("s3cret", Value(plan, "REDIS_PASSWORD"));
    }

    [Fact]
    public void Url_InTheChartsSecret_NeverReachedTheGatewayAndIsOnlyRemoved()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge:\n  secret:\n    DATABASE_URL: postgresql://gw:pass@db/mcp\n    SSO_ENABLED: b\n");

        Assert.IsType<Target.Unused>(Assert.Single(plan.Found).Target);
        Assert.Equal("mcpContextForge:\n  secret:\n    SSO_ENABLED: b\n", Assert.Single(plan.Stripped).Text);
    }

    /// <summary>Audit and migration know the same places: what one finds there, the other takes away.</summary>
    [Theory]
    [InlineData("minio: {credentials: {rootUser: minioadmin}}\n", 1)]
    [InlineData("minio: {credentials: {rootUser: storage}}\n", 0)]
    [InlineData("postgres: {credentials: {user: admin}}\n", 0)]
    [InlineData("mcpContextForge: {secret: {BASIC_AUTH_PASSWORD: basic}}\n", 1)]
    [InlineData("mcpContextForge: {config: {RATELIMITER_REDIS_URL: 'redis://limits:6379'}}\n", 0)]
    public void ChartPath_WithACredential_IsFound(string values, int found) => Assert.Equal(found, AnyValuesTests.Plan(values).Found.Count);

    [Fact]
    public void Values_FourTimesTheKeys_CostFourTimes()
    {
        Assert.InRange(Allocation.Growth(() => Plan(1000), () => Plan(4000)), 3, Allocation.MostForFourTimes);

        static void Plan(int keys) => AnyValuesTests.Plan(string.Concat(Enumerable.Range(0, keys).Select(number => $"key{number}: value\n")));
    }

    [Fact]
    public void Part_ThatTheProgramNeverInstalls_IsLeftOutAndTold()
    {
        var plan = AnyValuesTests.Plan("monitoring: {enabled: true, grafana: {adminPassword: hunter22}}\ntesting: {enabled: true}\n");

        Assert.Contains(plan.Notes, note => note.ToString().StartsWith("monitoring.grafana.enabled must be false", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, note => note.ToString().StartsWith("testing.enabled must be false", StringComparison.Ordinal));
        Assert.False(ValueTree.IsTrue(plan.Settings.Values, "testing.enabled"));
    }

    [Fact]
    public void Release_ThatTheProgramCannotTakeOver_IsRefusedWithEachReason()
    {
        var refused = Assert.Throws<MigrationException>(() => AnyValuesTests.Plan("serviceAccount: {create: true}\npostgres: {external: {enabled: true, host: \"\", user: mcp, password: hunter22}}\n"));

        Assert.Contains("mcp-infra:database.host", refused.Message, StringComparison.Ordinal);
        Assert.Contains("mcp-infra:values.serviceAccount.create", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0.0", "null", "cannot be read any more")]
    [InlineData("1.0.8", "null", "does not start with an empty one")]
    [InlineData("1.0.0", "''", "stays readable")]
    [InlineData("1.0.0", "a-salt-of-our-own", "stays readable")]
    public void EncryptionKey_OfEveryVersion_SaysWhatBecomesOfStoredData(string version, string value, string effect)
    {
        var plan = AnyValuesTests.Plan($"mcpContextForge: {{secret: {{AUTH_ENCRYPTION_SECRET: {value}}}}}\n", StackYaml.OfRelease.With("mcp-infra:chart.version", version));

        Assert.Contains(effect, plan.Encryption!.Effect.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Under any name and in any form: it is one by its place, and a switch is none.</summary>
    [Theory]
    [InlineData("SSO_KEY: Hq7ZpW3nLx8vRt2K", 1)]
    [InlineData("LDAP_BIND: winter", 1)]
    [InlineData("PIN: \"4711\"", 1)]
    [InlineData("\"B.C\": winter-1", 1)]
    [InlineData("\"\": winter-2", 1)]
    [InlineData("MORE: {A: winter-3}", 1)]
    [InlineData("MORE: [winter-4]", 1)]
    [InlineData("WEBHOOK: https://hooks.example.com/services/a", 1)]
    [InlineData("FEATURE: true", 0)]
    [InlineData("PLATFORM_ADMIN_EMAIL: boss@example.com", 0)]
    [InlineData("TOKEN_EXPIRY: \"10080\"", 0)]
    public void Value_InTheChartsSecret_MovesUnlessTheChartKeepsASettingThere(string entry, int found)
    {
        var plan = AnyValuesTests.Plan($"mcpContextForge: {{secret: {{{entry}}}}}\n");

        Assert.Equal(found, plan.Found.Count);
        if (found > 0)
            Assert.DoesNotContain(entry.Split(": ")[^1].Trim('"', '}', '[', ']'), plan.StackText, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_ThatExplode_AreRefusedWithTheirLine()
    {
        var values = string.Concat(Enumerable.Range(0, 30).Select(level => $"l{level}: &l{level} [{(level == 0 ? "x" : string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9)))}]\n"));

        Assert.Contains("repeats more with YAML aliases", Assert.Throws<MigrationException>(() => AnyValuesTests.Plan(values)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres:\n  external: {enabled: true,\n    host: \"\", user: mcp, password: hunter22}\n", "values.yaml:3: postgres.external.host (mcp-infra:database.host)")]
    [InlineData("mcpContextForge:\n  extraEnv:\n    - {name: SMTP_PASSWORD, value: hunter22}\n    - {name: DATABASE_URL, valueFrom: {}}\n", "values.yaml:4: mcpContextForge.extraEnv[1] (mcp-infra:values.mcpContextForge.extraEnv[0])")]
    [InlineData("mcpContextForge:\n  extraEnvFrom: [{secretRef: {name: a}},\n    {secretRef: {name: B}}]\n", "values.yaml:3: mcpContextForge.extraEnvFrom[1].secretRef.name (mcp-infra:extraEnvVarsSecret[1].secretRef.name)")]
    public void Refusal_OfWhatStandsInTheFiles_NamesThePersonsKeyWithItsPlace(string values, string expected) =>
        Assert.Contains(expected, Assert.Throws<MigrationException>(() => AnyValuesTests.Plan(values)).Message, StringComparison.Ordinal);

    [Fact]
    public void Stack_ThatGeneratesTheValue_TakesItFromOutsideInstead()
    {
        var stack = StackYaml.OfRelease.With("mcp-infra:secrets.JWT_SECRET_KEY", "{from: generate, length: 64, rotate: 2}").With("mcp-infra:secrets.SMTP_PASSWORD", "{from: external}");

        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {JWT_SECRET_KEY: a-key-of-old}}\n", stack);

        Assert.Equal(new SecretSettings("JWT_SECRET_KEY", new ValueSource { From = SecretSource.External, Group = "carried" }), plan.Settings.Secrets.Single(secret => secret.Name == "JWT_SECRET_KEY"));
        Assert.DoesNotContain("SMTP_PASSWORD", ValueExport.OfGroup(plan, "carried"), StringComparison.Ordinal);
    }

    /// <summary>A source that says other things alone gets another, where it stands and below its comment.</summary>
    [Fact]
    public void Stack_WithASourceOfOtherKeys_HasItInItsPlace()
    {
        var text = StackYaml.OfRelease.Text.Replace("  mcp-infra:secrets:\n", "  # where each comes from\n  mcp-infra:secrets:\n    # signs what is sent\n    JWT_SECRET_KEY:\n      length: 40\n", StringComparison.Ordinal);

        var plan = PlanBuilder.Build(new StackFile("dev", "Pulumi.dev.yaml", new PulumiProject(ProjectFiles.None, "/nowhere")), ValuesFile.Parse("Pulumi.dev.yaml", "/nowhere/Pulumi.dev.yaml", text), [ValuesFile.Parse("values.yaml", "/nowhere/values.yaml", "mcpContextForge: {secret: {JWT_SECRET_KEY: a-key-of-old}}\n")], record: null, SecretSource.External);

        Assert.Contains("  # where each comes from\n  mcp-infra:secrets:\n    # signs what is sent\n    JWT_SECRET_KEY:\n      from: external\n", plan.StackText, StringComparison.Ordinal);
    }

    [Fact]
    public void Stack_WithLineEndsAndCommentsOfItsOwn_KeepsThem()
    {
        var stack = StackYaml.OfRelease.Text.Replace("config:\n", "# ours\nconfig: # settings\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

        var plan = PlanBuilder.Build(new StackFile("dev", "Pulumi.dev.yaml", new PulumiProject(ProjectFiles.None, "/nowhere")), ValuesFile.Parse("Pulumi.dev.yaml", "/nowhere/Pulumi.dev.yaml", stack), [ValuesFile.Parse("values.yaml", "/nowhere/values.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n")], record: null, SecretSource.External);

        Assert.StartsWith("# ours\r\nconfig: # settings\r\n", plan.StackText, StringComparison.Ordinal);
        Assert.Equal(plan.StackText.Count(character => character == '\n'), plan.StackText.Split("\r\n").Length - 1);
    }

    [Fact]
    public void Stack_Production_SaysTwiceThatReferencesAreOptional()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n", StackYaml.OfRelease.With("mcp-infra:environment", "prod"));

        Assert.Equal(new MigrationSettings(Optional: true, AllowOptionalInProd: true, Adopting: true), plan.Settings.Migration);
    }

    [Fact]
    public void References_OfTheReleaseItself_AreKeptBeforeOurs()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}, extraEnvFrom: [{secretRef: {name: team}}]}\n");

        Assert.Equal("team", plan.Settings.ExtraEnvVarsSecret.Single().Name);
        var references = References.ToFile(References.BesideInline(plan), plan.Place);
        Assert.True(references.IndexOf("name: team", StringComparison.Ordinal) < references.IndexOf("name: mcp-gateway-external", StringComparison.Ordinal));
        Assert.Null(plan.Carried.Single(carried => carried.Id == ChartCredentials.JwtSecretKey).Value);
    }

    [Fact]
    public void PasswordForAUrl_WithOtherCharacters_GoesIntoTheStoreWhateverWasAskedFor()
    {
        var plan = AnyValuesTests.Plan("postgres: {credentials: {password: 'p!ss'}}\nredis: {auth: {password: plain}}\n", to: SecretSource.Config);

        Assert.Equal((SecretSource.External, SecretSource.Config), (plan.Settings.Database.Password.From, plan.Settings.Redis.Password.From));
    }

    internal static string Value(MigrationPlan plan, string id) => Assert.Single(plan.Carried, carried => carried.Id == id).Value!.Reveal();
}
