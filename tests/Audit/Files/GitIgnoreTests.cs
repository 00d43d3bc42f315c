using System.Diagnostics;
using McpInfra.Audit.Files;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Files;

/// <summary>As git's own page says it, and as git itself decides it where there is one.</summary>
public sealed class GitIgnoreTests
{
    /// <summary>Lines of the root's file, of the one in <c>a</c>, a path and whether it is ignored.</summary>
    public static TheoryData<string, string, string, bool> Rows => new()
    {
        { "*.yaml", "", "x.yaml", true }, { "*.yaml", "", "a/x.yaml", true }, { "/x.yaml", "", "a/x.yaml", false }, { "/x.yaml", "", "x.yaml", true },
        { "out/", "", "out/x", true }, { "out/", "", "a/out/x", true }, { "out/", "", "out", false }, { "a/b", "", "a/b", true }, { "a/b", "", "c/a/b", false },
        { "**/b", "", "a/c/b", true }, { "a/**/b", "", "a/b", true }, { "a/**/b", "", "a/c/d/b", true }, { "a/**", "", "a/c/d", true }, { "/**/z", "", "z", true },
        { "*\n!x.yaml", "", "x.yaml", false }, { "*\n!x.yaml", "", "y.yaml", true }, { "/*\n!/a", "", "a/b", false }, { "/*\n!/a", "", "c/b", true },
        { "a/\n!a/b", "", "a/b", true }, { "*.yaml", "!x.yaml", "a/x.yaml", false }, { "*.yaml", "!x.yaml", "x.yaml", true }, { "", "x.yaml", "x.yaml", false }, { "", "/x.yaml", "a/x.yaml", true },
        { "!x.yaml", "*", "a/x.yaml", true }, { "# x", "", "# x", false }, { "\\#x", "", "#x", true }, { "\\!x", "", "!x", true }, { "x  ", "", "x", true }, { "x\\ ", "", "x ", true },
        { "x[0-9].yaml", "", "x1.yaml", true }, { "[!a]b", "", "cb", true }, { "[!a]b", "", "ab", false }, { "[^a]b", "", "cb", true }, { "x[", "", "x[", false }, { "[]]b", "", "]b", true },
        { "a?c", "", "a/c", false }, { "X", "", "x", false }, { "a+b(c)", "", "a+b(c)", true }, { "{a}", "", "{a}", true }, { "x\\*", "", "x*", true }, { "x\\*", "", "xy", false }, { "**", "", "q/r", true },
        { "[z-a]", "", "z", true }, { "[z-a]", "", "m", false }, { "x\r", "", "x", true },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Path_IsIgnored_AsGitDecidesIt(string root, string inner, string path, bool isIgnored)
    {
        using var project = Written(root, inner, path);

        Assert.Equal(isIgnored, IsIgnored(project, path));
        if (!root.EndsWith('\r') && await GitAsync(project, "init", "--quiet") is not null)
            Assert.Equal(isIgnored ? 0 : 1, await GitAsync(project, "check-ignore", "--quiet", "--no-index", path));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    public async Task Path_ThatIsTracked_IsNotIgnored(string version)
    {
        using var project = Written("out/\n", "", "out/deep/x.yaml").WithFile("out/deep/y.yaml", "").WithFile("other/out/z.yaml", "");
        if (await GitAsync(project, "init", "--quiet") is null)
            return;
        Assert.Equal(0, await GitAsync(project, "add", "--force", "out/deep/x.yaml", ".gitignore"));
        Assert.Equal(0, await GitAsync(project, "update-index", "--index-version", version));

        Assert.False(IsIgnored(project, "out/deep/x.yaml"));
        Assert.True(IsIgnored(project, "out/deep/y.yaml"));
        Assert.True(IsIgnored(project, "other/out/z.yaml"));
    }

    /// <summary>Who cannot tell what is tracked ignores nothing.</summary>
    [Theory]
    [InlineData("DIRC")]
    [InlineData("DIRC\0\0\0\u0002\0\0\u0001\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("something else altogether, long enough for a header")]
    public void Index_OfAnotherForm_IgnoresNothing(string index)
    {
        using var project = Written("*", "", "x.yaml").WithFile(".git/index", index);

        Assert.Null(GitIgnore.Above(project.PathOf("")));
    }

    [Fact]
    public void Folder_OutsideOfARepository_IgnoresNothing()
    {
        using var project = new TemporaryProject().WithFile(".gitignore", "*").WithFile("x.yaml", "");

        Assert.Null(GitIgnore.Above(project.PathOf("")));
    }

    private static TemporaryProject Written(string root, string inner, string path) =>
        new TemporaryProject().WithFile(".git/HEAD", "ref: refs/heads/main\n").WithFile(path, "").WithFile(".gitignore", root + "\n").WithFile("a/.gitignore", inner + "\n");

    /// <summary>Folder by folder, as a directory is gone through.</summary>
    private static bool IsIgnored(TemporaryProject project, string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(project.PathOf(""));
        var ignore = GitIgnore.Above(folder);
        var parts = path.Split('/');
        foreach (var (index, part) in parts.Index())
        {
            ignore = GitIgnore.In(folder, ignore!);
            folder = Path.Combine(folder, part);
            if (ignore.Ignores(folder, isFolder: index < parts.Length - 1))
                return true;
        }

        return false;
    }

    /// <summary>Null where there is no git.</summary>
    private static async Task<int?> GitAsync(TemporaryProject project, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = project.PathOf(""), RedirectStandardOutput = true, RedirectStandardError = true })!;
            await git.WaitForExitAsync();
            return git.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
