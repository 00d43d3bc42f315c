using McpInfra.Tests.Support;

namespace McpInfra.Tests;

/// <summary>The tests stand as the code does: who finds his way in one tree finds it in the other.</summary>
public sealed class MirrorTests
{
    private const string WholeProgram = "Program";

    /// <summary>Folders that stand for none of infra: the harness, whole programs, real components, the stand-ins, and what tests read.</summary>
    private static readonly string[] OfTestsAlone = ["Support", WholeProgram, "EndToEnd", "Offline", "Snapshots", "Charts"];

    [Fact]
    public void Folder_OfTests_IsOneOfInfra() => Assert.All(
        Files("tests").Select(file => FolderOf("tests", file)).Distinct().Where(folder => !OfTestsAlone.Contains(Room(folder))),
        folder => Assert.True(Directory.Exists(Repository.At("infra", folder)), $"tests/{folder} stands for no infra/{folder}"));

    /// <summary>Tests of a type are found beside it, and a whole program is no type's.</summary>
    [Fact]
    public void File_NamedAfterATypeOfInfra_StandsInItsFolder()
    {
        var types = Files("infra").ToLookup(Path.GetFileNameWithoutExtension, file => FolderOf("infra", file));

        foreach (var file in Files("tests"))
        {
            var folder = FolderOf("tests", file);
            var name = Path.GetFileNameWithoutExtension(file);
            if (!name.EndsWith("Tests", StringComparison.Ordinal) || (OfTestsAlone.Contains(Room(folder)) && folder != WholeProgram))
                continue;
            var of = types[name[..^"Tests".Length]].ToList();
            Assert.True(of.Count == 0 || of.Contains(folder), $"tests/{folder}/{name} tests what is in infra/{string.Join(" or ", of)}");
        }
    }

    [Fact]
    public void Program_EveryFile_RunsTheWholeProgram() => Assert.All(
        Files("tests").Where(file => FolderOf("tests", file) == WholeProgram),
        file => Assert.True(File.ReadAllText(file) is var text && (text.Contains("Deployed.RunAsync(", StringComparison.Ordinal) || text.Contains("McpProgram.Define(", StringComparison.Ordinal)), file));

    [Fact]
    public void Class_OfTests_HasANameOfItsOwn()
    {
        var twice = typeof(MirrorTests).Assembly.GetTypes()
            .Where(type => !type.IsNested && type.Namespace?.StartsWith(typeof(MirrorTests).Namespace!, StringComparison.Ordinal) == true)
            .GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => string.Join(" and ", group.Select(type => type.FullName)));

        Assert.Empty(twice);
    }

    [Fact]
    public void Namespace_EveryFile_IsItsFolder() => Assert.All(Files("tests"), file =>
    {
        var folder = FolderOf("tests", file);
        var said = File.ReadLines(file).Single(line => line.StartsWith("namespace ", StringComparison.Ordinal));
        Assert.True(said == $"namespace McpInfra.Tests{(folder.Length == 0 ? "" : "." + folder.Replace('/', '.'))};", $"{file}: {said}");
    });

    private static IEnumerable<string> Files(string tree) => Directory.EnumerateFiles(Repository.At(tree), "*.cs", SearchOption.AllDirectories)
        .Where(file => FolderOf(tree, file).Split('/')[0] is not ("bin" or "obj"));

    private static string FolderOf(string tree, string file) => Path.GetRelativePath(Repository.At(tree), Path.GetDirectoryName(file)!).Replace('\\', '/') is var folder and not "." ? folder : "";

    private static string Room(string folder) => folder.Split('/')[0];
}
