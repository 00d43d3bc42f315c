using McpInfra.Contract;
using McpInfra.Migration;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>What could be a secret by its name and looks like none: it moves where it can, is asked for elsewhere, and is never silently plain.</summary>
public sealed class DoubtTests : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("config: {SMTP_KEY: hunter4RealPw9x}")]
    [InlineData("config: {SMTP_KEY: winter}")]
    [InlineData("config: {OKTA_SECRET: plain-conf-pw-77}")]
    [InlineData("config: {OKTA_SECRET: SUMMER_2024_X}")]
    [InlineData("config: {SMTP_PASSWORD: secure}")]
    [InlineData("config: {SMTP_PASSWORD: 42}")]
    [InlineData("config: {SMTP_PASSWORD: 'Correct horse battery staple'}")]
    [InlineData("config: {SMTP_PASSWORD: /run-away/home}")]
    [InlineData("config: {HASH_SALT: pepper}")]
    [InlineData("config: {SMTPKEY: winter}")]
    [InlineData("extraEnv: [{name: SMTP_KEY, value: winter}]")]
    [InlineData("extraEnv: [{name: OKTA_SECRET, value: plain-conf-pw-77}]")]
    [InlineData("extraEnv: [{<<: {name: OKTA_SECRET}, value: plain-conf-pw-77}]")]
    [InlineData("secret: {<<: {LDAP_BIND: winter-pw}}")]
    public void Value_UnderTheNameOfASecretOfTheGateway_MovesAndIsCopiedNowhere(string values)
    {
        var text = values[(values.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Trim('}', ']', '\'');

        var plan = AnyValuesTests.Plan($"mcpContextForge: {{{values}}}\n");

        var secret = Assert.Single(plan.Found);
        Assert.IsType<Target.Gateway>(secret.Target);
        Assert.Contains(plan.Carried, carried => carried.Value?.Reveal() == text);
        Assert.DoesNotContain($" {text}\n", plan.StackText, StringComparison.Ordinal);
        Assert.DoesNotContain(text, Assert.Single(plan.Stripped).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PASSWORDS: {admin: winter, ops: summer}\n", 2)]
    [InlineData("app: {extraArgs: [--port, '80', --api-key, winter, -v]}\n", 1)]
    public void Value_OfAnotherChart_IsAskedForAndCopiedNowhere(string values, int found)
    {
        var plan = AnyValuesTests.Plan(values);

        Assert.Equal(found, plan.ByHand.Count());
        Assert.DoesNotContain("winter", plan.StackText, StringComparison.Ordinal);
        Assert.DoesNotContain("--api-key", plan.StackText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mcpContextForge: {config: {REDIS_LEADER_KEY: leader, REQUIRE_STRONG_SECRETS: 'true', MAX_TOKENS: 4096, DANGEROUSLY_OMIT_AUTH: 'true', JWT_PUBLIC_KEY: winter}}\n")]
    [InlineData("mcpContextForge: {ingress: {tls: {secretName: gw-tls}}, imagePullSecrets: [{name: pull}]}\n")]
    [InlineData("other: {existingSecret: db-credentials, secretKeyRef: {name: a, key: b}, cacheKey: winter}\n")]
    public void Value_ThatIsNoSecret_IsNotAskedFor(string values) => Assert.Empty(AnyValuesTests.Plan(values).Found);

    [Theory]
    [InlineData("SMTP_PASSWORD", "config: {SMTP_PASSWORD: '${SMTP_PASSWORD}'}", "say --secret SMTP_PASSWORD where this very text is the value")]
    [InlineData("SMTP_PASSWORD", "secret: {SMTP_PASSWORD: '{{ env \"SMTP\" }}'}", "write the value that the pods have")]
    [InlineData("JWT_SECRET_KEY", "secret: {JWT_SECRET_KEY: $JWT_KEY}", "write the value that the pods have")]
    [InlineData("SMTP_PASSWORD", "secret: {SMTP_PASSWORD: 'ref+awssecrets://a/b#c'}", "write the value that the pods have")]
    public void Value_ThatIsFilledInBeforeHelmReadsIt_IsLeftToAPersonUnlessSaidToBeIt(string name, string values, string expected)
    {
        var text = $"mcpContextForge: {{{values}}}\n";

        var asked = AnyValuesTests.Plan(text);
        var said = AnyValuesTests.Plan(text, said: Decisions.Said([name], []));

        Assert.Contains(expected, Assert.IsType<Target.ByHand>(Assert.Single(asked.Found).Target).What, StringComparison.Ordinal);
        Assert.Null(asked.Carried.SingleOrDefault(carried => carried.Id == name)?.Value);
        Assert.IsType<Target.Gateway>(Assert.Single(said.Found).Target);
    }

    /// <summary>The program makes none of its own for a credential of the chart that a person is still to look at.</summary>
    [Fact]
    public void Credential_LeftToAPerson_IsNotGeneratedInTheMeantime()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge:\n  secret:\n    JWT_SECRET_KEY: &k hunter2-of-old\n    X_KEY: *k\n");

        Assert.Null(plan.Carried.Single(carried => carried.Id == "JWT_SECRET_KEY").Value);
        Assert.Equal("external", plan.Settings.Secrets.Single(secret => secret.Name == "JWT_SECRET_KEY").Source.From.ToString().ToLowerInvariant());
    }

    [Fact]
    public async Task Decision_ForAnotherChartsValue_IsRecordedAndKept()
    {
        const string values = "sidecar: {password: db-password}\nmcpContextForge: {secret: {SMTP_PASSWORD: canary-smtp}, config: {LDAP_BIND: canary-bind}}\n";
        _project.WithFile("values.yaml", values);

        var asked = await _project.RunAsync("migrate", "values.yaml");
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("it could be a secret by its name: say --plain sidecar.password where it is none", asked.Output, StringComparison.Ordinal);

        var begun = await _project.RunAsync("migrate", "values.yaml", "--plain", "sidecar.password", "--secret", "LDAP_BIND", "--write");
        Assert.Equal((0, ""), (begun.ExitCode, begun.Error));
        Assert.Contains("secret:\n  - LDAP_BIND\nplain:\n  - sidecar.password\n", _project.Read("migration.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("canary-bind", (await _project.RunAsync("migrate", "export", "--group", "external")).Output, StringComparison.Ordinal);

        await _project.CompareAsync();
        var ready = await _project.RunAsync("migrate", "--write", "--ready");
        Assert.Equal((0, ""), (ready.ExitCode, ready.Error));
        Assert.Equal("sidecar: {password: db-password}\nmcpContextForge: {secret: {}, config: {}}\n", _project.Read("values.yaml"));
    }

    [Theory]
    [InlineData("--plain", "NOTHING", "these files have no text at NOTHING")]
    [InlineData("--secret", "a.b", "these files have no text at a.b")]
    [InlineData("--plain", "SMTP_PASSWORD", "values.yaml:1: mcpContextForge.secret.SMTP_PASSWORD was said to be plain, and is a secret by its")]
    public async Task Decision_ThatMeansNothingOrCallsASecretPlain_IsRefused(string option, string name, string expected)
    {
        _project.WithFile("values.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: canary-smtp}}\n");

        var run = await _project.RunAsync("migrate", "values.yaml", option, name);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Whoever says so has Secrets in mind that nobody has put these values into; also where stage 1 itself is refused.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_ReadySaidBeforeAnythingWasCarried_TakesNothingOut(bool saysChart)
    {
        const string values = "mcpContextForge:\n  secret:\n    JWT_SECRET_KEY: 0f8fad5bd9cb469fa16570867728950e\n";
        _project.With("dev", (saysChart ? StackYaml.OfRelease : StackYaml.Baseline).Text).WithFile("values.yaml", values);

        var run = await _project.RunAsync("migrate", "values.yaml", "--stack", "dev", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The migration of this release has not begun", run.Error, StringComparison.Ordinal);
        Assert.Equal(values, _project.Read("values.yaml"));
        Assert.False(File.Exists(_project.PathOf("migration.dev.yaml")));
    }
}
