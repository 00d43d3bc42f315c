using McpInfra.Tests.Support;

namespace McpInfra.Tests.Migration;

/// <summary>What a person writes between two stages where the next one writes is told, and nothing of it is replaced.</summary>
public sealed class HandEditsTests : MigratingRelease
{
    private const string Application = """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: mcp, namespace: argocd}
        spec:
          source:
            helm:
              valuesObject:
                mcpContextForge:
                  secret: {JWT_SECRET_KEY: canary-jwt-key, JWT_ISSUER: ours}
                  replicaCount: 2

        """;

    [Theory]
    [InlineData("mcpContextForge:\n", "mcpContextForge:\n  replicaCount: 3\n", "references.dev.yaml:3: mcpContextForge.replicaCount was not written by `migrate`", "move it into more.yaml")]
    [InlineData("mcpContextForge:\n", "postgres: {persistence: {size: 9Gi}}\nmcpContextForge:\n", "references.dev.yaml:2: postgres.persistence.size was not written by `migrate`", "move it into more.yaml")]
    [InlineData("mcpContextForge:\n", "mcpContextForge:\n  secret: {JWT_SECRET_KEY: canary-of-another-file}\n", "references.dev.yaml:3: mcpContextForge.secret.JWT_SECRET_KEY is not what `migrate` has written", "move it into more.yaml")]
    [InlineData("  extraEnvFrom:\n", "  extraEnvFrom:\n    - secretRef: {name: team}\n", "references.dev.yaml:3: mcpContextForge.extraEnvFrom lists what neither", "under mcp-infra:extraEnvVarsSecret")]
    public async Task Write_ReferencesThatSomebodyHasAddedTo_AreNotReplaced(string before, string after, params string[] expected)
    {
        await WriteAsync("values.yaml", "more.yaml");
        await Project.CompareAsync();
        var edited = Replaced(Project.Read("references.dev.yaml"), before, after);
        Project.WithFile("references.dev.yaml", edited);

        var status = await Project.RunAsync("migrate", "status");
        var run = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal((1, 1), (status.ExitCode, run.ExitCode));
        Assert.All(expected, words => Assert.All((string[])[status.Output, run.Error], said => Assert.Contains(words, said, StringComparison.Ordinal)));
        Assert.DoesNotContain(ReleaseValues.Canary, status.Output + run.Error, StringComparison.Ordinal);
        Assert.Equal((edited, Values), (Project.Read("references.dev.yaml"), Project.Read("values.yaml")));
    }

    /// <summary>A comment says nothing that a stage writes, so it stays where it is.</summary>
    [Fact]
    public async Task Write_ReferencesWithAComment_KeepIt()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.WithFile("references.dev.yaml", Project.Read("references.dev.yaml") + "# ask the platform team\n");

        await WriteAsync("--ready");

        Assert.Contains("# ask the platform team\n", Project.Read("references.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("existingSecret: mcp-postgres", Project.Read("references.dev.yaml"), StringComparison.Ordinal);
    }

    /// <summary>With what the stack says since, the list has all that stands there.</summary>
    [Fact]
    public async Task Write_ReferenceThatTheStackListsToo_IsKept()
    {
        await WriteAsync("values.yaml", "more.yaml");
        Project.WithFile("references.dev.yaml", Replaced(Project.Read("references.dev.yaml"), "  extraEnvFrom:\n", "  extraEnvFrom:\n    - secretRef: {name: team}\n"));
        Project.WithFile("Pulumi.dev.yaml", Project.Read("Pulumi.dev.yaml") + "  mcp-infra:extraEnvVarsSecret: [{secretRef: {name: team}}]\n");

        await WriteAsync("--ready");

        Assert.Contains("name: team", Project.Read("references.dev.yaml"), StringComparison.Ordinal);
    }

    /// <summary>An object is the release's own: what the references do not touch is edited freely.</summary>
    [Theory]
    [InlineData("replicaCount: 2", "replicaCount: 3", null)]
    [InlineData("JWT_ISSUER: ours", "JWT_ISSUER: theirs", "mcpContextForge.secret.JWT_ISSUER is another than Pulumi.dev.yaml says")]
    public async Task Write_ObjectThatSomebodyHasEdited_IsNotReplacedWhereTheStageWrites(string before, string after, string? expected)
    {
        Project.WithFile("values.yaml", Application);
        await WriteAsync("values.yaml");
        await Project.CompareAsync();
        var written = Project.Read("values.yaml");
        var edited = Replaced(written, before, after);
        Project.WithFile("values.yaml", edited);

        var run = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal(expected is null ? 0 : 1, run.ExitCode);
        Assert.Contains(expected ?? "", run.Error, StringComparison.Ordinal);
        Assert.Equal(expected is not null, edited == Project.Read("values.yaml"));
        Assert.Contains(after.Split('[')[0], Project.Read("values.yaml"), StringComparison.Ordinal);
    }

    /// <summary>What is read besides may bring any value, so the stack has to name it first; with it the list has all that stood there.</summary>
    [Fact]
    public async Task Write_ReferenceThatSomebodyHasAddedToAnObject_IsNamedInTheStackBeforeAnythingIsTakenOut()
    {
        Project.WithFile("values.yaml", Application);
        await WriteAsync("values.yaml");
        Project.WithFile("values.yaml", Replaced(Project.Read("values.yaml"), "extraEnvFrom:\n", "extraEnvFrom:\n            - secretRef: {name: team}\n"));

        var early = await Project.RunAsync("migrate", "--write", "--ready");
        await Project.RunAsync("migrate", "--write");

        Assert.Equal(1, early.ExitCode);
        Assert.Contains("Values came into the files after the migration began", early.Error, StringComparison.Ordinal);
        Assert.Contains("name: team", Project.Read("Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("name: team", Project.Read("values.yaml"), StringComparison.Ordinal);
    }

    /// <summary>The references take the place of the release's own list.</summary>
    [Fact]
    public async Task Write_ReleaseThatReadsWhatTheStacksListLacks_StopsBeforeTheFirstStage()
    {
        Project.With("dev", StackYaml.OfRelease.With("mcp-infra:extraEnvVarsSecret", "[{secretRef: {name: ours}}]").Text)
            .WithFile("values.yaml", Values + "  extraEnvFrom: [{secretRef: {name: ours}}, {configMapRef: {name: proxy}}]\n");

        var run = await Project.RunAsync("migrate", "values.yaml", "--write");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("mcpContextForge.extraEnvFrom on line 4 of values.yaml lists configMapRef proxy, and mcp-infra:extraEnvVarsSecret of Pulumi.dev.yaml, which takes its place, does not", run.Error, StringComparison.Ordinal);
    }

    /// <summary>What was kept of a person's text when an interrupted run went on is nowhere else.</summary>
    [Fact]
    public async Task Write_TextThatAnInterruptedRunHasKept_IsToldUntilItIsGone()
    {
        await WriteAsync("values.yaml", "more.yaml");
        await Project.CompareAsync();
        Project.WithFile("values.yaml.mcp-infra-mine", Values + "# by hand\n");

        var status = await Project.RunAsync("migrate", "status");
        var run = await Project.RunAsync("migrate", "--write", "--ready");

        Assert.Equal((1, 1), (status.ExitCode, run.ExitCode));
        Assert.All((string[])[status.Output, run.Error], said => Assert.Contains("(diff values.yaml.mcp-infra-mine values.yaml), and rm values.yaml.mcp-infra-mine.", said, StringComparison.Ordinal));
        File.Delete(Project.PathOf("values.yaml.mcp-infra-mine"));
        await WriteAsync("--ready");
    }

    private static string Replaced(string text, string before, string after)
    {
        Assert.Contains(before, text, StringComparison.Ordinal);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        return text[..at] + after + text[(at + before.Length)..];
    }
}
