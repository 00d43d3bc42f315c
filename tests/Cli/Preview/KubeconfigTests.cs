using McpInfra.Cli.Preview;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Preview;

/// <summary>The contexts at hand, from files of the test's own: the machine's are looked at by no test.</summary>
[Collection(PulumiCollection.Name)]
public sealed class KubeconfigTests
{
    private const string Path = "mcp-infra:kubernetes.context";
    private const string Token = "canary-of-a-kubeconfig-9f2b7c";

    [Fact]
    public async Task Preview_ContextThatIsNotThere_WarnsWithThoseThatAre()
    {
        using var project = Project("mcp-dve").WithFile("config", Config("mcp-dev", "prod"));

        foreach (var format in (string[])["text", "markdown", "json"])
        {
            var run = await project.RunAsync(Of(project, "config"), "preview", "--format", format);

            Assert.Equal(0, run.ExitCode);
            Assert.Contains(Path, run.Output, StringComparison.Ordinal);
            Assert.Contains("Did you mean mcp-dev? There are: mcp-dev, prod.", run.Output, StringComparison.Ordinal);
            Assert.Contains("pulumi config set --stack dev --path 'mcp-infra:kubernetes.context' mcp-dev", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(Token, run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Preview_ContextOfTheSecondFile_IsFoundAndAnEmptyOrMissingFileIsPassedOver()
    {
        using var project = Project("mcp-dev").WithFile("one", Config("other")).WithFile("two", Config("mcp-dev"));
        var list = string.Join(System.IO.Path.PathSeparator, project.PathOf("one"), "", project.PathOf("absent"), project.PathOf("two"));

        Assert.DoesNotContain(Path, (await project.RunAsync(Kubeconfig.Of(list, project.PathOf("home")), "preview")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Preview_WithoutTheVariable_ReadsTheFileOfTheHome(string? variable)
    {
        using var project = Project("mcp-dev").WithFile("home/.kube/config", "{\"contexts\": [{\"name\": \"far\"}]}");

        Assert.Contains("There are: far.", (await project.RunAsync(Kubeconfig.Of(variable, project.PathOf("home")), "preview")).Output, StringComparison.Ordinal);
    }

    /// <summary>Nothing to say of what is not there or cannot be read, and no failure.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("a: [")]
    [InlineData("contexts: [{name: far}]\n---\na: {")]
    public async Task Preview_NoneThatCanBeRead_SaysNothing(string? text)
    {
        using var project = Project("mcp-dev");
        if (text is not null)
            project.WithFile("config", text);

        var run = await project.RunAsync(Of(project, "config"), "preview");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(Path, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("contexts: {name: a}")]
    [InlineData("contexts: [a, {name: [b]}, {}]")]
    public async Task Preview_KubeconfigWithoutAContext_SaysSo(string text)
    {
        using var project = Project("mcp-dev").WithFile("config", text);

        Assert.Contains("It has none.", (await project.RunAsync(Of(project, "config"), "preview")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_DeliveryByGit_ReachesNoClusterAndSaysNothing()
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.With("mcp-infra:delivery", "git").Text).WithFile("config", Config("far"));

        Assert.DoesNotContain(Path, (await project.RunAsync(Of(project, "config"), "preview")).Output, StringComparison.Ordinal);
    }

    private static TemporaryProject Project(string context) =>
        new TemporaryProject().With("dev", StackYaml.Baseline.With(Path, context).Text);

    private static Kubeconfig Of(TemporaryProject project, string file) => Kubeconfig.Of(project.PathOf(file), project.PathOf("home"));

    private static string Config(params string[] contexts) =>
        $"apiVersion: v1\nkind: Config\ncurrent-context: {contexts[0]}\ncontexts:\n{string.Concat(contexts.Select(name => $"- name: {name}\n  context: {{cluster: c, user: u}}\n"))}users:\n- name: u\n  user: {{token: {Token}}}\n";
}
