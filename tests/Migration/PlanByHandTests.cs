using McpInfra.Cli.Migrate;
using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>What the plan leaves to a person: why, and what to do.</summary>
public sealed class PlanByHandTests
{
    [Theory]
    [InlineData("common: &pw hunter22\nmcpContextForge: {secret: {SMTP_PASSWORD: *pw}}\n", "mcpContextForge.secret.SMTP_PASSWORD")]
    [InlineData("mcpContextForge:\n  secret: &s\n    SMTP_PASSWORD: hunter22\nother: *s\n", "mcpContextForge.secret.SMTP_PASSWORD")]
    [InlineData("mcpContextForge:\n  secret:\n    SMTP_PASSWORD: 12345678\n", "mcpContextForge.secret.SMTP_PASSWORD")]
    [InlineData("mcpContextForge:\n  extraEnv:\n    - name: POSTGRES_PASSWORD\n      value: hunter22\n", "mcpContextForge.extraEnv[0]")]
    [InlineData("mcpContextForge: {pluginConfig: {plugins: 'token: abcdef123456'}}\n", "mcpContextForge.pluginConfig.plugins")]
    [InlineData("some: {ghp_16C7e42F292c6912E7710c838347Ae178B4a: x}\n", "some")]
    public void Secret_ThatCannotBeMoved_IsLeftToAPersonWithItsPlace(string values, string path)
    {
        var plan = AnyValuesTests.Plan(values);

        var secret = Assert.Single(plan.ByHand);
        Assert.Equal(path, secret.Path);
        Assert.Equal(values, Assert.Single(plan.Stripped).Text);
    }

    /// <summary>What the pods have is not what is written.</summary>
    [Theory]
    [InlineData("mcpContextForge: {extraEnv: [{name: DATABASE_URL, value: 'postgresql://app:hunter22@db.example.com:5432/app?sslmode=require'}]}\n")]
    [InlineData("mcpContextForge: {extraEnv: [{name: REDIS_URL, value: 'rediss://:hunter22@r.example.com:6380/0?ssl_cert_reqs=none'}]}\n")]
    [InlineData("mcpContextForge: {extraEnv: [{name: SMTP_PASSWORD, value: 'S3cretMail$$tail99'}]}\n")]
    [InlineData("mcpContextForge: {extraEnv: [{name: SMTP_PASSWORD, value: 'pre-$(POSTGRES_PASSWORD)-x9Q'}]}\n")]
    [InlineData("mcpContextForge: {secret: {AUTH_ENCRYPTION_SECRET: yes}}\n")]
    public void Value_ThatReachesThePodsOtherwise_IsLeftToAPerson(string values)
    {
        var plan = AnyValuesTests.Plan(values);

        Assert.IsType<Target.ByHand>(Assert.Single(plan.Found).Target);
        Assert.Equal(values, Assert.Single(plan.Stripped).Text);
    }

    [Fact]
    public void Secret_AnchorThatIsUsedTwice_IsNamedWithItsLine()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge:\n  secret:\n    SMTP_PASSWORD: &pw hunter22\n    SSO_OKTA_CLIENT_SECRET: *pw\n");

        var secret = Assert.Single(plan.ByHand);
        Assert.Equal("values.yaml:3", secret.Place);
        Assert.Contains("anchor of line 3", Assert.IsType<Target.ByHand>(secret.Target).What, StringComparison.Ordinal);
    }

    /// <summary>A comment between braces cannot be kept, so that the map stays and says why.</summary>
    [Fact]
    public void Secret_ThatCannotBeCutOut_SaysWhyAndWhatToDo()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge:\n  secret: {\n    # ours\n    SMTP_PASSWORD: hunter22\n  }\n  config: {OKTA_TOKEN: hunter23}\n");

        Assert.Equal("mcpContextForge.secret.SMTP_PASSWORD", Assert.Single(plan.ByHand).Path);
        Assert.Contains("cannot be cut out here without touching what stands beside it", PlanRow.Of(plan, plan.ByHand.Single()).GoesTo.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_ValueTaggedAsBinary_IsByHand()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: !!binary aGVsbG8td29ybGQtc2VjcmV0}}\n");

        Assert.Contains("tagged as binary", Assert.IsType<Target.ByHand>(Assert.Single(plan.Found).Target).What, StringComparison.Ordinal);
    }

    /// <summary>Every kind of what a person has to do says why and what.</summary>
    [Theory]
    [InlineData("nginxProxy: {basicAuth: {password: hunter22}}\n")]
    [InlineData("mcpContextForge: {config: {'a b': {PASSWORD: hunter22}}}\n")]
    [InlineData("mcpContextForge: {extraEnv: [{name: POSTGRES_PASSWORD, value: hunter22}]}\n")]
    [InlineData("monitoring: {enabled: true, grafana: {enabled: true, adminPassword: hunter22}}\n")]
    [InlineData("testing: {enabled: true, registration: {jwt: {secret: hunter22}}}\n")]
    [InlineData("route: {enabled: true, tls: {key: hunter22}}\n")]
    [InlineData("x: &a hunter22\nmcpContextForge: {secret: {SMTP_PASSWORD: *a}}\n")]
    [InlineData("mcpContextForge: {secret: {SMTP_PASSWORD: '${PW}'}}\n")]
    [InlineData("mcpContextForge: {secret: {SMTP_PASSWORD: 12345678}}\n")]
    [InlineData("mcpContextForge: {extraEnv: [{name: SMTP_PASSWORD, value: 'a$$b'}]}\n")]
    [InlineData("mcpContextForge: {extraEnv: [{name: DATABASE_URL, value: 'postgresql://a:b@h/d?x=y'}]}\n")]
    [InlineData("sidecar: {password: db-password}\n")]
    [InlineData("some: {ghp_16C7e42F292c6912E7710c838347Ae178B4a: x}\n")]
    public void ByHand_OfEveryKind_SaysWhyAndWhatToDo(string values)
    {
        var plan = AnyValuesTests.Plan(values);

        var says = PlanRow.Of(plan, Assert.Single(plan.ByHand)).GoesTo.ToString();
        Assert.StartsWith("by hand: ", says, StringComparison.Ordinal);
        Assert.Matches("(so|:) .*(write|set|remove|say|rename|have|see) ", says["by hand: ".Length..]);
    }

    [Fact]
    public void Targets_Each_HaveWords()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n");
        var secret = plan.Found.Single();
        Target[] all = [new Target.Gateway("SMTP_PASSWORD"), new Target.DatabasePassword(), new Target.DatabaseUrl(), new Target.RedisPassword(), new Target.RedisUrl(), new Target.Unused("x"), new Target.MadeAnew("x"), new Target.ByHand("x")];

        Assert.Equal(typeof(Target).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Where(type => type.IsSubclassOf(typeof(Target))).Order(Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name))),
            all.Select(target => target.GetType()).Order(Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name))));
        Assert.All(all, target => Assert.NotEmpty(PlanRow.Of(plan, secret with { Target = target }).GoesTo.ToString()));
    }
}
