using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>Kubernetes Secrets that somebody else makes: a name for each, or a map where its keys have other names too.</summary>
    internal sealed record Existing(IReadOnlyDictionary<string, NamedSecret> Secrets) : BackendSettings
    {
        public const string Name = "existing";

        public static BackendChoice Choice { get; } = new(Name, [ExistingTopic.Topic], Apart: null, ExistingTopic.Read);

        public override string Word => Name;

        public override bool HasStore => false;

        public override bool Composes => false;

        public override bool NamesSecrets => false;

        public override bool WritesValues => false;

        public override IReadOnlyList<(string Mode, Setting[] Settings)> IdleInStore =>
        [
            ("backend: existing, which has no store", [StoreTopic.Kind, StoreTopic.Name]),
            ("backend: existing, which refreshes and waits for nothing", [StoreTopic.RefreshInterval, StoreTopic.TimeoutSeconds]),
        ];

        public override IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers => Secrets;

        public override string Holder(string environment, string group, string secret) => "Secret " + secret;
    }
}

/// <summary><c>mcp-infra:existing</c>: a name for each Secret, or a map where its keys have other names too.</summary>
internal static class ExistingTopic
{
    public static GroupSetting Topic { get; } = BackendChoice.Topic(BackendSettings.Existing.Name, "Secrets that somebody else makes", Need.Optional);

    private static readonly TextSetting JustName = new("GROUP", "the name of the Secret", TextFormats.ObjectName("NAME"));
    private static readonly GroupSetting Named = new("GROUP", "a Secret and its keys");
    private static readonly TextSetting Name = Named.Add(new TextSetting("name", "the name of the Secret", TextFormats.ObjectName("NAME")) { Default = "the program's own for it" });

    private static readonly MapSetting Keys = Named.Add(new MapSetting("keys", "keys of the Secret, by the key that the chart reads otherwise, such as `{user: username}`", "a map of keys that the chart reads and keys of the Secret",
        new TextSetting("KEY", "the key of the Secret", BackendFormats.DataKey)));

    private static readonly MapSetting Map = Topic.Add(new MapSetting("secrets", "names of Secrets that somebody else makes, by group: `NAME`, or `{name, keys}`",
        "a map of what a Secret is for and its name, such as {gateway: my-secret}", JustName, Named));

    /// <summary>Where the stack names them.</summary>
    public static SettingsPath Secrets => Topic.TopLevel.Key(Map.Key);

    public static BackendSettings.Existing Read(BackendSource source) => new(
        source.Settings.Open(Topic).Entries(Map).ToDictionary(entry => entry.Name, entry => ReadSecret(entry.At, entry.Node, source.Settings.Problems)));

    private static NamedSecret ReadSecret(SettingsPath path, YamlNode node, Problems problems)
    {
        if (node is ScalarNode or SequenceNode)
            return new NamedSecret(JustName.Format.Read(path, node, problems), new Dictionary<string, string>());
        var group = SettingsGroup.Open(Named, path, node, problems);
        var keys = new Dictionary<string, string>();
        foreach (var (at, name, key) in group.Entries(Keys))
        {
            if (BackendFormats.DataKey.Read(at, key, problems) is { } text)
                keys[name] = text;
        }

        return new NamedSecret(group.Optional(Name), keys);
    }
}
