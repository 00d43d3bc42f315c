using McpInfra.Migration;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>Where a migration is, is recorded: files that were changed by hand, went back or are missing are told, and no value takes another's place.</summary>
public sealed class MigrationRecordTests : IDisposable
{
    private const string Values = """
        mcpContextForge:
          secret:
            JWT_SECRET_KEY: canary-jwt-key-of-more-than-thirty-two-characters

        """;

    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text).WithFile("values.yaml", Values).WithFile("more.yaml", "postgres: {credentials: {password: canary-postgres}}\n");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("mcpContextForge: {replicaCount: 2}\n")]
    public async Task Position_ReleaseOnChartDefaults_HasNotBegunAndCarriesThem(string values)
    {
        _project.WithFile("values.yaml", values);

        var plan = await _project.RunAsync("migrate", "values.yaml");
        await WriteAsync("values.yaml");
        var postgres = await _project.RunAsync("migrate", "export", "--group", "postgres");

        Assert.Contains("not begun", plan.Output, StringComparison.Ordinal);
        Assert.Contains("the chart's default of postgres.credentials.password: POSTGRES_PASSWORD", plan.Output, StringComparison.Ordinal);
        Assert.Equal("""{"password":"test123"}""", postgres.Output);
    }

    [Fact]
    public async Task Write_EachStage_IsRecordedWithNamesAndPlacesAlone()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Snapshot.Matches("migrate/1-migration.dev.yaml", _project.Read("migration.dev.yaml"));
        await WriteAsync("--ready");
        Assert.Contains("stage: inline-removed\n", _project.Read("migration.dev.yaml"), StringComparison.Ordinal);
        await WriteAsync();
        Assert.Contains("stage: done\n", _project.Read("migration.dev.yaml"), StringComparison.Ordinal);

        var status = await _project.RunAsync("migrate", "status");
        Assert.StartsWith("dev   done", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseValues.Canary, _project.Read("migration.dev.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--group", "external")]
    [InlineData("--secret", "JWT_SECRET_KEY")]
    public async Task Export_ValueThatTheFileNoLongerHas_IsRefusedAndNeverTheChartsOwn(params string[] which)
    {
        await WriteAsync("values.yaml", "more.yaml");
        _project.WithFile("values.yaml", "mcpContextForge: {secret: {}}\n");

        var status = await _project.RunAsync("migrate", "status");
        var run = await _project.RunAsync(["migrate", "export", .. which]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("JWT_SECRET_KEY was carried from values.yaml: mcpContextForge.secret.JWT_SECRET_KEY, and stands there no longer", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("differs", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_SecretThatCameLater_IsNamedInTheStackBeforeAnythingIsTakenOut()
    {
        await WriteAsync("values.yaml", "more.yaml");
        _project.WithFile("more.yaml", "postgres: {credentials: {password: canary-postgres}}\nmcpContextForge: {secret: {SMTP_PASSWORD: canary-smtp}}\n");

        var early = await _project.RunAsync("migrate", "--write", "--ready");
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("more.yaml:2: SMTP_PASSWORD came here after the migration began", early.Error, StringComparison.Ordinal);
        Assert.Equal(Values, _project.Read("values.yaml"));

        await _project.RunAsync("migrate", "--write");
        Assert.Contains("SMTP_PASSWORD", _project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("JWT_SECRET_KEY: \"values.yaml: mcpContextForge.secret.JWT_SECRET_KEY\"", _project.Read("migration.dev.yaml"), StringComparison.Ordinal);
        await WriteAsync("--ready");
        Assert.DoesNotContain(ReleaseValues.Canary, _project.Read("more.yaml"), StringComparison.Ordinal);
    }

    /// <summary>What the chart ships was carried for it; a value of the user's own must not be cut in its place.</summary>
    [Fact]
    public async Task Write_ValueInThePlaceOfACarriedDefault_IsNamedAgainBeforeItIsTakenOut()
    {
        await WriteAsync("more.yaml");
        _project.WithFile("more.yaml", Values + "postgres: {credentials: {password: canary-postgres}}\n");

        var early = await _project.RunAsync("migrate", "--write", "--ready");
        await WriteAsync();

        Assert.Equal(1, early.ExitCode);
        Assert.Contains("JWT_SECRET_KEY came here after the migration began", early.Error, StringComparison.Ordinal);
        Assert.Contains("canary-jwt", (await _project.RunAsync("migrate", "export", "--group", "external")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ValueThatIsCarriedElsewhereNow_IsRefused()
    {
        await WriteAsync("values.yaml", "more.yaml");
        _project.WithFile("values.yaml", "mcpContextForge: {extraEnvFrom: [{secretRef: {name: team}}]}\n");

        var run = await _project.RunAsync("migrate", "export", "--secret", "JWT_SECRET_KEY");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Write_RecordThatIsGoneWhileItsReferencesAreThere_IsAskedFor()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await WriteAsync("--ready");
        await WriteAsync();
        File.Delete(_project.PathOf("migration.dev.yaml"));
        var references = _project.Read("references.dev.yaml");

        var run = await _project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("git checkout -- migration.dev.yaml", run.Error, StringComparison.Ordinal);
        Assert.Equal(references, _project.Read("references.dev.yaml"));
    }

    [Fact]
    public async Task Write_ValueThatPulumisConfigurationDoesNotHave_IsNotTakenOut()
    {
        await WriteAsync("values.yaml", "more.yaml", "--to", "config");

        var run = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("JWT_SECRET_KEY", run.Error, StringComparison.Ordinal);
        Assert.Contains("under mcp-infra:secretValues yet", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    /// <summary>Put, an empty JSON would take the place of what somebody has put by hand.</summary>
    [Fact]
    public async Task Export_GroupThatAnotherSecretBringsToday_IsRefusedAndHasNoLine()
    {
        _project.WithFile("values.yaml", "postgres: {existingSecret: team-pg}\n");
        await WriteAsync("values.yaml");

        var status = await _project.RunAsync("migrate", "status");
        var run = await _project.RunAsync("migrate", "export", "--group", "postgres");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("the Secret team-pg", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--group postgres", status.Output, StringComparison.Ordinal);
    }

    /// <summary>Taken out of the file the new value would stand nowhere.</summary>
    [Fact]
    public async Task Write_ValueChangedAfterItWasCompared_IsNotTakenOut()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await _project.CompareAsync();
        var changed = Values.Replace("thirty-two", "forty", StringComparison.Ordinal);
        _project.WithFile("values.yaml", changed);

        var status = await _project.RunAsync("migrate", "status");
        var run = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal((1, 1), (status.ExitCode, run.ExitCode));
        Assert.Contains("JWT_SECRET_KEY (values.yaml:3) was changed since it was compared with the store", status.Output, StringComparison.Ordinal);
        Assert.Contains("Nobody has compared JWT_SECRET_KEY with the store", run.Error, StringComparison.Ordinal);
        Assert.Contains("migrate compare values.yaml more.yaml --stack dev --group external", run.Error, StringComparison.Ordinal);
        Assert.Equal(changed, _project.Read("values.yaml"));
        await WriteAsync("--ready");
        Assert.DoesNotContain(ReleaseValues.Canary, string.Concat(Directory.EnumerateFiles(_project.PathOf(".")).Select(File.ReadAllText)), StringComparison.Ordinal);
        Assert.False(File.Exists(_project.PathOf("migration.dev.compared")));
    }

    /// <summary>As in a fresh clone, or where somebody has edited it.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("key: x\nvalues: {JWT_SECRET_KEY: x}\n")]
    [InlineData("key: [\n")]
    public async Task Write_WithoutWhatWasCompared_AsksForItAgain(string? text)
    {
        await WriteAsync("values.yaml", "more.yaml");
        await _project.CompareAsync();
        File.Delete(_project.PathOf("migration.dev.compared"));
        if (text is not null)
            _project.WithFile("migration.dev.compared", text);

        var run = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("JWT_SECRET_KEY, PLATFORM_ADMIN_PASSWORD, POSTGRES_PASSWORD, REDIS_PASSWORD with the store", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    [Theory]
    [InlineData("", 2, "Nothing came from mcp/dev/postgres")]
    [InlineData("canary-text", 2, "is not the JSON of an AWS secret")]
    [InlineData("{\"password\": [\"canary\"]}", 2, "is not the JSON of an AWS secret")]
    [InlineData("{\"password\": \"canary-other\"}\n", 1, "mcp/dev/postgres has another value for POSTGRES_PASSWORD than more.yaml:1")]
    [InlineData("{}", 1, "mcp/dev/postgres has no POSTGRES_PASSWORD")]
    public async Task Compare_StoreThatHasSomethingElse_SaysWhatAndKeepsNothing(string stored, int code, string expected)
    {
        await WriteAsync("values.yaml", "more.yaml");
        await _project.CompareAsync();

        var run = await _project.PipeAsync(stored, "migrate", "compare", "--group", "postgres");
        var write = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseValues.Canary, run.Error, StringComparison.Ordinal);
        Assert.Equal(code == 1, write.Error.Contains("Nobody has compared POSTGRES_PASSWORD", StringComparison.Ordinal));
    }

    /// <summary>What is kept of a value is no digest that can be guessed without the key beside it, and no other file has one.</summary>
    [Fact]
    public async Task Compare_SameValueTwice_IsKeptUnderAnotherKeyEachTimeItBegins()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await _project.CompareAsync();
        var first = _project.Read("migration.dev.compared");
        File.Delete(_project.PathOf("migration.dev.compared"));
        await _project.CompareAsync();
        var second = _project.Read("migration.dev.compared");

        Assert.DoesNotContain(first.Split('\n').Intersect(second.Split('\n')), line => line.StartsWith("  ", StringComparison.Ordinal));
        Assert.Contains("migration.*.compared\n", File.ReadAllText(Repository.At(".gitignore")), StringComparison.Ordinal);
    }

    /// <summary>An AWS secret of somebody else that is said to have it may have another value.</summary>
    [Fact]
    public async Task Write_ValueThatAnExistingSecretIsToBring_IsComparedWithThatFirst()
    {
        _project.With("dev", StackYaml.OfRelease.With("mcp-infra:secrets.JWT_SECRET_KEY.from", "existing").With("mcp-infra:secrets.JWT_SECRET_KEY.arn", StackYaml.ExistingArn).With("mcp-infra:secrets.JWT_SECRET_KEY.property", "jwt").Text);
        await WriteAsync("values.yaml", "more.yaml");

        var early = await _project.RunAsync("migrate", "--write", "--ready");
        var other = await _project.PipeAsync("""{"jwt": "canary-other"}""", "migrate", "compare", "--secret", "JWT_SECRET_KEY");
        var same = await _project.PipeAsync("""{"jwt": "canary-jwt-key-of-more-than-thirty-two-characters"}""", "migrate", "compare", "--secret", "JWT_SECRET_KEY");

        Assert.Equal(1, early.ExitCode);
        Assert.Contains($"--secret-id '{StackYaml.ExistingArn}' --query SecretString --output text | dotnet run --no-build --project infra -- migrate compare values.yaml more.yaml --stack dev --secret JWT_SECRET_KEY", early.Error, StringComparison.Ordinal);
        Assert.Equal((1, 0), (other.ExitCode, same.ExitCode));
        Assert.Equal("same: JWT_SECRET_KEY\n", same.Output);
    }

    [Fact]
    public async Task Write_VariableThatAnotherSecretBrings_HasAnAwsSecretOfItsOwn()
    {
        _project.WithFile("values.yaml", Values + "  extraEnvFrom: [{secretRef: {name: team}}]\n");
        await WriteAsync("values.yaml");

        var external = await _project.RunAsync("migrate", "export", "--group", "external");
        var byHand = await _project.RunAsync("migrate", "export", "--group", "by-hand");

        Assert.Equal("""{"JWT_SECRET_KEY":"canary-jwt-key-of-more-than-thirty-two-characters"}""", external.Output);
        Assert.Equal((2, ""), (byHand.ExitCode, byHand.Output));
        Assert.Contains("BASIC_AUTH_PASSWORD comes from", byHand.Error, StringComparison.Ordinal);
        await WriteAsync("--ready");
    }

    [Fact]
    public async Task Export_GroupOfWhichTheFilesHoldAPart_IsRefusedWithTheLineThatMendsIt()
    {
        var stack = StackYaml.OfRelease.With("mcp-infra:secrets.JWT_SECRET_KEY.from", "external").With("mcp-infra:secrets.SLACK_TOKEN.from", "external");
        _project.With("dev", stack.Text);
        var plan = await _project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        var status = await _project.RunAsync("migrate", "status");
        var run = await _project.RunAsync("migrate", "export", "--group", "external");

        Assert.Equal((1, 2, ""), (status.ExitCode, run.ExitCode, run.Output));
        Assert.All((string[])[status.Output, run.Error], said => Assert.Contains(
            "mcp/dev/external also has SLACK_TOKEN, which these files do not hold", said, StringComparison.Ordinal));
        Assert.Contains("pulumi config set --stack dev --path 'mcp-infra:secrets.SLACK_TOKEN.group' by-hand", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--group external | aws", status.Output, StringComparison.Ordinal);
        Assert.Equal(0, plan.ExitCode);
    }

    [Fact]
    public async Task Values_NamedLikeAFileOfArguments_AreNotReadAsOne()
    {
        var run = await _project.RunAsync("migrate", "@values.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain(ReleaseValues.Canary, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_SecretThatCameBack_StopsTheLastStage()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await WriteAsync("--ready");
        _project.WithFile("values.yaml", Values);

        var run = await _project.RunAsync("migrate", "--write");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("values.yaml:3: mcpContextForge.secret.JWT_SECRET_KEY stands in the file although", run.Error, StringComparison.Ordinal);
        Assert.Contains("adopting", _project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfOtherValuesFiles_IsSaidWithTheRightOnes()
    {
        await WriteAsync("values.yaml", "more.yaml");

        var run = await _project.RunAsync("migrate", "values.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("say values.yaml more.yaml, in this order, or none", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_ThatIsMissingWhileTheStackMoves_IsAskedFor()
    {
        await WriteAsync("values.yaml", "more.yaml");
        File.Delete(_project.PathOf("migration.dev.yaml"));

        var run = await _project.RunAsync("migrate", "values.yaml", "more.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("git checkout -- migration.dev.yaml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format: 1\nstage: nowhere\nchart: 1.0.8\nvalues: {}\ncarried: {A: [b]}\nsum: x\nmore: 1\n", "migration.dev.yaml:7: 'more' is nothing", "migration.dev.yaml:2: stage is references, inline-removed or done", "migration.dev.yaml:4: values is a list", "migration.dev.yaml:5: carried is a map")]
    [InlineData("stage: done\n", "format is missing", "chart is missing", "values is missing", "carried is missing", "sum is missing")]
    [InlineData("format: 2\nstage: elsewhere\n", "has the format 2, and this program reads 1")]
    [InlineData("", "format is missing", "stage is missing")]
    [InlineData("- a\n", "migration.dev.yaml:1: must be a map")]
    [InlineData("stage: [\n", "migration.dev.yaml:1: is not YAML")]
    [InlineData("<<<<<<< HEAD\nstage: done\n=======\nstage: references\n>>>>>>> other\n", "migration.dev.yaml:")]
    [InlineData("format: 1\nstage: done\nchart: 1.0.8\nvalues: [values.yaml]\ncarried: {}\nsum: 000000000000\n", "was changed by hand, or has lost a part")]
    public async Task Record_ThatIsDamaged_IsRefusedWithAllThatIsWrong(string text, params string[] expected)
    {
        _project.WithFile("migration.dev.yaml", text);

        var run = await _project.RunAsync("migrate", "values.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.All(expected, words => Assert.Contains(words, run.Error, StringComparison.Ordinal));
        Assert.Contains("git checkout -- migration.dev.yaml", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A record that was cut off is a record still, of fewer values: they would not be missed.</summary>
    [Fact]
    public async Task Record_OfWhichLinesAreMissing_IsRefusedUntilItsSumSaysSo()
    {
        await WriteAsync("values.yaml", "more.yaml");
        var whole = _project.Read("migration.dev.yaml");
        var lines = whole.Split('\n');
        for (var left = 0; left < lines.Length - 1; left++)
        {
            _project.WithFile("migration.dev.yaml", string.Join('\n', lines[..left]) + "\n");
            Assert.Equal(2, (await _project.RunAsync("migrate", "status")).ExitCode);
        }

        _project.WithFile("migration.dev.yaml", string.Join('\n', lines.Where(line => !line.Contains("REDIS", StringComparison.Ordinal))));
        var edited = await _project.RunAsync("migrate", "status");
        var sum = edited.Error.Split("say in it: ")[1][..17];
        _project.WithFile("migration.dev.yaml", string.Join('\n', _project.Read("migration.dev.yaml").Split('\n').Select(line => line.StartsWith("sum", StringComparison.Ordinal) ? sum : line)));

        Assert.Contains("REDIS_PASSWORD came here after the migration began", (await _project.RunAsync("migrate", "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_OfAnotherVersionThanItBeganWith_StopsUntilItIsSaidAgain()
    {
        await WriteAsync("values.yaml", "more.yaml");
        _project.WithFile("Pulumi.dev.yaml", _project.Read("Pulumi.dev.yaml").Replace("version: 1.0.8", "version: 1.0.7", StringComparison.Ordinal));

        var status = await _project.RunAsync("migrate", "status");
        var export = await _project.RunAsync("migrate", "export", "--group", "external");
        var write = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal((1, 1, 1), (status.ExitCode, export.ExitCode, write.ExitCode));
        Assert.All((string[])[status.Output, export.Error, write.Error], said => Assert.Contains("the migration began with version 1.0.8 of the chart, and the stack says 1.0.7 now", said, StringComparison.Ordinal));
        Assert.Equal("", export.Output);
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    /// <summary>The newest would be assumed, and its defaults taken for those in force.</summary>
    [Fact]
    public async Task Chart_OfNoVersion_IsAskedForBeforeAnythingIsWritten()
    {
        _project.With("dev", StackYaml.Baseline.Text);

        var plan = await _project.RunAsync("migrate", "values.yaml", "more.yaml");
        var run = await _project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        Assert.Equal((0, 1), (plan.ExitCode, run.ExitCode));
        Assert.All((string[])[plan.Output, run.Error], said => Assert.Contains("Look at helm list --kube-context mcp-dev --namespace mcp-dev, and say it: pulumi config set --stack dev --path 'mcp-infra:chart.version' 1.0.8", said, StringComparison.Ordinal));
        Assert.Equal(StackYaml.Baseline.Text, _project.Read("Pulumi.dev.yaml"));
    }

    [Theory]
    [InlineData("mcp-infra:database.mode", "external", "bundled")]
    [InlineData("mcp-infra:database.user", "other", "admin")]
    [InlineData("mcp-infra:redis.mode", "external", "bundled")]
    public async Task Stack_ThatSaysAnotherServerThanTheRelease_StopsWithTheLineThatMendsIt(string path, string said, string released)
    {
        var stack = (path.Contains("database.mode", StringComparison.Ordinal) ? StackYaml.WithExternalDatabase : path.Contains("redis.mode", StringComparison.Ordinal) ? StackYaml.WithExternalRedis : StackYaml.Baseline.With(path, said))
            .With("mcp-infra:chart.version", "1.0.8").Text;
        _project.With("dev", stack);

        var plan = await _project.RunAsync("migrate", "values.yaml", "more.yaml");
        var run = await _project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        Assert.Equal((1, 1), (plan.ExitCode, run.ExitCode));
        Assert.All((string[])[plan.Output, run.Error], words => Assert.Contains(
            $"Pulumi.dev.yaml says {path} {said}, and the release has {released}. To keep what runs: pulumi config rm --stack dev --path '{path}'", words, StringComparison.Ordinal));
        Assert.Equal(stack, _project.Read("Pulumi.dev.yaml"));
    }

    [Fact]
    public async Task Stack_ThatSaysAnotherSettingThanTheRelease_IsToldAndKeepsIt()
    {
        _project.With("dev", StackYaml.OfRelease.With("mcp-infra:values.mcpContextForge.replicaCount", "3").Text).WithFile("more.yaml", "mcpContextForge: {replicaCount: 2}\n");

        var plan = await _project.RunAsync("migrate", "values.yaml", "more.yaml");

        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("mcp-infra:values.mcpContextForge.replicaCount is another in Pulumi.dev.yaml than in the release", plan.Output, StringComparison.Ordinal);
    }

    /// <summary>Written twice, the second text would be made from the first one's original.</summary>
    [Theory]
    [InlineData("./values.yaml")]
    [InlineData("sub/../values.yaml")]
    [InlineData("link.yaml")]
    [InlineData("folder/values.yaml")]
    public async Task Values_NamedTwiceByTwoSpellings_AreRefusedAndAreOneForTheRecord(string spelling)
    {
        Directory.CreateDirectory(_project.PathOf("sub"));
        File.CreateSymbolicLink(_project.PathOf("link.yaml"), "values.yaml");
        Directory.CreateSymbolicLink(_project.PathOf("folder"), ".");

        var twice = await _project.RunAsync("migrate", "values.yaml", spelling);
        await WriteAsync("values.yaml");
        var again = await _project.RunAsync("migrate", spelling);
        var elsewhere = await ToolRun.InAsync(_project.PathOf("sub"), "migrate", "../values.yaml");

        Assert.Equal((2, ""), (twice.ExitCode, twice.Output));
        Assert.Equal($"A values file is named twice, as values.yaml and {spelling}; name each once, in Helm's order.\n", twice.Error);
        Assert.All((ToolRun[])[again, elsewhere], run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
    }

    [Theory]
    [InlineData("references.dev.yaml")]
    [InlineData("./Pulumi.dev.yaml")]
    public async Task Values_ThatMigrateWritesItself_AreRefused(string name)
    {
        await WriteAsync("values.yaml");

        var run = await _project.RunAsync("migrate", "values.yaml", name);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Stack_ThatWentBackAlone_IsToldAndNothingIsWritten()
    {
        await WriteAsync("values.yaml", "more.yaml");
        _project.With("dev", StackYaml.OfRelease.Text);

        var run = await _project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Pulumi.dev.yaml says mcp-infra:migration otherwise", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, _project.Read("values.yaml"));
    }

    [Fact]
    public async Task Files_NotNamedBeforeTheMigrationBegan_AreAskedFor()
    {
        var run = await _project.RunAsync("migrate");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Which values files?", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Whatever moment the process ends at, the next command finds one state of all files and says which.</summary>
    [Fact]
    public async Task Write_KilledAtAnyStep_IsEndedByTheNextCommand()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await _project.CompareAsync();
        var before = Read();
        for (var step = 0; Kill(step); step++)
        {
            var status = await _project.RunAsync("migrate", "status");

            var isWritten = Read() != before;
            Assert.Contains(isWritten ? "stage 4" : "stage 1, 2 or 3", status.Output, StringComparison.Ordinal);
            Assert.Equal(isWritten, !_project.Read("values.yaml").Contains(ReleaseValues.Canary, StringComparison.Ordinal) && !_project.Read("more.yaml").Contains(ReleaseValues.Canary, StringComparison.Ordinal));
            if (step > 0)
                Assert.StartsWith(isWritten ? "An earlier run was interrupted while it wrote; its files are written now: " : "An earlier run was interrupted before it wrote", status.Error, StringComparison.Ordinal);
            ComparedValues.Forget(Assert.Single(StackFiles.Find(_project.PathOf("."), ["dev"])));
            Assert.Equal(["Pulumi.dev.yaml", "Pulumi.yaml", "migration.dev.yaml", "more.yaml", "references.dev.yaml", "values.yaml"],
                Directory.EnumerateFiles(_project.PathOf(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Restore(before);
        }
    }

    /// <summary>Whichever way is chosen by its printed line: what a person has written since is there, and the next command finds files it can go on with.</summary>
    [Theory]
    [InlineData("  go on;")]
    [InlineData("  go back;")]
    public async Task Write_KilledAndThenEditedByHand_IsEndedByThePrintedLine(string way)
    {
        await WriteAsync("values.yaml", "more.yaml");
        await _project.CompareAsync();
        _project.Commit();
        var before = Read();
        var refused = 0;
        for (var step = 0; Kill(step); step++)
        {
            foreach (var name in (string[])["values.yaml", "more.yaml", "references.dev.yaml", "migration.dev.yaml"])
            {
                Restore(before);
                Kill(step);
                _project.WithFile(name, _project.Read(name) + "# by hand\n");
                var edited = _project.Read(name);

                var status = await _project.RunAsync("migrate", "status");
                if (status.Error.Contains($"{name} was changed since", StringComparison.Ordinal))
                {
                    refused++;
                    Assert.Equal((2, ""), (status.ExitCode, status.Output));
                    Assert.Equal(edited, _project.Read(name));
                    _project.Shell(Assert.Single(status.Error.Split('\n'), line => line.StartsWith(way, StringComparison.Ordinal)).Split(":  ")[1]);
                    status = await _project.RunAsync("migrate", "status");
                    Assert.NotEqual("", status.Output);
                }

                Assert.Contains(edited, ((string[])[name, name + ".mcp-infra-mine"]).Select(_project.PathOf).Where(File.Exists).Select(File.ReadAllText));
                Assert.DoesNotContain(Directory.EnumerateFiles(_project.PathOf(".")), path => path.EndsWith(".mcp-infra-new", StringComparison.Ordinal) || path.EndsWith("ing", StringComparison.Ordinal));
            }

            Restore(before);
        }

        Assert.True(refused > 4, $"{refused}");
    }

    [Fact]
    public async Task Write_OneFileInAReadOnlyFolder_ChangesNone()
    {
        _project.WithFile("locked/more.yaml", "postgres: {credentials: {password: canary-postgres}}\n");
        await WriteAsync("values.yaml", "locked/more.yaml");
        await _project.CompareAsync();
        File.SetAttributes(_project.PathOf("locked/more.yaml"), FileAttributes.ReadOnly);

        var run = await _project.RunAsync("migrate", "--write", "--ready");
        var export = await _project.RunAsync("migrate", "export", "--group", "postgres");
        File.SetAttributes(_project.PathOf("locked/more.yaml"), FileAttributes.Normal);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{Path.Combine("locked", "more.yaml")} cannot be written: access is denied. All files are as they were.", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, _project.Read("values.yaml"));
        Assert.Equal("""{"password":"canary-postgres"}""", export.Output);
    }

    /// <returns>False when the stage has fewer steps.</returns>
    private bool Kill(int step)
    {
        var stack = Assert.Single(StackFiles.Find(_project.PathOf("."), ["dev"]));
        var directory = Path.GetDirectoryName(stack.Path)!;
        var plan = PlanBuilder.Build(
            stack, ValuesFile.Read(directory, "Pulumi.dev.yaml"), [ValuesFile.Read(directory, "values.yaml"), ValuesFile.Read(directory, "more.yaml")], MigrationRecord.Read(directory, "dev"), SecretSource.External);
        plan = plan with { Compared = Compared(plan, stack) };
        var steps = 0;
        try
        {
            new MigrationWriter(plan, directory, _ => KillFrom(steps++, step)).Write(isReady: true);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    /// <summary>Everything, since the file of it goes with the first write that ends.</summary>
    private static ComparedValues Compared(MigrationPlan plan, StackFile stack)
    {
        ComparedValues.None.Write(stack, plan.Carried.Select(value => (value, plan.WhereOf(value.Id))), []);
        return ComparedValues.Read(stack);
    }

    private void Restore(string before)
    {
        foreach (var left in Directory.EnumerateFiles(_project.PathOf("."), "*.mcp-infra-*").Concat(Directory.EnumerateFiles(_project.PathOf("."), "migration.dev.yaml.*")))
            File.Delete(left);
        foreach (var (name, text) in before.Split('\f').Chunk(2).Select(pair => (pair[0], pair[1])))
            _project.WithFile(name, text);
    }

    private static void KillFrom(int at, int step)
    {
        if (at >= step)
            throw new KilledException();
    }

    private string Read() => string.Join('\f', ((string[])["Pulumi.dev.yaml", "migration.dev.yaml", "more.yaml", "references.dev.yaml", "values.yaml"]).Select(name => $"{name}\f{_project.Read(name)}"));

    private async Task WriteAsync(params string[] arguments)
    {
        if (arguments.Contains("--ready"))
            await _project.CompareAsync();
        var run = await _project.RunAsync(["migrate", .. arguments, "--write"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("wrote ", run.Output, StringComparison.Ordinal);
    }

    private sealed class KilledException : Exception;
}
