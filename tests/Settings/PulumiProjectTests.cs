using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings;

/// <summary>Which files are a project's, as Pulumi 3.259 itself looks for them.</summary>
public sealed class PulumiProjectTests
{
    [Theory]
    [InlineData("Pulumi.json", "Pulumi.json", "Pulumi.yaml", "Pulumi.yml")]
    [InlineData("Pulumi.yaml", "Pulumi.yml", "Pulumi.yaml")]
    [InlineData("Pulumi.yml", "Pulumi.yml", "pulumi.yaml")]
    public void File_OfSeveral_IsTheFirstThatPulumiLooksFor(string expected, params string[] there) =>
        Assert.Equal(expected, Project("{}", there).File?.Name);

    [Theory]
    [InlineData("Pulumi.yaml", "Pulumi.dev.yaml")]
    [InlineData("Pulumi.yml", "Pulumi.dev.yml")]
    [InlineData("Pulumi.json", "Pulumi.dev.json")]
    public void StackFiles_OfAProject_HaveTheExtensionOfItsFile(string file, string stackFile)
    {
        var project = Project("{}", file, "Pulumi.dev.yaml", "Pulumi.dev.yml", "Pulumi.dev.json", "Pulumi.schema.json");

        Assert.Equal([stackFile], project.StackFiles);
        Assert.Equal(stackFile, project.StackFile("dev"));
        Assert.Equal(new[] { "Pulumi.dev.yaml", "Pulumi.dev.yml" }.Except([stackFile]), project.StrayFiles);
    }

    [Theory]
    [InlineData("{\"stackConfigDir\": \"envs\"}", "envs/Pulumi.dev.yaml")]
    [InlineData("{\"stackConfigDir\": \"/envs/\"}", "envs/Pulumi.dev.yaml")]
    [InlineData("{\"config\": \"envs\"}", "envs/Pulumi.dev.yaml")]
    [InlineData("{\"stackConfigDir\": \"\"}", "Pulumi.dev.yaml")]
    [InlineData("{\"config\": {\"stackConfigDir\": \"envs\"}}", "Pulumi.dev.yaml")]
    public void StackFiles_OfAFolderOfTheirOwn_AreLookedForThereAlone(string text, string expected) =>
        Assert.Equal([expected], Project(text, "Pulumi.yaml", "Pulumi.dev.yaml", "envs/Pulumi.dev.yaml").StackFiles);

    [Fact]
    public void In_FolderThatIsNamedTwice_IsRefused() =>
        Assert.Contains("twice", Assert.Throws<StackFilesException>(() => StackFiles.In(Project("{stackConfigDir: a, config: b}", "Pulumi.yaml"))).Message, StringComparison.Ordinal);

    /// <summary>Nobody takes a file for one that was looked at.</summary>
    [Theory]
    [InlineData("{}", "Pulumi.qa.yml", "Pulumi.qa.yaml")]
    [InlineData("{stackConfigDir: envs}", "Pulumi.qa.yaml", "envs/Pulumi.qa.yaml")]
    public void Check_FileThatPulumiNeverReads_IsRefusedWithTheNameThatItReads(string text, string stray, string read)
    {
        var refused = Assert.Throws<StackFilesException>(() => StackFiles.Check(Project(text, "Pulumi.yaml", stray)));

        Assert.Contains($"The file {stray} is never read", refused.Message, StringComparison.Ordinal);
        Assert.Contains(read, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_StackFileInJson_IsReadAsItSays()
    {
        var project = Project("""{"name": "mcp-infra", "config": {"aws:region": "eu-central-1"}}""", "Pulumi.json");
        var source = new StackFileSource("dev", "Pulumi.dev.json", () => "{\n\t\"config\": {\n\t\t\"mcp-infra:chart\": {\"versoin\": \"1\"}}}", project);

        var problems = new Problems("dev");
        var document = source.Read(problems);

        Assert.Empty(problems.Errors);
        Assert.Equal((null, 3), document.PlaceOf("mcp-infra:chart.versoin"));
        Assert.Equal(("Pulumi.json", 1), document.PlaceOf("aws:region"));
    }

    private static PulumiProject Project(string text, params string[] files) => new(new ProjectFiles(
        folder => files.Where(file => (Path.GetDirectoryName(file) ?? "") == folder), _ => text));
}
