using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>Every command finds a project's stacks where Pulumi does, and tells what its file has of that file.</summary>
[Collection(PulumiCollection.Name)]
public sealed class ProjectFileTests
{
    private const string Head = "name: mcp-infra\nruntime: dotnet\nmain: infra\n";

    private static readonly string[][] Commands =
    [
        ["preview", "--stack", "dev"], ["audit", "--stack", "dev"], ["render", "manifests", "--stack", "dev", "--out", "gitops"], ["migrate", "--stack", "dev", "values.yaml"], ["preview", "--baseline", "HEAD"],
    ];

    [Theory]
    [InlineData("stackConfigDir: envs")]
    [InlineData("config: envs")]
    public async Task Commands_StacksInAFolderOfTheirOwn_FindThem(string folder)
    {
        using var project = new TemporaryProject().WithFile("Pulumi.yaml", Head + folder).WithFile("envs/Pulumi.dev.yaml", StackYaml.Baseline.Text)
            .WithFile("values.yaml", "mcpContextForge: {secret: {SMTP_PASSWORD: hunter22}}\n").Commit();

        foreach (var command in Commands)
        {
            var run = await project.RunAsync(command);
            Assert.True(run.ExitCode == 0, $"{string.Join(' ', command)}\n{run.Output}{run.Error}");
        }
    }

    [Fact]
    public async Task Commands_FolderThatIsNamedTwice_AreRefused()
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text).WithFile("values.yaml", "{}").Commit()
            .WithFile("Pulumi.yaml", Head + "stackConfigDir: envs\nconfig: envs\n");

        foreach (var command in Commands)
        {
            var run = await project.RunAsync(command);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("names the folder of stack files twice", run.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>Its stacks have settings of their own; what is audited as files is read all the same.</summary>
    [Fact]
    public async Task Commands_ProjectOfAnotherProgram_AreRefusedAndFilesAudited()
    {
        using var project = new TemporaryProject().WithFile("Pulumi.yaml", "name: other\nruntime: python\n").With("dev", "config:\n  other:a: b\n").WithFile("values.yaml", "{}").Commit();

        foreach (var command in Commands)
        {
            var run = await project.RunAsync(command);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains("is the project of another program: its runtime is python, and this program's is dotnet. Run this inside this program's own project, which `init NAME` makes in a folder of its own.", run.Error.Trim().ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await project.RunAsync("audit", "--manifests", ".")).ExitCode);
    }

    [Fact]
    public async Task Commands_ProjectInJson_AreRun()
    {
        using var project = new TemporaryProject().WithFile("Pulumi.json", """{"name": "mcp-infra", "runtime": "dotnet", "config": {"aws:region": "eu-west-1"}}""")
            .WithFile("Pulumi.dev.json", """
            {"config": {"mcp-infra:aws": {"accountId": "123456789012"}, "mcp-infra:kubernetes": {"context": "mcp-dev"},
              "mcp-infra:identity": {"mode": "pod-identity", "operatorRoleArn": "arn:aws:iam::123456789012:role/external-secrets-operator"},
              "mcp-infra:secrets": {"PLATFORM_ADMIN_PASSWORD": {"from": "generate"}}}}
            """).WithFile("values.yaml", "{}");

        Assert.Equal(0, (await project.RunAsync("preview")).ExitCode);
        Assert.Equal(0, (await project.RunAsync("audit")).ExitCode);
        Assert.Equal(0, (await project.RunAsync("render", "manifests", "--out", "gitops")).ExitCode);
        Assert.Contains("migrate edits stack files in YAML alone", (await project.RunAsync("migrate", "values.yaml")).Error, StringComparison.Ordinal);
    }

    /// <summary>A secret there is told once, however many stacks there are, and hides none of what they have in common.</summary>
    [Fact]
    public async Task Audit_SecretAndNameInTheProjectFile_AreToldOfItsLines()
    {
        using var project = Shared();

        var run = await project.RunAsync("audit");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Output.Split('\n'), line => line.Contains("under config.smtpPassword.default. Remove it by hand", StringComparison.Ordinal));
        Assert.DoesNotContain("pulumi config rm", run.Output, StringComparison.Ordinal);
        foreach (var rule in new[] { "MCP301", "MCP302", "MCP303", "MCP304" })
            Assert.Contains($"  error    {rule}  mcp-infra:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_SecretAndNameInTheProjectFile_AreBothTold()
    {
        using var project = Shared();

        var run = await project.RunAsync("preview");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Pulumi.yaml (line 10)", run.Output, StringComparison.Ordinal);
        Assert.Contains("uses the namespace mcp-shared", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_FindingInTheProjectFile_IsAllowedByTheStackThatHasIt()
    {
        const string opaque = "q8Xz2LmV7tRkP0wYbN5cJ3hD9sGfAeUi";
        using var project = new TemporaryProject().WithFile("Pulumi.yaml", Head + $"config:\n  values: {{type: object, default: {{mcpContextForge: {{config: {{BUILD: {opaque}}}}}}}}}\n")
            .With("dev", StackYaml.Baseline.Text).With("qa", StackYaml.Baseline.Text);

        var found = await project.RunAsync("audit", "--stack", "dev", "--fail-on", "warning");
        Assert.Contains("Pulumi.yaml\n  5  warning  MCP005  mcp-infra:values.mcpContextForge.config.BUILD", found.Output, StringComparison.Ordinal);

        project.With("dev", StackYaml.Baseline.Text.TrimEnd() + "\n  mcp-infra:audit: {allow: [{rule: MCP005, path: 'mcp-infra:values.mcpContextForge.config.BUILD', reason: a build}]}\n");
        Assert.Equal(0, (await project.RunAsync("audit", "--stack", "dev", "--fail-on", "warning")).ExitCode);
    }

    private static TemporaryProject Shared() => new TemporaryProject()
        .WithFile("Pulumi.yaml", Head + "config:\n  environment:\n    type: string\n    default: shared\n  smtpPassword:\n    type: string\n    default: winter-hills-22\n")
        .With("dev", StackYaml.Baseline.Text).With("staging", StackYaml.Baseline.Text);
}
