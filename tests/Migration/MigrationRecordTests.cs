using McpInfra.Migration;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>Where a migration is, is recorded: files that were changed by hand, went back or are missing are told, and no value takes another's place.</summary>
public sealed class MigrationRecordTests : MigratingRelease
{
    [Theory]
    [InlineData("")]
    [InlineData("mcpContextForge: {replicaCount: 2}\n")]
    public async Task Position_ReleaseOnChartDefaults_HasNotBegunAndCarriesThem(string values)
    {
        Project.WithFile("values.yaml", values);

        var plan = await Project.RunAsync("migrate", "values.yaml");
        await WriteAsync("values.yaml");
        var postgres = await Project.RunAsync("migrate", "export", "--group", "postgres");

        Assert.Contains("not begun", plan.Output, StringComparison.Ordinal);
        Assert.Contains("the chart's default of postgres.credentials.password: POSTGRES_PASSWORD", plan.Output, StringComparison.Ordinal);
        Assert.Equal("""{"password":"test123"}""", postgres.Output);
    }

    [Fact]
    public async Task Write_EachStage_IsRecordedWithNamesAndPlacesAlone()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Snapshot.Matches("migrate/1-migration.dev.yaml", Project.Read("migration.dev.yaml"));
        await WriteAsync("--ready");
        Assert.Contains("stage: inline-removed\n", Project.Read("migration.dev.yaml"), StringComparison.Ordinal);
        await WriteAsync();
        Assert.Contains("stage: done\n", Project.Read("migration.dev.yaml"), StringComparison.Ordinal);

        var status = await Project.RunAsync("migrate", "status");
        Assert.StartsWith("dev   done", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseValues.Canary, Project.Read("migration.dev.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_SecretThatCameLater_IsNamedInTheStackBeforeAnythingIsTakenOut()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.WithFile("more.yaml", "postgres: {credentials: {password: canary-postgres}}\nmcpContextForge: {secret: {SMTP_PASSWORD: canary-smtp}}\n");

        var early = await Project.RunAsync("migrate", "--write", "--ready");
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("more.yaml:2: SMTP_PASSWORD came here after the migration began", early.Error, StringComparison.Ordinal);
        Assert.Equal(Values, Project.Read("values.yaml"));

        await Project.RunAsync("migrate", "--write");
        Assert.Contains("SMTP_PASSWORD", Project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("JWT_SECRET_KEY: \"values.yaml: mcpContextForge.secret.JWT_SECRET_KEY\"", Project.Read("migration.dev.yaml"), StringComparison.Ordinal);
        await WriteAsync("--ready");
        Assert.DoesNotContain(ReleaseValues.Canary, Project.Read("more.yaml"), StringComparison.Ordinal);
    }

    /// <summary>What the chart ships was carried for it; a value of the user's own must not be cut in its place.</summary>
    [Fact]
    public async Task Write_ValueInThePlaceOfACarriedDefault_IsNamedAgainBeforeItIsTakenOut()
    {
        await WriteAsync("more.yaml");
        Project.WithFile("more.yaml", Values + "postgres: {credentials: {password: canary-postgres}}\n");

        var early = await Project.RunAsync("migrate", "--write", "--ready");
        await WriteAsync();

        Assert.Equal(1, early.ExitCode);
        Assert.Contains("JWT_SECRET_KEY came here after the migration began", early.Error, StringComparison.Ordinal);
        Assert.Contains("canary-jwt", (await Project.RunAsync("migrate", "export", "--group", "external")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_RecordThatIsGoneWhileItsReferencesAreThere_IsAskedFor()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await WriteAsync("--ready");
        await WriteAsync();
        File.Delete(Project.PathOf("migration.dev.yaml"));
        var references = Project.Read("references.dev.yaml");

        var run = await Project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("git checkout -- migration.dev.yaml", run.Error, StringComparison.Ordinal);
        Assert.Equal(references, Project.Read("references.dev.yaml"));
    }

    [Fact]
    public async Task Write_ValueThatPulumisConfigurationDoesNotHave_IsNotTakenOut()
    {
        await WriteAsync("values.yaml", "more.yaml", "--to", "config");

        var run = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("JWT_SECRET_KEY", run.Error, StringComparison.Ordinal);
        Assert.Contains("under mcp-infra:secretValues yet", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, Project.Read("values.yaml"));
    }

    [Fact]
    public async Task Write_SecretThatCameBack_StopsTheLastStage()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await WriteAsync("--ready");
        Project.WithFile("values.yaml", Values);

        var run = await Project.RunAsync("migrate", "--write");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("values.yaml:3: mcpContextForge.secret.JWT_SECRET_KEY stands in the file although", run.Error, StringComparison.Ordinal);
        Assert.Contains("adopting", Project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfOtherValuesFiles_IsSaidWithTheRightOnes()
    {
        await WriteAsync("values.yaml", "more.yaml");

        var run = await Project.RunAsync("migrate", "values.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("say values.yaml more.yaml, in this order, or none", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_ThatIsMissingWhileTheStackMoves_IsAskedFor()
    {
        await WriteAsync("values.yaml", "more.yaml");
        File.Delete(Project.PathOf("migration.dev.yaml"));

        var run = await Project.RunAsync("migrate", "values.yaml", "more.yaml");

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
        Project.WithFile("migration.dev.yaml", text);

        var run = await Project.RunAsync("migrate", "values.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.All(expected, words => Assert.Contains(words, run.Error, StringComparison.Ordinal));
        Assert.Contains("git checkout -- migration.dev.yaml", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A record that was cut off is a record still, of fewer values: they would not be missed.</summary>
    [Fact]
    public async Task Record_OfWhichLinesAreMissing_IsRefusedUntilItsSumSaysSo()
    {
        await WriteAsync("values.yaml", "more.yaml");
        var whole = Project.Read("migration.dev.yaml");
        var lines = whole.Split('\n');
        for (var left = 0; left < lines.Length - 1; left++)
        {
            Project.WithFile("migration.dev.yaml", string.Join('\n', lines[..left]) + "\n");
            Assert.Equal(2, (await Project.RunAsync("migrate", "status")).ExitCode);
        }

        Project.WithFile("migration.dev.yaml", string.Join('\n', lines.Where(line => !line.Contains("REDIS", StringComparison.Ordinal))));
        var edited = await Project.RunAsync("migrate", "status");
        var sum = edited.Error.Split("say in it: ")[1][..17];
        Project.WithFile("migration.dev.yaml", string.Join('\n', Project.Read("migration.dev.yaml").Split('\n').Select(line => line.StartsWith("sum", StringComparison.Ordinal) ? sum : line)));

        Assert.Contains("REDIS_PASSWORD came here after the migration began", (await Project.RunAsync("migrate", "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_OfAnotherVersionThanItBeganWith_StopsUntilItIsSaidAgain()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.WithFile("Pulumi.dev.yaml", Project.Read("Pulumi.dev.yaml").Replace("version: 1.0.8", "version: 1.0.7", StringComparison.Ordinal));

        var status = await Project.RunAsync("migrate", "status");
        var export = await Project.RunAsync("migrate", "export", "--group", "external");
        var write = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal((1, 1, 1), (status.ExitCode, export.ExitCode, write.ExitCode));
        Assert.All((string[])[status.Output, export.Error, write.Error], said => Assert.Contains("the migration began with version 1.0.8 of the chart, and the stack says 1.0.7 now", said, StringComparison.Ordinal));
        Assert.Equal("", export.Output);
        Assert.Equal(Values, Project.Read("values.yaml"));
    }

    /// <summary>The newest would be assumed, and its defaults taken for those in force.</summary>
    [Fact]
    public async Task Chart_OfNoVersion_IsAskedForBeforeAnythingIsWritten()
    {
        Project.With("dev", StackYaml.Baseline.Text);

        var plan = await Project.RunAsync("migrate", "values.yaml", "more.yaml");
        var run = await Project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        Assert.Equal((0, 1), (plan.ExitCode, run.ExitCode));
        Assert.All((string[])[plan.Output, run.Error], said => Assert.Contains("Look at helm list --kube-context mcp-dev --namespace mcp-dev, and say it: pulumi config set --stack dev --path 'mcp-infra:chart.version' 1.0.8", said, StringComparison.Ordinal));
        Assert.Equal(StackYaml.Baseline.Text, Project.Read("Pulumi.dev.yaml"));
    }

    [Fact]
    public async Task Stack_ThatWentBackAlone_IsToldAndNothingIsWritten()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.With("dev", StackYaml.OfRelease.Text);

        var run = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Pulumi.dev.yaml says mcp-infra:migration otherwise", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, Project.Read("values.yaml"));
    }

    [Fact]
    public async Task Files_NotNamedBeforeTheMigrationBegan_AreAskedFor()
    {
        var run = await Project.RunAsync("migrate");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Which values files?", run.Error, StringComparison.Ordinal);
    }
}
