using McpInfra.Migration;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>What the store was seen to have, and what is exported for it: nothing leaves the files that nobody has compared as it stands there.</summary>
public sealed class ComparedValuesTests : MigratingRelease
{
    [Theory]
    [InlineData("--group", "external")]
    [InlineData("--secret", "JWT_SECRET_KEY")]
    public async Task Export_ValueThatTheFileNoLongerHas_IsRefusedAndNeverTheChartsOwn(params string[] which)
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.WithFile("values.yaml", "mcpContextForge: {secret: {}}\n");

        var status = await Project.RunAsync("migrate", "status");
        var run = await Project.RunAsync(["migrate", "export", .. which]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("JWT_SECRET_KEY was carried from values.yaml: mcpContextForge.secret.JWT_SECRET_KEY, and stands there no longer", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("differs", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ValueThatIsCarriedElsewhereNow_IsRefused()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.WithFile("values.yaml", "mcpContextForge: {extraEnvFrom: [{secretRef: {name: team}}]}\n");

        var run = await Project.RunAsync("migrate", "export", "--secret", "JWT_SECRET_KEY");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal("", run.Output);
    }

    /// <summary>Put, an empty JSON would take the place of what somebody has put by hand.</summary>
    [Fact]
    public async Task Export_GroupThatAnotherSecretBringsToday_IsRefusedAndHasNoLine()
    {
        Project.WithFile("values.yaml", "postgres: {existingSecret: team-pg}\n");
        await WriteAsync("values.yaml");

        var status = await Project.RunAsync("migrate", "status");
        var run = await Project.RunAsync("migrate", "export", "--group", "postgres");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("the Secret team-pg", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("export values.yaml --stack dev --group postgres", status.Output, StringComparison.Ordinal);
        Assert.Contains("# by hand: put what the pods have of POSTGRES_PASSWORD into mcp/dev/postgres, as the JSON of password", status.Output, StringComparison.Ordinal);
    }

    /// <summary>Taken out of the file the new value would stand nowhere.</summary>
    [Fact]
    public async Task Write_ValueChangedAfterItWasCompared_IsNotTakenOut()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await Project.CompareAsync();
        var changed = Values.Replace("thirty-two", "forty", StringComparison.Ordinal);
        Project.WithFile("values.yaml", changed);

        var status = await Project.RunAsync("migrate", "status");
        var run = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal((1, 1), (status.ExitCode, run.ExitCode));
        Assert.Contains("JWT_SECRET_KEY (values.yaml:3) was changed since it was compared with the store", status.Output, StringComparison.Ordinal);
        Assert.Contains("Nobody has compared JWT_SECRET_KEY with the store", run.Error, StringComparison.Ordinal);
        Assert.Contains("migrate compare values.yaml more.yaml --stack dev --group external", run.Error, StringComparison.Ordinal);
        Assert.Equal(changed, Project.Read("values.yaml"));
        await WriteAsync("--ready");
        Assert.DoesNotContain(ReleaseValues.Canary, string.Concat(Directory.EnumerateFiles(Project.PathOf(".")).Select(File.ReadAllText)), StringComparison.Ordinal);
        Assert.False(File.Exists(Project.PathOf("migration.dev.compared")));
    }

    /// <summary>As in a fresh clone, or where somebody has edited it.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("key: x\nvalues: {JWT_SECRET_KEY: x}\n")]
    [InlineData("key: [\n")]
    public async Task Write_WithoutWhatWasCompared_AsksForItAgain(string? text)
    {
        await WriteAsync("values.yaml", "more.yaml");
        await Project.CompareAsync();
        File.Delete(Project.PathOf("migration.dev.compared"));
        if (text is not null)
            Project.WithFile("migration.dev.compared", text);

        var run = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("JWT_SECRET_KEY, PLATFORM_ADMIN_PASSWORD, POSTGRES_PASSWORD, REDIS_PASSWORD with the store", run.Error, StringComparison.Ordinal);
        Assert.Equal(Values, Project.Read("values.yaml"));
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
        await Project.CompareAsync();

        var run = await Project.PipeAsync(stored, "migrate", "compare", "--group", "postgres");
        var write = await Project.RunAsync("migrate", "--write", "--ready");

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
        await Project.CompareAsync();
        var first = Project.Read("migration.dev.compared");
        File.Delete(Project.PathOf("migration.dev.compared"));
        await Project.CompareAsync();
        var second = Project.Read("migration.dev.compared");

        Assert.DoesNotContain(first.Split('\n').Intersect(second.Split('\n')), line => line.StartsWith("  ", StringComparison.Ordinal));
        Assert.Contains("migration.*.compared\n", File.ReadAllText(Repository.At(".gitignore")), StringComparison.Ordinal);
    }

    /// <summary>An AWS secret of somebody else that is said to have it may have another value.</summary>
    [Fact]
    public async Task Write_ValueThatAnExistingSecretIsToBring_IsComparedWithThatFirst()
    {
        Project.With("dev", StackYaml.OfRelease.With("mcp-infra:secrets.JWT_SECRET_KEY.from", "existing").With("mcp-infra:secrets.JWT_SECRET_KEY.arn", StackYaml.ExistingArn).With("mcp-infra:secrets.JWT_SECRET_KEY.property", "jwt").Text);
        await WriteAsync("values.yaml", "more.yaml");

        var early = await Project.RunAsync("migrate", "--write", "--ready");
        var other = await Project.PipeAsync("""{"jwt": "canary-other"}""", "migrate", "compare", "--secret", "JWT_SECRET_KEY");
        var same = await Project.PipeAsync("""{"jwt": "canary-jwt-key-of-more-than-thirty-two-characters"}""", "migrate", "compare", "--secret", "JWT_SECRET_KEY");

        Assert.Equal(1, early.ExitCode);
        Assert.Contains($"--secret-id '{StackYaml.ExistingArn}' --query SecretString --output text | dotnet run --no-build --project infra -- migrate compare values.yaml more.yaml --stack dev --secret JWT_SECRET_KEY", early.Error, StringComparison.Ordinal);
        Assert.Equal((1, 0), (other.ExitCode, same.ExitCode));
        Assert.Equal("same: JWT_SECRET_KEY\n", same.Output);
    }

    [Fact]
    public async Task Write_VariableThatAnotherSecretBrings_HasAnAwsSecretOfItsOwn()
    {
        Project.WithFile("values.yaml", Values + "  extraEnvFrom: [{secretRef: {name: team}}]\n");
        await WriteAsync("values.yaml");

        var external = await Project.RunAsync("migrate", "export", "--group", "external");
        var byHand = await Project.RunAsync("migrate", "export", "--group", "by-hand");

        Assert.Equal("""{"JWT_SECRET_KEY":"canary-jwt-key-of-more-than-thirty-two-characters"}""", external.Output);
        Assert.Equal((2, ""), (byHand.ExitCode, byHand.Output));
        Assert.Contains("BASIC_AUTH_PASSWORD comes from", byHand.Error, StringComparison.Ordinal);
    }

    /// <summary>The files do not hold it, so nobody but a person can move it; what nobody has moved is not left behind.</summary>
    [Theory]
    [InlineData(null, "Nobody has compared AUTH_ENCRYPTION_SECRET, BASIC_AUTH_PASSWORD, DEFAULT_USER_PASSWORD, JWT_SECRET_KEY")]
    [InlineData("{}", "mcp/dev/by-hand has no BASIC_AUTH_PASSWORD, which the chart's default, or extraEnvFrom brings: put it there by hand")]
    [InlineData("{\"BASIC_AUTH_PASSWORD\": \"\", \"DEFAULT_USER_PASSWORD\": \"canary\"}", "mcp/dev/by-hand has an empty BASIC_AUTH_PASSWORD")]
    public async Task Write_ValueThatAPersonMoves_WaitsUntilTheStoreHasIt(string? stored, string expected)
    {
        const string put = "{\"BASIC_AUTH_PASSWORD\": \"canary\", \"DEFAULT_USER_PASSWORD\": \"canary\", \"PLATFORM_ADMIN_PASSWORD\": \"canary\", \"AUTH_ENCRYPTION_SECRET\": \"canary\", \"JWT_SECRET_KEY\": \"canary\"}";
        Project.WithFile("values.yaml", "mcpContextForge: {extraEnvFrom: [{secretRef: {name: team}}]}\n");
        await WriteAsync("values.yaml");

        var status = await Project.RunAsync("migrate", "status");
        var compare = stored is null ? null : await Project.PipeAsync(stored, "migrate", "compare", "--group", "by-hand");
        var early = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Contains("migrate compare values.yaml --stack dev --group by-hand", status.Output, StringComparison.Ordinal);
        Assert.Contains(expected, compare?.Error ?? early.Error, StringComparison.Ordinal);
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("BASIC_AUTH_PASSWORD", early.Error, StringComparison.Ordinal);
        await Project.CompareAsync(put);
        Assert.Equal(0, (await Project.RunAsync("migrate", "--write", "--ready")).ExitCode);
    }

    /// <summary>Through a link the digests would be kept where git may see them.</summary>
    [Theory]
    [InlineData(true, "migration.dev.compared is a folder")]
    [InlineData(false, "migration.dev.compared is a link")]
    public async Task Compared_ThatIsNoFile_IsSaidWithTheLineThatMendsIt(bool isFolder, string expected)
    {
        await WriteAsync("values.yaml", "more.yaml");
        if (isFolder)
            Project.WithFile("migration.dev.compared/inside", "");
        else
            File.CreateSymbolicLink(Project.PathOf("migration.dev.compared"), "elsewhere");

        var compare = await Project.PipeAsync("{}", "migrate", "compare", "--group", "postgres");
        var status = await Project.RunAsync("migrate", "status");

        Assert.All([compare, status], run => Assert.Equal((2, ""), (run.ExitCode, run.Output)));
        Assert.Contains($"{expected}, where", compare.Error, StringComparison.Ordinal);
        Project.Shell("rm -r migration.dev.compared");
        await WriteAsync("--ready");
    }

    /// <summary>A Secret of the team brings it by an entry of its own; in the program's values that would hide what the store has.</summary>
    [Fact]
    public async Task Plan_VariableThatAnEntryTakesFromAnotherSecret_IsMovedByHand()
    {
        Project.WithFile("values.yaml", Values + "  extraEnv: [{name: BASIC_AUTH_PASSWORD, valueFrom: {secretKeyRef: {name: team, key: basic}}}, {name: SMTP_PASSWORD, valueFrom: {secretKeyRef: {name: team, key: smtp}}}]\n");

        var plan = await Project.RunAsync("migrate", "values.yaml");
        await WriteAsync("values.yaml");

        Assert.Contains("mcpContextForge.extraEnv[0]: BASIC_AUTH_PASSWORD  ->  mcp/dev/by-hand · BASIC_AUTH_PASSWORD  (not in these files: put it yourself)", plan.Output, StringComparison.Ordinal);
        Assert.Contains("mcpContextForge.extraEnv[0] on line 4 of values.yaml has another Secret bring BASIC_AUTH_PASSWORD", plan.Output, StringComparison.Ordinal);
        Assert.Contains("SMTP_PASSWORD", Project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("Nobody has compared BASIC_AUTH_PASSWORD", (await Project.RunAsync("migrate", "--write", "--ready")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_GroupOfWhichTheFilesHoldAPart_IsRefusedWithTheLineThatMendsIt()
    {
        var stack = StackYaml.OfRelease.With("mcp-infra:secrets.JWT_SECRET_KEY.from", "external").With("mcp-infra:secrets.SLACK_TOKEN.from", "external");
        Project.With("dev", stack.Text);
        var plan = await Project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        var status = await Project.RunAsync("migrate", "status");
        var run = await Project.RunAsync("migrate", "export", "--group", "external");

        Assert.Equal((1, 2, ""), (status.ExitCode, run.ExitCode, run.Output));
        Assert.All((string[])[status.Output, run.Error], said => Assert.Contains(
            "mcp/dev/external also has SLACK_TOKEN, which these files do not hold", said, StringComparison.Ordinal));
        Assert.Contains("pulumi config set --stack dev --path 'mcp-infra:secrets.SLACK_TOKEN.group' by-hand", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--group external | aws", status.Output, StringComparison.Ordinal);
        Assert.Equal(0, plan.ExitCode);
    }
}
