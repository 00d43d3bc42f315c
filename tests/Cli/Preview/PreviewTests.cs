using System.Text.Json;
using McpInfra.Cli.Preview;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Preview;

[Collection(PulumiCollection.Name)]
public sealed class PreviewTests
{
    private static readonly StackYaml Valid = StackYaml.Baseline
        .With("mcp-infra:secrets.SMTP_PASSWORD.from", "config")
        .With("mcp-infra:secretValues.SMTP_PASSWORD.secure", "v1:canaryciphertext:0123456789abcdef0123456789abcdef");

    [Theory]
    [InlineData("text", "preview.txt")]
    [InlineData("json", "preview.json")]
    [InlineData("markdown", "preview.md")]
    public async Task Preview_ShippedStacks_IsAsInTheSnapshot(string format, string snapshot)
    {
        var run = await ToolRun.InAsync(Repository.Root, "preview", "--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        Snapshot.Matches(snapshot, run.Output);
    }

    [Fact]
    public async Task Preview_Help_IsAsInTheSnapshot()
    {
        var run = await ToolRun.InAsync(Repository.Root, "preview", "--help");

        Assert.Equal(0, run.ExitCode);
        Snapshot.Matches("preview-help.txt", run.Output);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Preview_EveryFormat_CarriesNoSecret(string format)
    {
        using var project = new TemporaryProject().With("dev", Valid.Text);

        var run = await project.RunAsync("preview", "--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("canaryciphertext", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("encrypted-", run.Output, StringComparison.Ordinal);

        // A generated value is 48 letters and digits in a row; nothing else here is.
        Assert.DoesNotMatch("[A-Za-z0-9]{40,}", run.Output);
    }

    /// <summary>Text sums up what nobody reads to its end; what programs and pull requests read is whole.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true, "--all")]
    [InlineData(true, "--format", "json")]
    [InlineData(true, "--format", "markdown")]
    public async Task Preview_MoreVariablesThanAreRead_AreListedWhereThatIsAsked(bool isListed, params string[] args)
    {
        var many = Enumerable.Range(1, VariableTable.MostRows).Aggregate(Valid, (stack, number) => stack.With($"mcp-infra:secrets.EXTRA_{number:00}.from", "generate"));
        using var project = new TemporaryProject().With("dev", many.Text);

        var run = await project.RunAsync(["preview", .. args]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(isListed, run.Output.Contains("EXTRA_27", StringComparison.Ordinal));
        Assert.Equal(!isListed, run.Output.Contains($"{VariableTable.MostRows} variables  ", StringComparison.Ordinal));
        Assert.Equal(!isListed, run.Output.Contains("preview --all lists each", StringComparison.Ordinal));
        Assert.Contains("SMTP_PASSWORD", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Stacks are run beside each other and written in order.</summary>
    [Fact]
    public async Task Preview_ManyStacks_AreWrittenInOrder()
    {
        string[] names = [.. Enumerable.Range(0, 12).Select(number => $"stack{number:00}")];
        using var project = new TemporaryProject();
        foreach (var name in names)
            project.With(name, StackYaml.Baseline.With("mcp-infra:environment", name).Text);

        var run = await project.RunAsync("preview");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(names, run.Output.Split('\n').Where(line => line.StartsWith("stack", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Preview_TwoRuns_AreTheSame()
    {
        var first = await ToolRun.InAsync(Repository.Root, "preview", "--format", "json");
        var second = await ToolRun.InAsync(Repository.Root, "preview", "--format", "json");

        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task Preview_OneStack_ShowsThatOneAlone()
    {
        var run = await ToolRun.InAsync(Repository.Root, "preview", "--stack", "staging", "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("staging", Assert.Single(json.RootElement.GetProperty("environments").EnumerateArray()).GetProperty("stack").GetString());
    }

    [Theory]
    [InlineData("argocd", "GitOpsDelivery", "Application argocd/mcp-gateway-dev-chart")]
    [InlineData("flux", "GitOpsDelivery", "HelmRelease mcp-dev/mcp")]
    [InlineData("fleet", "GitOpsDelivery", "HelmOp fleet-local/mcp-gateway-dev")]
    [InlineData("git", "to do", "render TOOL --stack dev --out DIR")]
    public async Task Preview_OtherDelivery_IsShownInPlaceOfTheRelease(string delivery, string what, string says)
    {
        using var project = new TemporaryProject().With("dev", Valid.With("mcp-infra:delivery", delivery).Text);

        foreach (var format in (string[])["text", "markdown", "json"])
        {
            var run = await project.RunAsync("preview", "--format", format);

            Assert.Equal(0, run.ExitCode);
            Assert.Contains(format == "json" && delivery == "git" ? "\"toDo\"" : format == "markdown" ? what.Replace("to do", "to do:", StringComparison.Ordinal) : what, run.Output, StringComparison.Ordinal);
            Assert.Contains(says, run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("McpStackRelease", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Preview_BadStackBesideAGoodOne_ShowsBothAndFails()
    {
        using var project = new TemporaryProject().With("good", Valid.Text)
            .With("bad", Valid.With("mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD.from", "generated").With("aws:region", "nowhere").Text);

        var run = await project.RunAsync("preview");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD.from", run.Output, StringComparison.Ordinal);
        Assert.Contains("aws:region", run.Output, StringComparison.Ordinal);
        Assert.Contains("no secret in plain sight", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_BadStackOfTheDocs_PrintsTheSampleThere()
    {
        using var project = new TemporaryProject()
            .With("dev", StackYaml.Baseline.With("mcp-infra:identity.mode", "irsaa").With("mcp-infra:secrets.SMTP_PASSWORD.from", "config").Text);
        var section = File.ReadAllText(Repository.At("docs", "failures.md"));

        var run = await project.RunAsync("preview");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(run.Output, section.Split("```text\n")[1].Split("```")[0]);
    }

    [Fact]
    public async Task Preview_NewStackWithoutAnySetting_SaysAllThatIsMissing()
    {
        using var project = new TemporaryProject().With("dev", "");

        var run = await project.RunAsync("preview");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("dev  5 problems in its configuration\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_ResourcesThatTheGuardRead_AreThoseOfTheTotal()
    {
        using var project = new TemporaryProject().With("dev", Valid.Text);

        var run = await project.RunAsync("preview");

        var read = System.Text.RegularExpressions.Regex.Match(run.Output, "inputs of (?<count>[0-9]+) resources and 5 components read").Groups["count"].Value;
        Assert.Contains($"1 environment, {read} resources, 0 problems", run.Output, StringComparison.Ordinal);
    }

    /// <summary>What a label is called says nothing in a stack file; the guard reads it as the object has it.</summary>
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Preview_GuardRefusal_IsToldInEveryFormatWithoutTheSecret(string format)
    {
        const string token = "winter-Hills-22";
        using var project = new TemporaryProject().With("dev", Valid.With("mcp-infra:delivery", "fleet").With("mcp-infra:fleet", $"{{clusterLabels: {{deploy-token: {token}}}}}").Text);

        var run = await project.RunAsync("preview", "--format", format);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("deploy-token", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("preview", "--stack", "nowhere")]
    [InlineData("preview", "--format", "xml")]
    [InlineData("preview", "--frmat", "json")]
    [InlineData("previw")]
    public async Task Tool_BadCommandLine_IsBadInputWithAMessage(params string[] args)
    {
        var run = await ToolRun.InAsync(Repository.Root, args);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEqual("", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OutsideAProject_SaysWhereToRunIt()
    {
        var elsewhere = Directory.CreateTempSubdirectory("mcp-infra-");
        var run = await ToolRun.InAsync(elsewhere.FullName, "preview");
        elsewhere.Delete();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Pulumi.yaml", run.Error, StringComparison.Ordinal);
    }
}
