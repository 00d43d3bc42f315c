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

    /// <summary>The chart's own values are in force where nobody set others; stored data depends on one of them.</summary>
    [Theory]
    [InlineData("1.0.7", "my-test-salt")]
    [InlineData("1.0.8", null)]
    public void ShippedCredentials_InForce_AreCarriedAndTold(string version, string? encryption)
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n", StackYaml.OfRelease.With("mcp-infra:chart.version", version));

        Assert.Equal(encryption, plan.Carried.SingleOrDefault(carried => carried.Id == "AUTH_ENCRYPTION_SECRET")?.Value?.Reveal());
        Assert.Equal("test123", Value(plan, "POSTGRES_PASSWORD"));
        Assert.Equal("change-me-redis", Value(plan, "REDIS_PASSWORD"));
        Assert.All(plan.Carried.Where(carried => carried.Id != "SMTP_PASSWORD"), carried => Assert.True(carried.Origin.IsShipped));
        Assert.Equal(("postgresdb", "admin"), (plan.Settings.Database.Name, plan.Settings.Database.User));
    }

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
    public void Aliases_ThatExplode_AreRefusedWithTheirLine()
    {
        var values = string.Concat(Enumerable.Range(0, 30).Select(level => $"l{level}: &l{level} [{(level == 0 ? "x" : string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9)))}]\n"));

        Assert.Contains("repeats more with YAML aliases", Assert.Throws<MigrationException>(() => AnyValuesTests.Plan(values)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_AnchorThatIsUsedTwice_IsNamedWithItsLine()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge:\n  secret:\n    SMTP_PASSWORD: &pw hunter22\n    SSO_OKTA_CLIENT_SECRET: *pw\n");

        var secret = Assert.Single(plan.ByHand);
        Assert.Equal("values.yaml:3", secret.Place);
        Assert.Contains("anchor of line 3", Assert.IsType<Target.ByHand>(secret.Target).What, StringComparison.Ordinal);
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

        Assert.Equal("second1", Value(plan, "SMTP_PASSWORD"));
        Assert.Equal("second3", Value(plan, "Y_TOKEN"));
        Assert.DoesNotContain(plan.Carried, carried => carried.Id is "CSRF_SECRET_KEY" or "X_TOKEN");
        Assert.Equal("mcpContextForge: {secret: {}, extraEnv: []}\n", plan.Stripped[0].Text);
        Assert.Equal("mcpContextForge: {secret: {CSRF_SECRET_KEY: null}, extraEnv: []}\n", plan.Stripped[1].Text);
    }

    /// <summary>The order of a pod: the chart's Secret, its ConfigMap, extraEnv.</summary>
    [Fact]
    public void Variable_SetInThreePlaces_IsTheOneThatThePodHas()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {extraEnv: [{name: A_TOKEN, value: third}], config: {A_TOKEN: second, B_TOKEN: second}, secret: {A_TOKEN: first, B_TOKEN: first}}\n");

        Assert.Equal(("third", "second"), (Value(plan, "A_TOKEN"), Value(plan, "B_TOKEN")));
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

        Assert.Equal("summer", Value(plan, "LDAP_BIND"));
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

    [Theory]
    [InlineData("postgres:\n  external: {enabled: true,\n    host: \"\", user: mcp, password: hunter22}\n", "values.yaml:3: postgres.external.host (mcp-infra:database.host)")]
    [InlineData("mcpContextForge:\n  extraEnv:\n    - {name: SMTP_PASSWORD, value: hunter22}\n    - {name: DATABASE_URL, valueFrom: {}}\n", "values.yaml:4: mcpContextForge.extraEnv[1] (mcp-infra:values.mcpContextForge.extraEnv[0])")]
    [InlineData("mcpContextForge:\n  extraEnvFrom: [{secretRef: {name: a}},\n    {secretRef: {name: B}}]\n", "values.yaml:3: mcpContextForge.extraEnvFrom[1].secretRef.name (mcp-infra:extraEnvVarsSecret[1].secretRef.name)")]
    public void Refusal_OfWhatStandsInTheFiles_NamesThePersonsKeyWithItsPlace(string values, string expected) =>
        Assert.Contains(expected, Assert.Throws<MigrationException>(() => AnyValuesTests.Plan(values)).Message, StringComparison.Ordinal);

    /// <summary>A comment between braces cannot be kept, so that the map stays and says why.</summary>
    [Fact]
    public void Secret_ThatCannotBeCutOut_SaysWhyAndWhatToDo()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge:\n  secret: {\n    # ours\n    SMTP_PASSWORD: hunter22\n  }\n  config: {OKTA_TOKEN: hunter23}\n");

        Assert.Equal("mcpContextForge.secret.SMTP_PASSWORD", Assert.Single(plan.ByHand).Path);
        Assert.Contains("cannot be cut out here without touching what stands beside it", PlanRow.Of(plan, plan.ByHand.Single()).GoesTo.ToString(), StringComparison.Ordinal);
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

    [Fact]
    public void Stack_ThatGeneratesTheValue_TakesItFromOutsideInstead()
    {
        var stack = StackYaml.OfRelease.With("mcp-infra:secrets.JWT_SECRET_KEY", "{from: generate, length: 64, rotate: 2}").With("mcp-infra:secrets.SMTP_PASSWORD", "{from: external}");

        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {JWT_SECRET_KEY: a-key-of-old}}\n", stack);

        Assert.Equal(new SecretSettings("JWT_SECRET_KEY", new ValueSource { From = SecretSource.External, Group = "carried" }), plan.Settings.Secrets.Single(secret => secret.Name == "JWT_SECRET_KEY"));
        Assert.DoesNotContain("SMTP_PASSWORD", ValueExport.OfGroup(plan, "carried"), StringComparison.Ordinal);
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

    private static string Value(MigrationPlan plan, string id) => Assert.Single(plan.Carried, carried => carried.Id == id).Value!.Reveal();

    /// <summary>Helm deletes the chart's default with its map, so nothing of it is in force.</summary>
    [Fact]
    public void Plan_MapOfTheChartThatIsNull_CarriesNoDefaultOfIt()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: null}\n");

        Assert.DoesNotContain(plan.Carried, value => value.Origin is Origin.OfChart && value.Id == ChartCredentials.JwtSecretKey);
    }

    [Fact]
    public void Plan_ValueTaggedAsBinary_IsByHand()
    {
        var plan = AnyValuesTests.Plan("mcpContextForge: {secret: {SMTP_PASSWORD: !!binary aGVsbG8td29ybGQtc2VjcmV0}}\n");

        Assert.Contains("tagged as binary", Assert.IsType<Target.ByHand>(Assert.Single(plan.Found).Target).What, StringComparison.Ordinal);
    }
}
