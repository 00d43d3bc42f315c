using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

/// <summary>Reads <c>mcp-infra:existing</c>: a name for each Secret, or a map where its keys have other names too.</summary>
internal static class ExistingReader
{
    public static SettingsPath Secrets { get; } = SettingsPath.Of("existing").Key("secrets");

    public static BackendSettings.Existing Read(OpenGroup open, Problems problems)
    {
        const string expected = "a map of what a Secret is for and its name, such as {gateway: my-secret}";
        var secrets = new Dictionary<string, NamedSecret>();
        foreach (var entry in SettingsGroup.Members(Secrets, open("existing", "secrets").Find("secrets"), expected, problems))
            secrets[entry.Key] = ReadSecret(Secrets.Key(entry.Key), entry.Value, problems);
        return new BackendSettings.Existing { Secrets = secrets };
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
