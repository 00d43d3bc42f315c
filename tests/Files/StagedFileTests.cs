using McpInfra.Files;

namespace McpInfra.Tests.Files;

public sealed class StagedFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcp-infra-");

    public void Dispose() => _directory.Delete(recursive: true);

    private string At(string name) => Path.Combine(_directory.FullName, name);

    [Fact]
    public void Of_BeforeItTakesItsPlace_LeavesTheOldTextAndNothingBehind()
    {
        File.WriteAllText(At("a"), "old");

        using (StagedFile.Of(At("a"), "new"))
            Assert.Equal("old", File.ReadAllText(At("a")));

        Assert.Equal(["a"], _directory.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void Write_ExistingFile_KeepsItsMode()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(At("a"), "old");
        File.SetUnixFileMode(At("a"), mode);

        StagedFile.Write(At("a"), "new");

        Assert.Equal(("new", mode), (File.ReadAllText(At("a")), File.GetUnixFileMode(At("a"))));
        Assert.Equal(["a"], _directory.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void Write_ReadOnlyFile_IsRefused()
    {
        File.WriteAllText(At("a"), "old");
        File.SetAttributes(At("a"), FileAttributes.ReadOnly);

        Assert.Throws<UnauthorizedAccessException>(() => StagedFile.Write(At("a"), "new"));

        File.SetAttributes(At("a"), FileAttributes.Normal);
        Assert.Equal("old", File.ReadAllText(At("a")));
    }

    [Fact]
    public void Target_OfALink_IsWhatItLeadsToInTheEnd()
    {
        File.WriteAllText(At("a"), "");
        File.CreateSymbolicLink(At("b"), "a");
        File.CreateSymbolicLink(At("c"), "b");

        Assert.Equal(At("a"), StagedFile.Target(At("c")));
        Assert.Equal(At("nowhere"), StagedFile.Target(At("nowhere")));
    }
}
