using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests;

/// <summary>Which folder may use which: read from the using lines, so that the tree keeps telling the truth.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contract"] = [],
        ["Plaintext"] = ["Contract", "Yaml"],
        ["Printing"] = ["Plaintext"],
        ["Files"] = [],
        ["Programs"] = ["Plaintext"],
        ["Yaml"] = [],
        ["Settings"] = ["Contract", "Plaintext", "Printing", "Yaml"],
        ["Model"] = ["Contract", "Plaintext", "Printing", "Settings", "Yaml"],
        ["Checks"] = ["Printing", "Programs", "Yaml"],
        ["Stores"] = ["Files", "Plaintext", "Printing", "Programs", "Settings", "Yaml"],
        ["Backends"] = ["Checks", "Model", "Plaintext", "Printing", "Programs", "Settings", "Stores", "Yaml"],
        ["Loading"] = ["Backends", "Contract", "Model", "Plaintext", "Settings"],
        ["Guard"] = ["Model", "Plaintext", "Printing", "Settings", "Yaml"],
        ["Components"] = ["Backends", "Model", "Plaintext", "Settings"],
        ["Delivery"] = ["Backends", "Files", "Model", "Plaintext", "Printing", "Settings", "Yaml"],
        ["Audit"] = ["Backends", "Contract", "Loading", "Model", "Plaintext", "Printing", "Settings", "Yaml"],
        ["Chart"] = ["Contract", "Files", "Model", "Plaintext", "Printing", "Programs", "Settings", "Yaml"],
        ["Live"] = ["Backends", "Chart", "Checks", "Delivery", "Model", "Plaintext", "Printing", "Programs", "Settings", "Yaml"],
        ["Migration"] = ["Backends", "Components", "Contract", "Files", "Loading", "Model", "Plaintext", "Printing", "Programs", "Settings", "Stores", "Yaml"],
        ["Cli"] = ["Audit", "Backends", "Chart", "Checks", "Components", "Contract", "Delivery", "Files", "Guard", "Live", "Loading", "Migration", "Model", "Plaintext", "Printing", "Programs", "Settings", "Stores", "Yaml"],
    };

    /// <summary>Files that may know Pulumi in the folders that otherwise do not, with the reason in the file.</summary>
    private static readonly string[] PulumiAtTheEdge = ["Settings/RefusedException.cs", "Settings/PulumiConfigSource.cs"];

    public static TheoryData<string> Folders() => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_UsingLines_FollowTheArrows(string folder)
    {
        var files = Files(folder);
        Assert.NotEmpty(files);
        foreach (var (path, usings) in files)
        {
            var used = usings.Where(name => name.StartsWith("McpInfra.", StringComparison.Ordinal)).Select(name => name.Split('.')[1]);
            Assert.All(used, name => Assert.True(name == folder || Allowed[folder].Contains(name), $"{path} uses {name}"));
        }
    }

    [Theory]
    [InlineData("Contract")]
    [InlineData("Plaintext")]
    [InlineData("Files")]
    [InlineData("Programs")]
    [InlineData("Yaml")]
    [InlineData("Settings")]
    [InlineData("Model")]
    [InlineData("Checks")]
    [InlineData("Backends")]
    [InlineData("Live")]
    [InlineData("Stores")]
    [InlineData("Loading")]
    [InlineData("Delivery")]
    [InlineData("Audit")]
    [InlineData("Chart")]
    [InlineData("Migration")]
    public void Folder_PlainData_KnowsNoPulumiType(string folder)
    {
        foreach (var (path, usings) in Files(folder).Where(file => !PulumiAtTheEdge.Contains(file.Path)))
            Assert.DoesNotContain(usings, name => name == "Pulumi" || name.StartsWith("Pulumi.", StringComparison.Ordinal));
    }

    [Fact]
    public void Tree_EveryFolder_HasItsArrowsHere()
    {
        var folders = Directory.EnumerateDirectories(Repository.At("infra")).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Contributing_TreeOfInfra_HasEveryFolder()
    {
        var tree = File.ReadAllText(Repository.At("CONTRIBUTING.md")).Split("\ninfra/")[1].Split("\ntests/")[0];

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), RoomLine().Matches(tree).Select(room => room.Groups["room"].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Yaml", nameof(YamlDotNet))]
    [InlineData("Printing", nameof(Spectre))]
    [InlineData("Programs", nameof(CliWrap))]
    [InlineData("Programs", nameof(System.Diagnostics.ProcessStartInfo))]
    public void Library_OutsideItsRoom_IsUsedByNobody(string room, string library) => Assert.All(
        Sources(Repository.At("infra")).Where(path => !path.StartsWith(Repository.At("infra", room), StringComparison.Ordinal)),
        path => Assert.False(File.ReadAllText(path).Contains(library, StringComparison.Ordinal), path));

    /// <summary>What programs read of this one has one form; a policy has the names of AWS.</summary>
    [Fact]
    public void JsonOptions_OfOurOwn_AreSetOnce() => Assert.Equal(
        ["Backends/IamPolicy.cs", "Printing/JsonForm.cs"],
        Sources(Repository.At("infra")).Where(path => File.ReadAllText(path).Contains(nameof(JsonSerializerOptions), StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.At("infra"), path).Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Fact]
    public void Commands_Each_AreInTheFolderOfTheirName()
    {
        var folders = Directory.EnumerateDirectories(Repository.At("infra", "Cli")).Select(path => Path.GetFileName(path)!).ToList();
        var commands = Directory.EnumerateFiles(Repository.At("infra", "Cli"), "*Command.cs").Select(Path.GetFileName);

        Assert.All(folders, folder => Assert.True(File.Exists(Repository.At("infra", "Cli", folder, $"{folder}Command.cs")), folder));
        Assert.Equal(["CliCommand.cs"], commands);
    }

    /// <summary>Nobody asks which backend it is: its settings and its class are named where they are declared, and in <c>Backend.Of</c>.</summary>
    [Fact]
    public void Backends_OneOfThem_IsNamedInTheirRoomsAlone()
    {
        var classes = typeof(Backend).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Backend))).Select(type => type.Name).ToList();
        Assert.NotEmpty(classes);
        var one = new Regex($@"\bBackendSettings\s*\.|\busing static \S*BackendSettings\b|\b({string.Join('|', classes)})\b");
        string[] rooms = [Repository.At("infra", "Backends"), Repository.At("infra", "Settings", "Backends")];
        foreach (var path in Sources(Repository.At("infra")).Where(path => !rooms.Any(room => path.StartsWith(room + Path.DirectorySeparatorChar, StringComparison.Ordinal))))
            Assert.False(one.IsMatch(File.ReadAllText(path)), $"{path} asks for {one.Match(File.ReadAllText(path)).Value}");
    }

    /// <summary>Fully qualified names would go round the using lines; the projects' own are written nowhere.</summary>
    [Fact]
    public void Code_OwnNamespaces_AreNamedInUsingLinesOnly()
    {
        foreach (var path in Sources(Repository.At("infra")))
        {
            var body = string.Join('\n', File.ReadLines(path).Where(line => !UsingLine().IsMatch(line) && !line.StartsWith("namespace ", StringComparison.Ordinal)));
            Assert.DoesNotMatch($@"\bMcpInfra\.({string.Join('|', Allowed.Keys)})\b", body);
        }
    }

    /// <summary>Whoever installed the tool has no such file: a message names a <see cref="Page"/>, which is a command there.</summary>
    [Fact]
    public void Texts_OfTheCompiledProgram_NameNoPageByItsFile()
    {
        using var program = new PEReader(File.OpenRead(typeof(Page).Assembly.Location));
        var reader = program.GetMetadataReader();
        var texts = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
            texts.Add(reader.GetUserString(handle));
        texts.AddRange(Enumerable.Range(1, reader.GetTableRowCount(TableIndex.Constant)).Select(row => reader.GetConstant(MetadataTokens.ConstantHandle(row)))
            .Where(constant => constant.TypeCode == ConstantTypeCode.String).Select(constant => reader.GetBlobReader(constant.Value)).Select(blob => blob.ReadUTF16(blob.Length)));

        Assert.Contains("There is no page ", texts);
        Assert.All(texts, text => Assert.DoesNotMatch(@"(?<![\w/])docs/(adr/)?[\w-]+\.md\b", text));
    }

    private static List<(string Path, List<string> Usings)> Files(string folder) =>
    [
        .. Sources(Repository.At("infra", folder)).Select(path => (
            Path.GetRelativePath(Repository.At("infra"), path).Replace('\\', '/'),
            File.ReadLines(path).Select(line => UsingLine().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value).ToList())),
    ];

    private static IEnumerable<string> Sources(string directory) => Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("^  (?<room>[A-Z][A-Za-z]+)/ ", RegexOptions.Multiline)]
    private static partial Regex RoomLine();

    [GeneratedRegex(@"^using (static )?(\w+ = )?(?<name>[\w.]+);")]
    private static partial Regex UsingLine();
}
