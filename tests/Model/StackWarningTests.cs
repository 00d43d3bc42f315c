using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Model;

public class StackWarningTests
{
    [Fact]
    public void Load_NewerChart_NamesChartCheckAndPrintsNoLineToRun()
    {
        var warning = OnlyWarning(StackYaml.Baseline.With("mcp-infra:chart.version", "1.1.0"));

        Assert.Equal("mcp-infra:chart.version", warning.Path);
        Assert.Contains("'chart check'", warning.Message, StringComparison.Ordinal);
        Assert.Null(warning.Fix);
    }

    [Fact]
    public void Load_LogLevelWithAMigrationJob_WarnsThatTheJobDoesNotSeeIt()
    {
        var warning = OnlyWarning(StackYaml.WithExternalDatabase.With("mcp-infra:secrets.LOG_LEVEL.from", "external"));

        Assert.Equal("mcp-infra:secrets.LOG_LEVEL", warning.Path);
        Assert.Contains("not the migration Job", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_LogLevelWithoutAMigrationJob_HasNoWarning() =>
        Assert.Empty(StackYaml.Baseline.With("mcp-infra:secrets.LOG_LEVEL.from", "external").Load().Warnings);

    [Fact]
    public void Load_PgBouncerWithAnExternalDatabase_WarnsOfItsUrl() => Assert.Equal(
        "mcp-infra:values.pgbouncer.enabled", OnlyWarning(StackYaml.WithExternalDatabase.With("mcp-infra:values", "{pgbouncer: {enabled: true}}")).Path);

    [Theory]
    [InlineData("external")]
    [InlineData("config")]
    public void Load_BundledServerWithAPasswordOfSomebodyElse_WarnsOfItsUrl(string from)
    {
        var database = StackYaml.Baseline.With("mcp-infra:database.password.from", from);
        var redis = StackYaml.Baseline.With("mcp-infra:redis.password.from", from);
        if (from == "config")
        {
            database = database.With("mcp-infra:secretValues.POSTGRES_PASSWORD", StackYaml.Ciphertext);
            redis = redis.With("mcp-infra:secretValues.REDIS_PASSWORD", StackYaml.Ciphertext);
        }

        Assert.Equal(("mcp-infra:database.password", "mcp-infra:redis.password"), (OnlyWarning(database).Path, OnlyWarning(redis).Path));
    }

    [Theory]
    [InlineData("letters-AND_digits.1~", true)]
    [InlineData("a/b", false)]
    [InlineData("ü", false)]
    public void Check_KnownPasswordOfABundledServer_MustStandInAUrl(string password, bool isFine)
    {
        var yaml = StackYaml.Baseline.With("mcp-infra:database.password.from", "config").With("mcp-infra:secretValues.POSTGRES_PASSWORD", StackYaml.Ciphertext);
        var settings = yaml.Load() with { SecretValues = new Dictionary<string, SecretText> { [DatabaseSettings.PasswordName] = new(password) } };
        var problems = new Problems("dev");

        SecretRules.Check(settings, problems);

        Assert.Equal(isFine ? [] : ["mcp-infra:secretValues.POSTGRES_PASSWORD"], problems.Errors.Select(error => error.Path));
        Assert.Empty(problems.Warnings);
        Assert.DoesNotContain(password, string.Join('\n', problems.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_GroupThatEndsLikeAnArn_Warns() => Assert.Equal(
        "mcp-infra:secrets.A.group", OnlyWarning(StackYaml.Baseline.With("mcp-infra:secrets.A", "{from: generate, group: my-signer}")).Path);

    [Fact]
    public void Load_NoRecoveryWindowInProduction_Warns() => Assert.Equal(
        "mcp-infra:aws.recoveryWindowDays", OnlyWarning(StackYaml.Baseline.With("mcp-infra:aws.recoveryWindowDays", "0"), "prod").Path);

    [Fact]
    public void Load_ReplicaWithoutAKeyBesideAnOwnKey_Warns() => Assert.Equal(
        "mcp-infra:aws.replicas[0].kmsKeyArn",
        OnlyWarning(StackYaml.Baseline.With("mcp-infra:aws.kms", "managed").With("mcp-infra:aws.replicas", "[{region: eu-central-1}]")).Path);

    [Fact]
    public void Load_NullInValues_WarnsThatItIsNotSent() => Assert.Equal(
        "mcp-infra:values.a", OnlyWarning(StackYaml.Baseline.With("mcp-infra:values", "{a: null}")).Path);

    [Fact]
    public void Load_ProviderSettingsThatAreNotRead_Warns() => Assert.Equal(
        "aws:profile", OnlyWarning(StackYaml.Baseline.With("aws:profile", "team")).Path);

    [Fact]
    public void Load_ErrorsAndWarnings_TellsBothAndMarksTheWarnings()
    {
        var refused = Assert.Throws<SettingsException>(() =>
            StackYaml.Baseline.With("mcp-infra:chart.version", "1.1.0").With("mcp-infra:store.kind", "x").Load());

        Assert.Equal("mcp-infra:store.kind", Assert.Single(refused.Problems).Path);
        Assert.Equal("mcp-infra:chart.version", Assert.Single(refused.Warnings).Path);
        Assert.StartsWith("Stack dev has 1 problem in its configuration:\n  mcp-infra:store.kind", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\n  warning: mcp-infra:chart.version", refused.Message, StringComparison.Ordinal);
    }

    private static SettingsProblem OnlyWarning(StackYaml yaml, string stack = "dev") => Assert.Single(yaml.Load(stack).Warnings);
}
