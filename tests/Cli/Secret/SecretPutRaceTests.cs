using McpInfra.Programs;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Secret;

/// <summary>What becomes of a value where somebody else puts another at the same time: none is lost unsaid.</summary>
public sealed class SecretPutRaceTests : PuttingValues
{
    /// <summary>Vault compares itself, Key Vault is asked once more, and of the others the version that was written over tells.</summary>
    [Theory]
    [InlineData("aws", "SMTP_PASSWORD", " put-secret-value ", "out of force")]
    [InlineData("vault", "PLATFORM_ADMIN_PASSWORD", " put ", "run the line again")]
    [InlineData("azure", "PLATFORM_ADMIN_PASSWORD", " account show ", "run the line again")]
    [InlineData("gcpsm", "PLATFORM_ADMIN_PASSWORD", " add ", "out of force")]
    public async Task Put_SomebodyElseBetween_IsTold(string backend, string name, string at, string expected)
    {
        var holder = backend switch { "aws" => External, "vault" => "mcp/dev/gateway", _ => "mcp-dev-gateway" };
        if (backend != "aws")
            Project.With("dev", BackendStacks.All[backend].Text);
        Programs.Put(holder, "{}");
        var (shows, isDone) = (0, false);
        Programs.Before = (line, _) =>
        {
            if (!isDone && (line.Contains(at, StringComparison.Ordinal) || (backend == "azure" && line.Contains(" secret show ", StringComparison.Ordinal) && ++shows == 2)) && !line.Contains("account show", StringComparison.Ordinal))
            {
                isDone = true;
                Programs.Put(holder, """{"other":"theirs"}""");
            }

            return null;
        };

        var run = await PutAsync("hunter2", name);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Both have read the same version; the other one was quicker.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task Put_TwoAtATimeInAws_SecondIsRefusedAndNothingIsLost(string? before)
    {
        Programs.Texts[External] = before;
        ToolRun? other = null;
        Programs.Before = (line, _) =>
        {
            if (other is null && line.Contains(" put-secret-value ", StringComparison.Ordinal))
            {
                other = new ToolRun(0, "", "");
                other = PutAsync("theirs", "SSO_GITHUB_CLIENT_SECRET").GetAwaiter().GetResult();
            }

            return null;
        };

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal((0, 1), (other!.ExitCode, run.ExitCode));
        Assert.Contains("came between. Nothing was put: run the line again", run.Error, StringComparison.Ordinal);
        Assert.Equal("""{"SSO_GITHUB_CLIENT_SECRET":"theirs"}""", Programs.Texts[External]);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("another")]
    public async Task Put_FormerVersionInForceAgainInAws_IsPutAllTheSame(string second)
    {
        Programs.Put(External, "{}");
        await PutAsync("hunter2", "SMTP_PASSWORD");
        (Programs.Texts[External], Programs.Versions[External], Programs.Replaced[External]) = ("{}", 1, "v2");

        var run = await PutAsync(second, "SMTP_PASSWORD");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal($$"""{"SMTP_PASSWORD":"{{second}}"}""", Programs.Texts[External]);
    }

    /// <summary>By the numbers of the two looks at the secret: before the value is put, and after it.</summary>
    [Theory]
    [InlineData(1, "version v2 came between. Nothing was put: run the line again", false)]
    [InlineData(2, "The value was put as version v2, and v3 of somebody else is in force: run the line again if yours is to be.", true)]
    public async Task Put_SomebodyElseBetweenTheLooksAtAws_IsTold(int look, string expected, bool isPut)
    {
        Programs.Put(External, "{}");
        var looks = 0;
        Programs.Before = (line, _) =>
        {
            if (line.Contains(" describe-secret ", StringComparison.Ordinal) && ++looks == look)
                Programs.Put(External, """{"other":"theirs"}""");
            return null;
        };

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(isPut, Programs.Lines.Any(line => line.Contains(" put-secret-value ", StringComparison.Ordinal)));
        Assert.Equal("""{"other":"theirs"}""", Programs.Texts[External]);
    }

    [Fact]
    public async Task Put_AwsThatTellsTheStateOfAMomentAgo_IsPutOnce()
    {
        Programs.Put(External, "{}");
        var looks = 0;
        Programs.Before = (line, _) => line.Contains(" describe-secret ", StringComparison.Ordinal) && ++looks == 2
            ? new ProgramAnswer(0, """{"VersionIdsToStages": {"v1": ["AWSCURRENT"]}}""") : null;

        var run = await PutAsync("hunter2", "SMTP_PASSWORD");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Single(Programs.Lines, line => line.Contains(" put-secret-value ", StringComparison.Ordinal));
    }
}
