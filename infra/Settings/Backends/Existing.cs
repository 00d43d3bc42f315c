using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>Kubernetes Secrets that somebody else makes: a name for each, or a map where its keys have other names too.</summary>
    internal sealed record Existing(IReadOnlyDictionary<string, NamedSecret> Secrets) : BackendSettings
    {
        private const string Name = "existing";

        public static BackendChoice Choice { get; } = new(Name, [SettingsPath.Of(Name)], Apart: null, Read);

        /// <summary>Where the stack names them.</summary>
        public static SettingsPath Path { get; } = SettingsPath.Of(Name).Key("secrets");

        public override string Word => Name;

        public override bool HasStore => false;

        public override bool Composes => false;

        public override bool WritesValues => false;

        public override IReadOnlyList<(string Mode, string[] Keys)> IdleInStore =>
        [
            ("backend: existing, which has no store", ["kind", "name"]),
            ("backend: existing, which refreshes and waits for nothing", ["refreshInterval", "timeoutSeconds"]),
        ];

        public override IReadOnlyDictionary<string, NamedSecret> SecretsOfOthers => Secrets;

        public override string Holder(string environment, string group, string secret) => "Secret " + secret;

        private static Existing Read(BackendSource source)
        {
            const string expected = "a map of what a Secret is for and its name, such as {gateway: my-secret}";
            var secrets = new Dictionary<string, NamedSecret>();
            foreach (var entry in SettingsGroup.Members(Path, source.Open(Name, "secrets").Find("secrets"), expected, source.Problems))
                secrets[entry.Key] = ReadSecret(Path.Key(entry.Key), entry.Value, source.Problems);
            return new Existing(secrets);
        }

        private static NamedSecret ReadSecret(SettingsPath path, YamlNode node, Problems problems)
        {
            var format = TextFormats.ObjectName("NAME");
            if (node is ScalarNode or SequenceNode)
                return new NamedSecret(SettingsGroup.ReadText(path, node, format, problems), new Dictionary<string, string>());
            var group = SettingsGroup.Open(path, node, problems, "name", "keys");
            var keys = new Dictionary<string, string>();
            foreach (var entry in SettingsGroup.Members(path.Key("keys"), group.Find("keys"), "a map of keys that the chart reads and keys of the Secret", problems))
            {
                if (SettingsGroup.ReadText(path.Key("keys").Key(entry.Key), entry.Value, BackendFormats.DataKey("KEY"), problems) is { } key)
                    keys[entry.Key] = key;
            }

            return new NamedSecret(group.Text("name", format), keys);
        }
    }
}
