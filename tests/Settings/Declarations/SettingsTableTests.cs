using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Declarations;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>What people read of a setting is what is declared of it.</summary>
public sealed class SettingsTableTests
{
    public static TheoryData<string> Backends => [.. BackendReader.All.Skip(1).Select(backend => backend.Word)];

    [Fact]
    public void Readme_SettingsTable_IsTheOneOfTheCode() => Snapshot.MatchesPart("README.md", "settings", SettingsTable.OfStack());

    [Theory]
    [MemberData(nameof(Backends))]
    public void BackendsPage_TableOfABackend_IsTheOneOfTheCode(string backend) =>
        Snapshot.MatchesPart(BackendChoice.Page, backend, SettingsTable.Of((GroupSetting)SettingsReader.Stack.Members.Single(member => member.Key == backend)));

    /// <summary>A word that nobody explains is one that nobody finds.</summary>
    [Fact]
    public void Description_OfEveryChoice_NamesItsWords() => Assert.All(
        All(SettingsReader.Stack).OfType<ChoiceSetting>(), choice => Assert.All(choice.Words, word => Assert.Contains($"`{word}`", choice.Description, StringComparison.Ordinal)));

    /// <summary>Pulumi asks for a declared key of every stack and cannot look into an object, so those that are none are declared, each with an empty default.</summary>
    [Fact]
    public void PulumiYaml_DeclaredKeys_AreThoseThatAreNoObjects()
    {
        var declared = YamlJson.Read(File.ReadAllText(Repository.At("Pulumi.yaml")))["config"]!.AsObject();

        Assert.Equal(SettingsReader.DeclaredKeys.Select(path => path.Text["mcp-infra:".Length..]).Order(), declared.Select(entry => entry.Key).Order());
        Assert.All(declared, entry => Assert.Equal("", (string?)entry.Value!["default"]));
    }

    private static IEnumerable<Setting> All(Setting setting) => setting switch
    {
        GroupSetting group => group.Members.SelectMany(All),
        MapSetting map => map.Entries.SelectMany(All),
        ListSetting list => All(list.Item),
        _ => [setting],
    };
}
