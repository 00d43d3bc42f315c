using McpInfra.Migration;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>A stack that says another thing than its release, and files that are named otherwise than they are.</summary>
public sealed class ContradictionsTests : MigratingRelease
{
    [Fact]
    public async Task Values_NamedLikeAFileOfArguments_AreNotReadAsOne()
    {
        var run = await Project.RunAsync("migrate", "@values.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain(ReleaseValues.Canary, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mcp-infra:database.mode", "external", "bundled")]
    [InlineData("mcp-infra:database.user", "other", "admin")]
    [InlineData("mcp-infra:redis.mode", "external", "bundled")]
    public async Task Stack_ThatSaysAnotherServerThanTheRelease_StopsWithTheLineThatMendsIt(string path, string said, string released)
    {
        var stack = (path.Contains("database.mode", StringComparison.Ordinal) ? StackYaml.WithExternalDatabase : path.Contains("redis.mode", StringComparison.Ordinal) ? StackYaml.WithExternalRedis : StackYaml.Baseline.With(path, said))
            .With("mcp-infra:chart.version", "1.0.8").Text;
        Project.With("dev", stack);

        var plan = await Project.RunAsync("migrate", "values.yaml", "more.yaml");
        var run = await Project.RunAsync("migrate", "values.yaml", "more.yaml", "--write");

        Assert.Equal((1, 1), (plan.ExitCode, run.ExitCode));
        Assert.All((string[])[plan.Output, run.Error], words => Assert.Contains(
            $"Pulumi.dev.yaml says {path} {said}, and the release has {released}. To keep what runs: pulumi config rm --stack dev --path '{path}'", words, StringComparison.Ordinal));
        Assert.Equal(stack, Project.Read("Pulumi.dev.yaml"));
    }

    [Theory]
    [InlineData("tolerations", "[{key: a}]", "[{key: b}]", true)]
    [InlineData("tolerations", "[{key: a, effect: NoSchedule}]", "[{effect: NoSchedule, key: a}]", false)]
    [InlineData("resources", "small", "{limits: {cpu: 1}}", true)]
    [InlineData("resources", "{limits: {cpu: 2}}", "{limits: {cpu: 1}}", true)]
    public async Task Stack_ThatSaysAnotherListOrMapThanTheRelease_IsTold(string key, string said, string released, bool isTold)
    {
        Project.With("dev", StackYaml.OfRelease.With($"mcp-infra:values.mcpContextForge.{key}", said).Text).WithFile("more.yaml", $"mcpContextForge: {{{key}: {released}}}\n");

        var plan = await Project.RunAsync("migrate", "values.yaml", "more.yaml");

        Assert.Equal((0, isTold), (plan.ExitCode, plan.Output.Contains($"mcp-infra:values.mcpContextForge.{key}", StringComparison.Ordinal) && plan.Output.Contains("is another in Pulumi.dev.yaml than in the release", StringComparison.Ordinal)));
    }

    /// <summary>A setting that came after the first stage is in no stack, and Pulumi would take the release over without it.</summary>
    [Fact]
    public async Task Values_ThatGetASettingAfterTheStackTookThem_AreTold()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.WithFile("values.yaml", Values + "  replicaCount: 4\n");

        var plan = await Project.RunAsync("migrate");

        Assert.Contains("mcpContextForge.replicaCount on line 4 of values.yaml came after the stack took the release's settings", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_ThatSaysAnotherSettingThanTheRelease_IsToldAndKeepsIt()
    {
        Project.With("dev", StackYaml.OfRelease.With("mcp-infra:values.mcpContextForge.replicaCount", "3").Text).WithFile("more.yaml", "mcpContextForge: {replicaCount: 2}\n");

        var plan = await Project.RunAsync("migrate", "values.yaml", "more.yaml");

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
        Directory.CreateDirectory(Project.PathOf("sub"));
        File.CreateSymbolicLink(Project.PathOf("link.yaml"), "values.yaml");
        Directory.CreateSymbolicLink(Project.PathOf("folder"), ".");

        var twice = await Project.RunAsync("migrate", "values.yaml", spelling);
        await WriteAsync("values.yaml");
        var again = await Project.RunAsync("migrate", spelling);
        var elsewhere = await ToolRun.InAsync(Project.PathOf("sub"), "migrate", "../values.yaml");

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

        var run = await Project.RunAsync("migrate", "values.yaml", name);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }
}
