using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>A line that starts this program is one for whoever reads it.</summary>
public sealed class ToolFormTests
{
    private static readonly Judge Anybody = new(Caller.Message, new HeldSecrets());

    private static readonly Words Line = Words.Of($"run {ShellLine.Of($"{ShellLine.Tool}audit --stack {"a b"} && {ShellLine.ToolOnceBuilt}preview")}");

    [Theory]
    [InlineData("dotnet run --project infra -- ", "infra/bin", false)]
    [InlineData("mcp-infra ", "tools/.store/mcpinfra/0.1.0/tools", true)]
    [InlineData("dotnet dnx McpInfra --yes -- ", "packages/mcpinfra/0.1.0/tools", true)]
    [InlineData("dotnet dnx McpInfra --yes -- ", "packages/mcpinfra/0.1.0/tools", true, ".config/dotnet-tools.json", "other")]
    [InlineData("dotnet mcp-infra ", "packages/mcpinfra/0.1.0/tools", true, ".config/dotnet-tools.json")]
    [InlineData("dotnet mcp-infra ", "packages/mcpinfra/0.1.0/tools", true, "dotnet-tools.json")]
    [InlineData("mcp-infra ", "tools/.store/mcpinfra/0.1.0/tools", true, ".config/dotnet-tools.json")]
    public void Of_WhereTheProgramLies_IsHowItWasStarted(string prefix, string program, bool isPackage, string? manifest = null, string tool = "mcpinfra")
    {
        using var project = new TemporaryProject().WithFile("work/below/Pulumi.yaml", "").WithFile($"{program}/McpInfra.dll", "");
        if (isPackage)
            project.WithFile($"{program}/DotnetToolSettings.xml", "");
        if (manifest is not null)
            project.WithFile($"work/{manifest}", $"{{\"tools\": {{\"{tool}\": {{\"version\": \"0.1.0\"}}}}}}");

        Assert.Equal(prefix, ToolForm.Of(project.PathOf(program), project.PathOf("work/below")).Start());
    }

    [Fact]
    public void Of_FolderOfABuild_IsTheProject() => Assert.Same(ToolForm.Project, ToolForm.Of(AppContext.BaseDirectory, Repository.Root));

    [Fact]
    public void Words_ForWhoHasTheTool_NameItsCommand() =>
        Assert.Equal("run mcp-infra audit --stack 'a b' && mcp-infra preview", Line.Shown(new Audience(Anybody, ToolForm.Installed)));

    [Fact]
    public void Words_ForWhoHasTheProject_RunIt() => Assert.All(
        [Line.Shown(new Audience(Anybody, ToolForm.Project)), Line.Shown(Anybody), Line.ToString()],
        shown => Assert.Equal("run dotnet run --project infra -- audit --stack 'a b' && dotnet run --no-build --project infra -- preview", shown));

    [Fact]
    public void Words_ForWhoStandsInAnotherFolder_NameTheProjectFromThere() => Assert.Equal(
        "run dotnet run --project '../a b/infra' -- audit --stack 'a b' && dotnet run --no-build --project '../a b/infra' -- preview",
        Line.Shown(new Audience(Anybody, ToolForm.Project.From("../a b/infra"))));

    [Fact]
    public void From_WhatIsInstalled_StartsTheSameEverywhere() => Assert.Same(ToolForm.Installed, ToolForm.Installed.From("../infra"));

    /// <summary>A file where there is one, and otherwise what prints it: a project that references the program has no pages.</summary>
    [Fact]
    public void Words_ThatNameAPage_NameItAsTheReaderFindsIt()
    {
        var words = Words.Of($"see {Page.Failures}.");

        Assert.Equal("see docs/failures.md.", words.Shown(new Audience(Anybody, ToolForm.Project.From("infra", "docs"))));
        Assert.Equal("see ../a b/docs/failures.md.", words.Shown(new Audience(Anybody, ToolForm.Project.From("../a b/infra", "../a b/docs"))));
        Assert.Equal("see `dotnet run --project infra -- docs failures`.", words.Shown(Anybody));
        Assert.Equal("see `mcp-infra docs failures`.", words.Shown(new Audience(Anybody, ToolForm.Installed)));
        Assert.Equal("see `mcp-infra docs failures`.", words.Shown(new Audience(Anybody, ToolForm.Installed.From("infra", "docs"))));
        Assert.Equal("see `mcp-infra docs failures`.", Markdown.Of($"{words}").Shown(new Audience(Anybody, ToolForm.Installed)));
    }

    [Fact]
    public void IsCheckout_OfThisRepositoryAlone_IsTrue()
    {
        using var project = new TemporaryProject().WithFile("infra/Infra.csproj", "").WithFile("docs/failures.md", "");

        Assert.True(ToolForm.IsCheckout(Repository.Root));
        Assert.False(ToolForm.IsCheckout(project.PathOf(".")));
    }

    [Fact]
    public void Markdown_OfTheTool_IsItsOwnWords() => Assert.Equal(
        "mcp-infra x `mcp-infra y`", Markdown.Of($"{Words.Of($"{ShellLine.Tool}x ")}{Markdown.Code(Words.Of($"{ShellLine.Tool}y"))}").Shown(new Audience(Anybody, ToolForm.Installed)));

    /// <summary>Spelled anywhere else, it is wrong for half of the readers.</summary>
    [Fact]
    public void Source_OfTheProgram_SpellsWhatStartsItOnce() => Assert.Equal(
        [Repository.At("infra", "Printing", "ToolForm.cs")],
        Directory.EnumerateFiles(Repository.At("infra"), "*.cs", SearchOption.AllDirectories).Where(path => File.ReadAllText(path).Contains("dotnet run", StringComparison.Ordinal)));
}
