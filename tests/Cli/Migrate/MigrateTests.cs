using System.Text.Json;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Migrate;

public sealed class MigrateTests : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject().With("dev", StackYaml.OfRelease.Text)
        .WithFile("values.yaml", ReleaseValues.Base).WithFile("values-dev.yaml", ReleaseValues.Environment);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("text", "migrate.txt")]
    [InlineData("markdown", "migrate.md")]
    [InlineData("json", "migrate.json")]
    public async Task Plan_TwoFiles_IsAsInTheSnapshotAndShowsNoValue(string format, string snapshot)
    {
        var run = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--format", format);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain(ReleaseValues.Canary, run.Output, StringComparison.Ordinal);
        Snapshot.Matches(snapshot, run.Output);
        Assert.Equal(ReleaseValues.Base, _project.Read("values.yaml"));
    }

    [Fact]
    public async Task Plan_StackOfAnotherBackend_IsRefusedWithWhatToDoInstead()
    {
        using var project = new TemporaryProject().With("dev", BackendStacks.Vault.Text).WithFile("values.yaml", "mcpContextForge: {secret: {JWT_SECRET_KEY: canary-of-a-key}}\n");

        var run = await project.RunAsync("migrate", "values.yaml", "--stack", "dev");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:backend is vault", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-of-a-key", run.Output + run.Error, StringComparison.Ordinal);
    }

    /// <summary>Files do nothing to a release: who is sent on to what comes next would leave out what makes the files true.</summary>
    [Fact]
    public async Task Write_EveryStage_SaysWhatIsLeftOfIt()
    {
        var first = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write");
        await _project.CompareAsync();
        var second = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write", "--ready");
        var third = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write");

        Assert.Contains("Then the rest of stage 1:\n  helm upgrade mcp ", first.Output, StringComparison.Ordinal);
        Assert.Contains("Then the rest of stage 4:\n  helm upgrade mcp ", second.Output, StringComparison.Ordinal);
        Assert.Contains("Then the rest of stage 5:\n  pulumi import --stack dev kubernetes:core/v1:Namespace", third.Output, StringComparison.Ordinal);
        Assert.All([first, second, third], run => Assert.EndsWith(" migrate status --stack dev\n", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_StageByStage_IsAsInTheSnapshots()
    {
        await WriteAsync("wrote Pulumi.dev.yaml");
        Snapshot.Matches("migrate/1-Pulumi.dev.yaml", _project.Read("Pulumi.dev.yaml"));
        Snapshot.Matches("migrate/1-references.dev.yaml", _project.Read("references.dev.yaml"));
        Snapshot.Matches("migrate/1-status.txt", await StatusAsync());
        Assert.Equal(ReleaseValues.Base, _project.Read("values.yaml"));

        await WriteAsync("wrote values.yaml: 9 secrets removed", "--ready");
        Snapshot.Matches("migrate/4-values.yaml", _project.Read("values.yaml"));
        Snapshot.Matches("migrate/4-values-dev.yaml", _project.Read("values-dev.yaml"));
        Snapshot.Matches("migrate/4-references.dev.yaml", _project.Read("references.dev.yaml"));
        Snapshot.Matches("migrate/4-status.txt", await StatusAsync());

        await WriteAsync("wrote Pulumi.dev.yaml");
        Snapshot.Matches("migrate/5-Pulumi.dev.yaml", _project.Read("Pulumi.dev.yaml"));
        Snapshot.Matches("migrate/5-status.txt", await StatusAsync());

        var again = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write");
        Assert.Equal(0, again.ExitCode);
        Assert.StartsWith("Nothing to write", again.Output, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(_project.PathOf(".")), file => Assert.DoesNotContain(ReleaseValues.Canary, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("migrate", "status")]
    [InlineData("migrate", "export")]
    [InlineData("migrate", "compare")]
    public async Task Help_EachCommand_IsAsInTheSnapshot(params string[] command)
    {
        var run = await _project.RunAsync([.. command, "--help"]);

        Assert.Equal(0, run.ExitCode);
        Snapshot.Matches(string.Join('-', command) + "-help.txt", run.Output);
    }

    [Fact]
    public async Task Export_Group_IsTheJsonOfItsValuesByteForByte()
    {
        await WriteAsync("wrote");

        var run = await _project.RunAsync("migrate", "export", "values.yaml", "values-dev.yaml", "--group", "external");
        var json = JsonSerializer.Deserialize<Dictionary<string, string>>(run.Output)!;

        Assert.Equal("-----BEGIN PRIVATE KEY-----\ncanary0BAQ/+\n-----END PRIVATE KEY-----\n", json["ED25519_PRIVATE_KEY"]);
        Assert.Equal("canary-okta", json["SSO_OKTA_CLIENT_SECRET"]);
        Assert.Equal("redis://:canary@limits.example.com:6379/0", json["RATELIMITER_REDIS_URL"]);
        Assert.Equal("changeme", json["BASIC_AUTH_PASSWORD"]);
        var encryption = await _project.RunAsync("migrate", "export", "values.yaml", "values-dev.yaml", "--group", "encryption");
        Assert.Equal("""{"AUTH_ENCRYPTION_SECRET":"canary 'salt' "}""", encryption.Output);
    }

    [Fact]
    public async Task Export_BeforeTheStackNamesTheValues_IsRefused()
    {
        var run = await _project.RunAsync("migrate", "export", "values.yaml", "values-dev.yaml", "--group", "external");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("--write", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--group", "nothing", "external")]
    [InlineData("--secret", "NOTHING", "SMTP_PASSWORD")]
    [InlineData("--group", null, "--group GROUP or --secret NAME")]
    public async Task Export_WhatIsNotThere_SaysWhatIs(string option, string? name, string expected)
    {
        await WriteAsync("wrote");

        string[] which = name is null ? [] : [option, name];
        var run = await _project.RunAsync(["migrate", "export", "values.yaml", "values-dev.yaml", .. which]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_InlineValuesBeforeReady_IsRefusedAndChangesNothing()
    {
        await WriteAsync("wrote");

        var run = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--ready", run.Error, StringComparison.Ordinal);
        Assert.Equal(ReleaseValues.Base, _project.Read("values.yaml"));
    }

    [Fact]
    public async Task Write_SecretThatNothingTakes_IsToldAndStopsTheRemoval()
    {
        _project.WithFile("values.yaml", "nginxProxy:\n  basicAuth:\n    password: canary-nginx\nmcpContextForge: {secret: {SMTP_PASSWORD: canary-smtp}}\n");

        var begun = await _project.RunAsync("migrate", "values.yaml", "--write");
        var run = await _project.RunAsync("migrate", "values.yaml", "--write", "--ready");

        Assert.Equal((1, 1), (begun.ExitCode, run.ExitCode));
        Assert.Contains("values.yaml:3: nginxProxy.basicAuth.password (12 characters): by hand", run.Error, StringComparison.Ordinal);
        Assert.Contains("canary-smtp", _project.Read("values.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseValues.Canary, begun.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ReferencesFileOfSomebodyElse_IsNotReplaced()
    {
        _project.WithFile("references.dev.yaml", "ours: true\n");

        var run = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was not written by this command", run.Error, StringComparison.Ordinal);
        Assert.Equal("ours: true\n", _project.Read("references.dev.yaml"));
        Assert.Equal(StackYaml.OfRelease.Text, _project.Read("Pulumi.dev.yaml"));
    }

    [Theory]
    [InlineData("a: [1\n", "values.yaml:1: is not YAML")]
    [InlineData("- a\n", "values.yaml:1: must be a map of chart values, and is a list")]
    [InlineData("canary", "values.yaml:1: must be a map of chart values, and is text")]
    [InlineData("a: 1\nb: 2\na: 3\n", "values.yaml:3: repeats a key of line 1")]
    [InlineData("a: 1\n---\nb: 2\n", "values.yaml:2: holds a second YAML document")]
    [InlineData("a: *nowhere\n", "values.yaml:1: uses a YAML alias")]
    [InlineData("a:\n  b: 1\n\tc: canary\n", "values.yaml:3: is not YAML")]
    public async Task Values_ThatAreNone_AreRefusedWithTheirLine(string text, string expected)
    {
        _project.WithFile("values.yaml", text);

        var run = await _project.RunAsync("migrate", "values.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseValues.Canary, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.yaml is not there.", "nowhere.yaml")]
    [InlineData(". is a directory", ".")]
    [InlineData("named twice", "values.yaml", "./values.yaml")]
    [InlineData("Stack 'nowhere' has no file", "values.yaml", "--stack", "nowhere")]
    public async Task CommandLine_ThatCannotBe_IsRefusedInOneLine(string expected, params string[] args)
    {
        var run = await _project.RunAsync(["migrate", .. args]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_WithoutWrite_IsRefused()
    {
        var run = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--ready");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--ready is for --write", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A link in the place of the file would keep the secrets in what it leads to.</summary>
    [Fact]
    public async Task Write_ThroughALink_ChangesWhatItLeadsTo()
    {
        File.Move(_project.PathOf("values.yaml"), _project.PathOf("real.yaml"));
        File.CreateSymbolicLink(_project.PathOf("values.yaml"), "real.yaml");

        await WriteAsync("wrote");
        await WriteAsync("wrote values.yaml", "--ready");

        Assert.Equal("real.yaml", new FileInfo(_project.PathOf("values.yaml")).LinkTarget);
        Assert.DoesNotContain(ReleaseValues.Canary, _project.Read("real.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_NotNamedAmongSeveral_IsAskedFor()
    {
        _project.With("prod", StackYaml.OfRelease.Text);

        var run = await _project.RunAsync("migrate", "values.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--stack dev or --stack prod", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mcpContextForge:\n  secret:\n    SMTP_PASSWORD: \"\"\n    PASSWORD_MIN_LENGTH: \"8\"\n")]
    public async Task Values_WithoutASecret_AreCountedAsNone(string text)
    {
        _project.WithFile("values.yaml", text);

        var run = await _project.RunAsync("migrate", "values.yaml");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("dev   values.yaml · 0 secrets in plain text", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_FileThatIsReadOnly_IsRefusedInWords()
    {
        await WriteAsync("wrote");
        await _project.CompareAsync();
        File.SetAttributes(_project.PathOf("values.yaml"), FileAttributes.ReadOnly);

        var run = await _project.RunAsync("migrate", "values.yaml", "values-dev.yaml", "--write", "--ready");
        File.SetAttributes(_project.PathOf("values.yaml"), FileAttributes.Normal);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("values.yaml cannot be written: access is denied. All files are as they were.", run.Error, StringComparison.Ordinal);
        Assert.Equal(ReleaseValues.Base, _project.Read("values.yaml"));
    }

    private async Task WriteAsync(string expected, params string[] options)
    {
        if (options.Contains("--ready"))
            await _project.CompareAsync();
        var run = await _project.RunAsync(["migrate", "values.yaml", "values-dev.yaml", "--write", .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ReleaseValues.Canary, run.Output, StringComparison.Ordinal);
    }

    private async Task<string> StatusAsync()
    {
        var run = await _project.RunAsync("migrate", "status", "values.yaml", "values-dev.yaml");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output;
    }
}
