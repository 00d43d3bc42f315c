using McpInfra.Settings;

namespace McpInfra.Tests.Settings;

public class PulumiCommandTests
{
    private static readonly PulumiCommand Command = new("dev");

    [Fact]
    public void Set_Path_IsQuoted() => Assert.Equal(
        "pulumi config set --stack dev --path 'mcp-infra:secrets.JWT_SECRET_KEY.length' 48",
        Command.Set(SettingsPath.Of("secrets").Key("JWT_SECRET_KEY").Key("length"), "48").ToString());

    [Fact]
    public void Set_TopLevelKey_NeedsNoPath() => Assert.Equal(
        "pulumi config set --stack dev aws:region eu-west-1", Command.Set(new SettingsPath("aws:region"), "eu-west-1").ToString());

    [Fact]
    public void Set_LongPlainValueUnderASecretsName_SaysThatItIsPlain() => Assert.Equal(
        "pulumi config set --stack dev --plaintext --path 'mcp-infra:database.password.arn' 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!a-AbCdEf'",
        Command.Set(SettingsPath.Of("database").Key("password").Key("arn"), "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!a-AbCdEf").ToString());

    [Fact]
    public void Set_ValueWithAHyphenInFront_IsNoFlag() => Assert.Equal(
        "pulumi config set --stack dev --type string --path -- 'mcp-infra:kubernetes.context' -0", Command.Set(SettingsPath.Of("kubernetes").Key("context"), "-0", isText: true).ToString());

    [Fact]
    public void Remove_KeyWithAHyphenInFront_IsNoFlag() => Assert.Equal("pulumi config rm --stack dev -- -infra:x", Command.Remove(new SettingsPath("-infra:x")).ToString());

    [Fact]
    public void SetSecret_Path_TakesNoValue() => Assert.Equal(
        "pulumi config set --stack dev --secret --path 'mcp-infra:secretValues.SMTP_PASSWORD'",
        Command.SetSecret(SettingsPath.Of("secretValues").Key("SMTP_PASSWORD")).ToString());

    [Theory]
    [InlineData("a.b", "'mcp-infra:aws.tags[\"a.b\"]'")]
    [InlineData("a b", "'mcp-infra:aws.tags[\"a b\"]'")]
    [InlineData("say \"a\"", "'mcp-infra:aws.tags[\"say \\\"a\\\"\"]'")]
    [InlineData("it's", "'mcp-infra:aws.tags.it'\\''s'")]
    [InlineData("", "'mcp-infra:aws.tags[\"\"]'")]
    public void Remove_KeyWithSpecialCharacters_IsQuotedForPulumiAndForTheShell(string key, string expected) => Assert.Equal(
        "pulumi config rm --stack dev --path " + expected, Command.Remove(SettingsPath.Of("aws").Key("tags").Key(key)).ToString());
}
