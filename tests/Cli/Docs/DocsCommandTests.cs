using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Docs;

/// <summary>The pages for whoever has the tool and no checkout.</summary>
public sealed class DocsCommandTests
{
    private static readonly string[] Files = [.. Directory.EnumerateFiles(Repository.At("docs"), "*.md").OrderBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Files.Select(file => Path.GetFileNameWithoutExtension(file))];

    [Fact]
    public void Pages_All_AreTheFilesOfTheFolder() => Assert.Equal(((IEnumerable<object[]>)Names).Select(row => (string)row[0]), Page.All.Select(page => page.Name));

    /// <summary>One that no folder has would be found by whoever is told to read it.</summary>
    [Fact]
    public void Pages_ThatMessagesName_AreThere() => Assert.All(
        typeof(Page).GetProperties().Where(property => property.PropertyType == typeof(Page)).Select(property => (Page)property.GetValue(null)!), page => Assert.Contains(page, Page.All));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_OfEveryName_IsItsFile(string name)
    {
        using var project = new TemporaryProject();

        foreach (var named in (string[])[name, $"{name}.md", $"docs/{name}.md"])
        {
            var run = await project.RunAsync("docs", named);
            Assert.Equal((0, File.ReadAllText(Repository.At("docs", $"{name}.md")), ""), (run.ExitCode, run.Output, run.Error));
        }
    }

    /// <summary>A page that begins with a table or a heading would say nothing of itself.</summary>
    [Fact]
    public async Task List_OfAll_SaysWhatEachIsAbout()
    {
        using var project = new TemporaryProject();

        var run = await project.RunAsync("docs");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(Page.All, page => Assert.Matches(@"^[`A-Z][^|#<\[]{20,}\.$", page.About.ToString()));
        Snapshot.Matches("docs.txt", run.Output);
    }

    [Fact]
    public async Task Page_ThatIsNone_IsToldWithTheNearestAndAll()
    {
        using var project = new TemporaryProject();

        var run = await project.RunAsync("docs", "failure");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"There is no page failure. Did you mean failures? There are: {string.Join(", ", Page.All.Select(page => page.Name))}.", run.Error, StringComparison.Ordinal);
    }
}
