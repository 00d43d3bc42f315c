using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>What people read of a setting is what is declared of it.</summary>
public sealed class SettingsTableTests
{
    public static TheoryData<string> Backends => [.. BackendReader.All.Skip(1).Select(backend => backend.Word)];

    [Fact]
    public void Docs_SettingsTable_IsTheOneOfTheCode() => Snapshot.MatchesPart("docs/settings.md", "settings", SettingsTable.OfStack().Replace("](docs/", "](", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Backends))]
    public void BackendsPage_TableOfABackend_IsTheOneOfTheCode(string backend) =>
        Snapshot.MatchesPart(Page.Backends.Path, backend, SettingsTable.Of((GroupSetting)SettingsReader.Stack.Members.Single(member => member.Key == backend)));

    [Fact]
    public void ClusterPage_Tables_AreThoseOfTheCode()
    {
        Snapshot.MatchesPart(Page.Cluster.Path, "cluster", SettingsTable.Of(ClusterReader.Cluster));
        Snapshot.MatchesPart(Page.Cluster.Path, "outputs", SettingsTable.Of(ClusterLinkTopic.Outputs));
    }

    /// <summary>A word that nobody explains is one that nobody finds.</summary>
    [Fact]
    public void Description_OfEveryChoice_NamesItsWords() => Assert.All(
        All(SettingsReader.Stack).Concat(All(ClusterReader.Stack)).OfType<ChoiceSetting>(), choice => Assert.All(choice.Words, word => Assert.Contains($"`{word}`", choice.Description, StringComparison.Ordinal)));

    /// <summary>What is filled in there is every stack's: no key of it waits for an environment's name, which would then be that of all.</summary>
    [Fact]
    public void PulumiYaml_AsShipped_DeclaresNothing() =>
        Assert.Empty(ProjectConfig.Declarations(new PulumiProject(new ProjectFiles(Repository.Root)).File!));

    private static IEnumerable<Setting> All(Setting setting) => setting switch
    {
        GroupSetting group => group.Members.SelectMany(All),
        MapSetting map => map.Entries.SelectMany(All),
        ListSetting list => All(list.Item),
        _ => [setting],
    };
}
