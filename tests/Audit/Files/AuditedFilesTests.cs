using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Files;

/// <summary>Files of every kind: what cannot be read is told with its place, and everything else is audited.</summary>
public sealed class AuditedFilesTests
{
    private const string Secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {b: hello}\n";

    private static TemporaryProject Project => new TemporaryProject().With("dev", StackYaml.Baseline.Text);

    [Theory]
    [InlineData("a: [1\n", "k8s/broken.yaml:1 is not YAML:")]
    [InlineData("a: 1\n---\nb: c: d\n", "k8s/broken.yaml:3 is not YAML:")]
    [InlineData("a: *nothing\n", "k8s/broken.yaml:1 uses a YAML alias of which no anchor stands before it.")]
    [InlineData("a:\n\t- b\n", "k8s/broken.yaml:2 is not YAML:")]
    public async Task Audit_BrokenYaml_IsToldWithItsPlaceAndTheRestIsAudited(string broken, string says)
    {
        using var project = Project.WithFile("k8s/broken.yaml", broken).WithFile("k8s/secret.yaml", Secret);

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
        Assert.Contains("MCP006", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_BrokenDocumentBetweenTwo_BothOthersAreAudited()
    {
        using var project = Project.WithFile("k8s/all.yaml", $"{Secret}---\na: [1\n---\n{Secret.Replace("name: a", "name: z", StringComparison.Ordinal)}");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("k8s/all.yaml:6", run.Output, StringComparison.Ordinal);
        Assert.Contains("   4  error    MCP006  Secret/a:stringData", run.Output, StringComparison.Ordinal);
        Assert.Contains("  11  error    MCP006  Secret/z:stringData", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_BrokenJson_IsToldWithItsLine()
    {
        using var project = Project.WithFile("k8s/broken.json", "{\n \"a\": }\n");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("k8s/broken.json:2 is not JSON", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n---\n")]
    [InlineData("\uFEFFa: 1\n")]
    [InlineData("a: !Ref b\nc: &x {d: 1}\ne: {<<: *x}\n? [1, 2]\n: 3\n")]
    [InlineData("just text\n")]
    [InlineData("- 1\n- 2\n")]
    public async Task Audit_UnusualYaml_IsRead(string text)
    {
        using var project = Project.WithFile("k8s/file.yaml", text).WithFile("values.yaml", text);

        var run = await project.RunAsync("audit", "--values", "values.yaml", "--manifests", "k8s", "--fail-on", "warning");

        Assert.Equal("1 stack, 3 files audited: 0 errors, 0 warnings, 0 allowed\n", run.Output);
    }

    [Fact]
    public async Task Audit_SecretThatAMergeKeyRepeats_IsToldOnceWhereItStands()
    {
        using var project = Project.WithFile("values.yaml", "x: &x {PASSWORD: hunter-2-hunter}\ny: {<<: *x}\n");

        var run = await project.RunAsync("audit", "--values", "values.yaml");

        Assert.Contains("x.PASSWORD", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("y.PASSWORD", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OtherFiles_ArePassedOver()
    {
        using var project = Project.WithFile("k8s/readme.md", "password: hunter-2-hunter\n").WithFile("k8s/.git/config.yaml", "password: hunter-2-hunter\n");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal("1 stack, 1 file audited: 0 errors, 0 warnings, 0 allowed\n", run.Output);
    }

    [Fact]
    public async Task Audit_LinksOutOfTheDirectory_AreNotFollowedAndThoseInsideAre()
    {
        using var project = Project.WithFile("outside/secret.yaml", Secret).WithFile("k8s/real.yaml", "a: 1\n");
        File.CreateSymbolicLink(project.PathOf("k8s/link.yaml"), project.PathOf("outside/secret.yaml"));
        Directory.CreateSymbolicLink(project.PathOf("k8s/folder"), project.PathOf("outside"));
        File.CreateSymbolicLink(project.PathOf("k8s/inside.yaml"), project.PathOf("k8s/real.yaml"));
        File.CreateSymbolicLink(project.PathOf("k8s/dangling.yaml"), project.PathOf("nowhere"));
        File.CreateSymbolicLink(project.PathOf("k8s/broken.yaml"), "nowhere.yaml");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal("1 stack, 3 files audited: 0 errors, 0 warnings, 0 allowed\n", run.Output);
    }

    [Fact]
    public async Task Audit_LinksToThemselves_ArePassedOver()
    {
        using var project = Project.WithFile("k8s/secret.yaml", Secret);
        File.CreateSymbolicLink(project.PathOf("k8s/self.yaml"), "self.yaml");
        Directory.CreateSymbolicLink(project.PathOf("k8s/up"), ".");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("1 stack, 2 files audited: 1 error", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k8s/lines.json", "{\"a\": 1}\n{\"password\": \"hunter-2-hunter\"}\n", "2  error    MCP002  document 2:password")]
    [InlineData("k8s/directive.yaml", "%YAML 1.2\n---\npassword: hunter-2-hunter\n", "3  error    MCP002  password")]
    [InlineData("k8s/comment.yaml", "# a comment\n---\npassword: hunter-2-hunter\n", "3  error    MCP002  password")]
    [InlineData("k8s/key.yaml", "? {password: hunter-2-hunter}\n: 1\n", "1  error    MCP002")]
    public async Task Audit_SecretInAnUnusualDocument_IsFound(string file, string text, string says)
    {
        using var project = Project.WithFile(file, text);

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--values", "missing.yaml", "missing.yaml is not there.")]
    [InlineData("--manifests", "missing", "missing is not there.")]
    [InlineData("--values", "k8s", "k8s is a directory; a values file is wanted.")]
    public async Task Audit_MissingInput_IsBadInputAndTheStacksAreAudited(string option, string path, string says)
    {
        using var project = Project.WithFile("k8s/a.yaml", "");

        var run = await project.RunAsync("audit", option, path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
        Assert.Contains("1 stack", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_StackFileThatIsNoYaml_IsBadInputAndTheOthersAreAudited()
    {
        using var project = Project.With("broken", "config: [\n").With("other", StackYaml.Baseline.With("mcp-infra:store.refreshInterval", "5s").Text);

        var run = await project.RunAsync("audit");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Pulumi.broken.yaml", run.Output, StringComparison.Ordinal);
        Assert.Contains("MCP501", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_ManifestOfManyDocuments_IsReadToItsEnd()
    {
        var many = string.Concat(Enumerable.Range(0, 400).Select(number =>
            $"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: map-{number}, namespace: mcp}}\ndata:\n  A: text of number {number}\n  file.conf: |\n    key = {number}\n    other: value\n"));
        using var project = Project.WithFile("k8s/many.yaml", many + $"---\n{Secret}");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Contains("1 error", run.Output, StringComparison.Ordinal);
    }
}
