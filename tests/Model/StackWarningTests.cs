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

    /// <summary>Words and numbers of six characters, which are a name's end more often than what AWS puts behind it.</summary>
    [Theory]
    [InlineData("team/mailer-secret")]
    [InlineData("team/mailer-SECRET")]
    [InlineData("team/mailer-Secret")]
    [InlineData("team/mailer-202411")]
    [InlineData("team/mailer-prod01")]
    public void Load_ArnThatMayLackItsSuffix_WarnsWithALineThatPrintsTheWholeOne(string name)
    {
        var warning = OnlyWarning(WithSecretOf(name));

        Assert.Equal("mcp-infra:secrets.SMTP_PASSWORD.arn", warning.Path);
        Assert.Contains($"'{name[^7..]}'", warning.Message, StringComparison.Ordinal);
        Assert.Equal($"aws secretsmanager describe-secret --region eu-west-1 --secret-id {name} --query ARN --output text", warning.Fix!);
    }

    [Theory]
    [InlineData("team/mailer-AbCdEf")]
    [InlineData("team/mailer-secret-k3Xw9Q")]
    [InlineData("team/mailer-a1b2c3")]
    [InlineData("team/mailer-qzxkvw")]
    [InlineData("team/mailer-hgtxvq")]
    [InlineData("team/mailer-Jwqzfm")]
    [InlineData("team/mailer-LXQZTR")]
    public void Load_ArnWithItsSuffix_HasNoWarning(string name) => Assert.Empty(WithSecretOf(name).Load().Warnings);

    [Theory]
    [InlineData("team/mailer")]
    [InlineData("team/mailer-*")]
    [InlineData("team/mailer-??????")]
    public void Load_ArnThatIsNone_IsRefused(string name) => Assert.Contains(
        "six-character suffix", Assert.Single(WithSecretOf(name).Problems()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("oidc.eks.us-east-1.amazonaws.com/id/ABCDEF0123456789")]
    [InlineData("oidc-eks.us-east-1.api.aws/id/ABCDEF0123456789")]
    public void Load_OidcProviderOfAnotherRegion_Warns(string issuer)
    {
        var warning = OnlyWarning(StackYaml.Baseline.With("mcp-infra:identity.oidcProviderArn", $"arn:aws:iam::{StackYaml.AccountId}:oidc-provider/{issuer}"));

        Assert.Equal("mcp-infra:identity.oidcProviderArn", warning.Path);
        Assert.Contains("'us-east-1'", warning.Message, StringComparison.Ordinal);
        Assert.StartsWith("aws eks describe-cluster --region eu-west-1 ", warning.Fix!, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OidcProviderOfNoCluster_HasNoWarning() => Assert.Empty(
        StackYaml.Baseline.With("mcp-infra:identity.oidcProviderArn", $"arn:aws:iam::{StackYaml.AccountId}:oidc-provider/oidc.example.com").Load().Warnings);

    [Fact]
    public void Load_OperatorRoleOfAnotherAccount_WarnsWithThePolicyThatItNeeds()
    {
        var warning = OnlyWarning(StackYaml.WithPodIdentity.With("mcp-infra:identity.operatorRoleArn", "arn:aws:iam::999999999999:role/platform/operator"));

        Assert.Equal("mcp-infra:identity.operatorRoleArn", warning.Path);
        Assert.Contains("'999999999999'", warning.Message, StringComparison.Ordinal);
        Assert.Equal(
            "aws iam put-role-policy --role-name operator --policy-name mcp-dev-reader --policy-document '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"AssumeReaderRole\","
            + "\"Effect\":\"Allow\",\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"],\"Resource\":[\"arn:aws:iam::123456789012:role/mcp-dev-reader\"]}]}'",
            warning.Fix!);
    }

    [Fact]
    public void Load_ReplicasBesideTheAutoscaler_WarnsOfWhatOneGets()
    {
        var yaml = StackYaml.Baseline.With("mcp-infra:values.mcpContextForge", "{replicaCount: 3, hpa: {maxReplicas: 6}}");
        var warning = OnlyWarning(yaml);

        Assert.Equal("mcp-infra:values.mcpContextForge.replicaCount", warning.Path);
        Assert.Contains("has 2 to 6 of them", warning.Message, StringComparison.Ordinal);
        Assert.Contains("hpa.enabled", warning.Fix!, StringComparison.Ordinal);
        Assert.Empty(StackYaml.Baseline.With("mcp-infra:values.mcpContextForge", "{replicaCount: 3, hpa: {enabled: false}}").Load().Warnings);
    }

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

    private static StackYaml WithSecretOf(string name) => StackYaml.Baseline.With(
        "mcp-infra:secrets.SMTP_PASSWORD", $"{{from: existing, arn: 'arn:aws:secretsmanager:eu-west-1:{StackYaml.AccountId}:secret:{name}', property: p}}");

    private static SettingsProblem OnlyWarning(StackYaml yaml, string stack = "dev") => Assert.Single(yaml.Load(stack).Warnings);
}
