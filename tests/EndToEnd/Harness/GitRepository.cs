using McpInfra.Delivery;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>A Git repository in a temporary directory, which a GitOps tool on this machine reads by its <c>file://</c> address.</summary>
internal sealed class GitRepository : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gitops-").FullName;

    public string Url => "file://" + _directory;

    public async Task<GitRepository> InitialisedAsync()
    {
        await GitAsync("init", "--quiet", "--initial-branch=main");
        return this;
    }

    /// <summary>A directory's files under a path of the repository.</summary>
    public void Add(string path, string source)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_directory, path, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    /// <summary>Rendered files under a path of the repository, as <c>render</c> writes them.</summary>
    public void Render(string path, IReadOnlyList<RenderedFile> files) => OutputDirectory.Compare(Path.Combine(_directory, path), files).Write();

    public void Write(string path, string text)
    {
        var target = Path.Combine(_directory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(_directory, path));

    public async Task CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", message);
    }

    /// <summary>Lets another repository push into the branch that is looked at here.</summary>
    public Task TakePushesAsync() => GitAsync("config", "receive.denyCurrentBranch", "updateInstead");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task GitAsync(params string[] arguments)
    {
        var result = await Command.RunAsync("git", ["-C", _directory, .. arguments]);
        Assert.True(result.Code == 0, $"git {arguments[0]}: {result.Error}");
    }
}
