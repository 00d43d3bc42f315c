using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Cli.Preview.Baseline;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Preview.Baseline;

[Collection(PulumiCollection.Name)]
public sealed class BaselineTests
{
    private static readonly StackYaml Before = StackYaml.Baseline
        .With("mcp-infra:secrets.SMTP_PASSWORD.from", "external")
        .With("mcp-infra:secrets.SSO_OKTA_CLIENT_SECRET", "{from: external, group: sso}")
        .With("mcp-infra:aws.protect", "true");

    /// <summary>Something of every kind: data, identity, secrets, values.</summary>
    private static readonly StackYaml After = StackYaml.WithExternalDatabase
        .With("mcp-infra:secrets.SMTP_TOKEN.from", "external")
        .With("mcp-infra:secrets.JWT_SECRET_KEY", "{from: generate, rotate: 1}")
        .With("mcp-infra:secrets.AUTH_ENCRYPTION_SECRET", "{from: external}")
        .With("mcp-infra:secrets.CSRF_SECRET_KEY.from", "generate")
        .With("mcp-infra:identity.serviceAccount", "other-reader")
        .With("mcp-infra:aws.protect", "true")
        .With("mcp-infra:values", "{mcpContextForge: {replicaCount: 5, config: {NOTE: '<b>@team | x</b>'}}}");

    private static async Task<string> JsonOf(params (string Stack, StackYaml Yaml)[] stacks)
    {
        using var project = new TemporaryProject();
        foreach (var (stack, yaml) in stacks)
            project.With(stack, yaml.Text);
        return (await project.RunAsync("preview", "--format", "json")).Output;
    }

    /// <summary>The same, a changed, a new, a removed and an unusable environment.</summary>
    internal static async Task<TemporaryProject> ChangedProject() => new TemporaryProject()
        .With("changed", After.Text).With("same", StackYaml.Baseline.Text).With("new", StackYaml.WithPodIdentity.Text)
        .With("unusable", StackYaml.Baseline.With("aws:region", "nowhere").Text)
        .WithFile("before.json", await JsonOf(("changed", Before), ("same", StackYaml.Baseline), ("gone", StackYaml.Baseline), ("unusable", StackYaml.Baseline)));

    [Theory]
    [InlineData("text", "changes.txt")]
    [InlineData("markdown", "changes.md")]
    [InlineData("json", "changes.json")]
    public async Task Preview_Baseline_IsAsInTheSnapshot(string format, string snapshot)
    {
        using var project = await ChangedProject();

        var run = await project.RunAsync("preview", "--baseline", "before.json", "--format", format);

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Snapshot.Matches(snapshot, run.Output);
    }

    [Theory]
    [InlineData("helm", "argocd", "pulumi up uninstalls its release at the end")]
    [InlineData("flux", "helm", "what flux has installed belongs to it")]
    [InlineData("git", "helm", "what git has installed belongs to it")]
    public async Task Preview_OtherDelivery_WarnsOfWhatIsTakenAway(string before, string after, string said)
    {
        var stack = StackYaml.Baseline.With("mcp-infra:rollout.strategy", "stable");
        using var project = new TemporaryProject().With("dev", stack.With("mcp-infra:delivery", after).Text)
            .WithFile("before.json", await JsonOf(("dev", stack.With("mcp-infra:delivery", before))));

        var run = await project.RunAsync("preview", "--baseline", "before.json");

        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_Baseline_TellsWhatAReviewerMustSee()
    {
        using var project = await ChangedProject();

        var run = await project.RunAsync("preview", "--baseline", "before.json");

        foreach (var says in (string[])
            ["The database changes from bundled to external", "AUTH_ENCRYPTION_SECRET changes", "JWT_SECRET_KEY changes", "Secret mcp/changed/sso is protected and would go",
            "The stack's file is gone", "SMTP_PASSWORD → SMTP_TOKEN", "system:serviceaccount:mcp-changed:other-reader"])
        {
            Assert.Contains(says, run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    public async Task Preview_BaselineOfTheSame_SaysNoChange(string format)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Everything.Text).With("prod", Before.Text)
            .WithFile("before.json", await JsonOf(("dev", StackYaml.Everything), ("prod", Before)));

        var run = await project.RunAsync("preview", "--baseline", "before.json", "--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("No change to 2 stacks", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("→", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Another version may say what only other programs read in another way, and more than is known here.</summary>
    [Fact]
    public async Task Preview_BaselineOfAnotherVersion_IsReadAsFarAsItIsCompared()
    {
        var before = JsonNode.Parse(await JsonOf(("dev", Before)))!;
        var environment = before["environments"]![0]!.AsObject();
        environment["warnings"] = new JsonArray("only a text");
        environment["toDo"] = 1;
        environment["later"] = new JsonObject();
        environment.Remove("containers");
        before.AsObject().Remove("totals");
        using var project = new TemporaryProject().With("dev", Before.Text).WithFile("before.json", before.ToJsonString());

        var run = await project.RunAsync("preview", "--baseline", "before.json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("No change to 1 stack", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_BaselineOfAGitRef_ReadsTheStackFilesOfThatRef()
    {
        using var project = new TemporaryProject().With("dev", Before.Text).With("old", StackYaml.Baseline.Text).Commit();
        project.With("dev", Before.With("mcp-infra:values", "{mcpContextForge: {replicaCount: 5}}").Text);
        File.Delete(project.PathOf("Pulumi.old.yaml"));

        var all = await project.RunAsync("preview", "--baseline", "HEAD");
        var one = await project.RunAsync("preview", "--baseline", "HEAD", "--stack", "dev");

        Assert.Equal(0, all.ExitCode);
        Assert.Contains("values.mcpContextForge.replicaCount: none → 5", all.Output, StringComparison.Ordinal);
        Assert.Contains("old  removed", all.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 1 stack changes", one.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "neither a file nor a commit")]
    [InlineData("--upload-pack=x", "neither a file nor a commit")]
    [InlineData("empty.json", "is not the JSON of a preview")]
    [InlineData("text.json", "is not the JSON of a preview")]
    [InlineData("list.json", "is not the JSON of a preview")]
    [InlineData("old.json", "was written by another version")]
    [InlineData("newer.json", "was written by another version")]
    public async Task Preview_BadBaseline_IsBadInputWithAMessage(string baseline, string says)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text)
            .WithFile("empty.json", "").WithFile("text.json", "hello").WithFile("list.json", "[]")
            .WithFile("old.json", "{\"version\": 1, \"environments\": [{\"stack\": \"dev\", \"environment\": \"dev\"}]}")
            .WithFile("newer.json", "{\"version\": 2, \"environments\": []}");

        var run = await project.RunAsync("preview", "--baseline=" + baseline);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_MoreThanAComment_IsCutAndSaysSo()
    {
        var change = new EnvironmentChange("dev", ChangeState.Changed)
        {
            Resources = [.. Enumerable.Range(0, 2000).Select(number => new Change("added", $"Secret mcp/dev/a-rather-long-name-{number}", "what it is"))],
        };
        using var output = new StringWriter();

        MarkdownChanges.Write(new Printer(output, TextWriter.Null), [change, change with { Stack = "prod" }], "origin/main");

        Assert.InRange(output.ToString().Length, 60_000, 65_536);
        Assert.Matches("[0-9]+ more lines do not fit into a comment", output.ToString());
    }

    /// <summary>A pull request can put any text into a stack file: it must not become HTML, a mention or a cell of its own.</summary>
    [Fact]
    public async Task Markdown_TextOfAStackFile_StaysText()
    {
        using var project = await ChangedProject();

        var run = await project.RunAsync("preview", "--baseline", "before.json", "--format", "markdown");

        // In code nothing is more than text.
        var outside = Regex.Replace(run.Output, "(`+).+?\\1", "");
        Assert.DoesNotContain("<b>", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("@team", outside, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n').Where(line => line.StartsWith('|')), line => Assert.Equal(5, line.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|')));
    }

    [Fact]
    public async Task Json_Inputs_HoldNoSecret()
    {
        using var json = JsonDocument.Parse(await JsonOf(("dev", Before)));
        var resources = json.RootElement.GetProperty("environments")[0].GetProperty("components").EnumerateArray()
            .SelectMany(component => component.GetProperty("resources").EnumerateArray()).ToList();
        var versions = resources.Where(resource => resource.GetProperty("type").GetString() == "aws:secretsmanager/secretVersion:SecretVersion").ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Equal("(secret)", version.GetProperty("inputs").GetProperty("secretString").GetString()));
    }
}
