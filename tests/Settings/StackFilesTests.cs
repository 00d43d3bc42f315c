using McpInfra.Settings;

namespace McpInfra.Tests.Settings;

public sealed class StackFilesTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("stack-files-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Find_FromADirectoryBelow_FindsTheProjectsStacks()
    {
        Write("Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml", "Pulumi.schema.json", "other.yaml");

        var files = StackFiles.Find(_directory.CreateSubdirectory("infra/deep").FullName, []);

        Assert.Equal(["dev", "prod"], files.Select(file => file.Stack));
        Assert.All(files, file => Assert.True(File.Exists(file.Path)));
    }

    [Fact]
    public void Find_ByName_TakesTheLastPartOfAQualifiedName()
    {
        Write("Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml");

        Assert.Equal(["prod", "dev"], StackFiles.Find(_directory.FullName, ["org/mcp-infra/prod", "dev", "prod"]).Select(file => file.Stack));
    }

    [Fact]
    public void Find_StackWithoutAFile_NamesThoseThatHaveOne()
    {
        Write("Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml");

        var missing = Assert.Throws<StackFilesException>(() => StackFiles.Find(_directory.FullName, ["prd"]));

        Assert.Equal("Stack 'prd' has no file Pulumi.prd.yaml. Did you mean prod? Stacks with a file: dev, prod.", missing.Message);
    }

    [Fact]
    public void Find_NoStackFile_SaysHowToMakeOne()
    {
        Write("Pulumi.yaml");

        Assert.Contains("pulumi stack init", Assert.Throws<StackFilesException>(() => StackFiles.Find(_directory.FullName, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NoProject_SaysSo() =>
        Assert.Contains("There is no Pulumi.yaml", Assert.Throws<StackFilesException>(() => StackFiles.Find(_directory.FullName, [])).Message, StringComparison.Ordinal);

    private void Write(params string[] names)
    {
        foreach (var name in names)
            File.WriteAllText(Path.Combine(_directory.FullName, name), "");
    }
}
