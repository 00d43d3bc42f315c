using McpInfra.Cli.Migrate;
using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>Which of several values is in force, in the files and in the pods, and is the one that moves.</summary>
public sealed class PlanPrecedenceTests
{
    /// <summary>The chart's own values are in force where nobody set others; stored data depends on one of them.</summary>
    [Theory]
    [InlineData("1.0.7", "my-test-salt")]
    [InlineData("1.0.8", null)]
    public void ShippedCredentials_InForce_AreCarriedAndTold(string version, string? encryption)
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n", StackYaml.OfRelease.With("mcp-infra:chart.version", version));

        Assert.Equal(encryption, plan.Carried.SingleOrDefault(carried => carried.Id == "AUTH_ENCRYPTION_SECRET")?.Value?.Reveal());
        Assert.Equal("test123", PlanTests.Value(plan, "POSTGRES_PASSWORD"));
        Assert.Equal("change-me-redis", PlanTests.Value(plan, "REDIS_PASSWORD"));
        Assert.All(plan.Carried.Where(carried => carried.Id != "SMTP_PASSWORD"), carried => Assert.True(carried.Origin.IsShipped));
        Assert.Equal(("postgresdb", "admin"), (plan.Settings.Database.Name, plan.Settings.Database.User));
    }

    /// <summary>Helm deletes the chart's default with its map, so nothing of it is in force.</summary>
    [Fact]
    public void Plan_MapOfTheChartThatIsNull_CarriesNoDefaultOfIt()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: null}\n");

        Assert.DoesNotContain(plan.Carried, value => value.Origin is Origin.OfChart && value.Id == ChartCredentials.JwtSecretKey);
    }

    [Fact]
    public void Files_LaterOneWins_AndNullDeletes()
    {
        ValuesFile[] files =
        [
            ValuesFile.Parse("a.yaml", "/nowhere/a.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: first1, CSRF_SECRET_KEY: first2}, extraEnv: [{name: X_TOKEN, value: first3}]}\n"),
            ValuesFile.Parse("b.yaml", "/nowhere/b.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: second1, CSRF_SECRET_KEY: null}, extraEnv: [{name: Y_TOKEN, value: second3}]}\n"),
        ];

        var plan = PlanBuilder.Build(new StackFile("dev", "Pulumi.dev.yaml", new PulumiProject(ProjectFiles.None, "/nowhere")), ValuesFile.Parse("Pulumi.dev.yaml", "/nowhere/Pulumi.dev.yaml", StackYaml.OfRelease.Text), files, record: null, SecretSource.External);

        Assert.Equal("second1", PlanTests.Value(plan, "SMTP_PASSWORD"));
        Assert.Equal("second3", PlanTests.Value(plan, "Y_TOKEN"));
        Assert.DoesNotContain(plan.Carried, carried => carried.Id is "CSRF_SECRET_KEY" or "X_TOKEN");
        Assert.Equal("mcpContextForge: {secret: {}, extraEnv: []}\n", plan.Stripped[0].Text);
        Assert.Equal("mcpContextForge: {secret: {CSRF_SECRET_KEY: null}, extraEnv: []}\n", plan.Stripped[1].Text);
    }

    /// <summary>The order of a pod: the chart's Secret, its ConfigMap, extraEnv.</summary>
    [Fact]
    public void Variable_SetInThreePlaces_IsTheOneThatThePodHas()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {extraEnv: [{name: A_TOKEN, value: third}], config: {A_TOKEN: second, B_TOKEN: second}, secret: {A_TOKEN: first, B_TOKEN: first}}\n");

        Assert.Equal(("third", "second"), (PlanTests.Value(plan, "A_TOKEN"), PlanTests.Value(plan, "B_TOKEN")));
    }

    /// <summary>What wins in the pods is in force, also where it is empty, null or no secret; the one below it is none.</summary>
    [Theory]
    [InlineData("config: {SMTP_PASSWORD: ''}, secret: {SMTP_PASSWORD: hunter22}", "the pods have the SMTP_PASSWORD of mcpContextForge.config.SMTP_PASSWORD on line 1 of values.yaml")]
    [InlineData("config: {SMTP_PASSWORD: null}, secret: {SMTP_PASSWORD: hunter22}", "the pods have the SMTP_PASSWORD of mcpContextForge.config.SMTP_PASSWORD on line 1 of values.yaml")]
    [InlineData("config: {SMTP_PASSWORD: true}, secret: {SMTP_PASSWORD: hunter22}", "the pods have the SMTP_PASSWORD of mcpContextForge.config.SMTP_PASSWORD on line 1 of values.yaml")]
    [InlineData("extraEnv: [{name: SMTP_PASSWORD, valueFrom: {secretKeyRef: {name: a, key: b}}}], secret: {SMTP_PASSWORD: hunter22}", "the pods have the SMTP_PASSWORD of mcpContextForge.extraEnv[0] on line 1 of values.yaml")]
    [InlineData("extraEnv: [{name: SMTP_PASSWORD}], secret: {SMTP_PASSWORD: hunter22}", "the pods have the SMTP_PASSWORD of mcpContextForge.extraEnv[0]")]
    public void Variable_WonByWhatIsNoSecret_IsNotCarriedAndSaysWhatThePodsHave(string values, string because)
    {
        var plan = AnyValuesTests.Plan($"mcpContextForge: {{{values}}}\n");

        Assert.Contains(because, Assert.IsType<Target.Unused>(Assert.Single(plan.Found).Target).Because, StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Carried, carried => carried.Id == "SMTP_PASSWORD");
        Assert.DoesNotContain("hunter22", Assert.Single(plan.Stripped).Text, StringComparison.Ordinal);
    }

    /// <summary>The name says what it is, wherever it stands.</summary>
    [Fact]
    public void Variable_PlainOverASecretOfItsName_IsOneToo()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {config: {LDAP_BIND: summer}, secret: {LDAP_BIND: winter}}\n");

        Assert.Equal("summer", PlanTests.Value(plan, "LDAP_BIND"));
        Assert.Equal("mcpContextForge: {config: {}, secret: {}}\n", Assert.Single(plan.Stripped).Text);
    }

    [Theory]
    [InlineData("mcpContextForge: {config: {JWT_SECRET_KEY: ''}}\n", "JWT_SECRET_KEY is empty today, by mcpContextForge.config.JWT_SECRET_KEY on line 1 of values.yaml")]
    [InlineData("mcpContextForge: {secret: {JWT_SECRET_KEY: null}}\n", "JWT_SECRET_KEY is empty today, by mcpContextForge.secret.JWT_SECRET_KEY on line 1 of values.yaml")]
    [InlineData("postgres: {credentials: {password: null}}\n", "postgres.credentials.password on line 1 of values.yaml is empty, and takes the chart's own password away")]
    public void Credential_EmptyOrFromElsewhere_IsToldWithItsPlace(string values, string note)
    {
        var plan = AnyValuesTests.Plan(values);

        Assert.Contains(plan.Notes, told => told.ToString().StartsWith(note, StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Carried, carried => carried.Id == (values[0] == 'p' ? "POSTGRES_PASSWORD" : "JWT_SECRET_KEY"));
    }
}
