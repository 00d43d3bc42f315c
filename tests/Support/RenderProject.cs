using McpInfra.Delivery;

namespace McpInfra.Tests.Support;

/// <summary>A project of two stacks that every tool can be given, and a directory to render them into.</summary>
internal sealed class RenderProject : IDisposable
{
    private readonly TemporaryProject _project = new TemporaryProject()
        .With("dev", Renderable.Text)
        .With("prod", Prod.Text);

    public static StackYaml Renderable { get; } = StackYaml.Baseline
        .With("mcp-infra:delivery", "git")
        .With("mcp-infra:argocd.repoUrl", "https://git.example.com/a/b.git")
        .With("mcp-infra:fleet.repoUrl", "https://git.example.com/a/b.git");

    /// <summary>Another environment in the same cluster, which so has a label of its own for Fleet.</summary>
    public static StackYaml Prod { get; } = Renderable.With("mcp-infra:environment", "prod").With("mcp-infra:fleet.clusterLabels", "{mcp-infra/environment-prod: prod}");

    /// <summary>Not there yet.</summary>
    public string Out { get; } = Path.Combine(Directory.CreateTempSubdirectory("mcp-render-").FullName, "gitops");

    public static TheoryData<string> Tools => [.. Rendered.Tools.Select(FileHeader.Word)];

    public RenderProject With(string stack, StackYaml yaml)
    {
        _project.With(stack, yaml.Text);
        return this;
    }

    public RenderProject Without(string stack)
    {
        _project.Without(stack);
        return this;
    }

    public Task<ToolRun> RenderAsync(params string[] args) => ToolAsync(["render", .. args, "--out", Out]);

    public Task<ToolRun> ToolAsync(params string[] args) => _project.RunAsync(args);

    public string At(string path) => Path.Combine(Out, path);

    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Every file of the directory, from there.</summary>
    public List<string> Files() =>
        [.. Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Out, path)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _project.Dispose();
        Directory.Delete(Path.GetDirectoryName(Out)!, recursive: true);
    }
}
