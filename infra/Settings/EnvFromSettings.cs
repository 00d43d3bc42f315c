using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

internal enum EnvFromKind
{
    SecretRef,
    ConfigMapRef,
}

/// <summary>One entry of <c>extraEnvVarsSecret</c>.</summary>
internal sealed record EnvFromSettings(EnvFromKind Kind, string Name, bool Optional);

/// <summary><c>mcp-infra:extraEnvVarsSecret</c>.</summary>
internal static class EnvFromTopic
{
    private static readonly GroupSetting Entry = new("", "one Secret or one ConfigMap") { TakesOne = true };
    private static readonly Reference SecretRef = new("secretRef", "Secret");
    private static readonly Reference ConfigMapRef = new("configMapRef", "ConfigMap");

    public static ListSetting List { get; } = new("extraEnvVarsSecret", "list of `secretRef` or `configMapRef: {name, optional}`, read before the program's own", "a list of {secretRef: {name}} or {configMapRef: {name}}", Entry);

    public static IReadOnlyList<EnvFromSettings> Read(SettingsGroup settings) =>
        [.. settings.Items(List).Select(item => ReadEntry(SettingsGroup.Open(Entry, item.At, item.Node, settings.Problems)))];

    private static EnvFromSettings ReadEntry(SettingsGroup entry)
    {
        switch (entry.Has(SecretRef.Group), entry.Has(ConfigMapRef.Group))
        {
            case (true, false):
                return SecretRef.Read(entry, EnvFromKind.SecretRef);
            case (false, true):
                return ConfigMapRef.Read(entry, EnvFromKind.ConfigMapRef);
        }

        if (!entry.IsUnreadable)
            entry.Problems.Remove(entry.Path, "must name one secretRef or one configMapRef.");

        // Kept in its place, so that the ones behind it keep theirs in messages.
        return new EnvFromSettings(EnvFromKind.SecretRef, "", Optional: false);
    }

    /// <summary>A reference to an object of some kind.</summary>
    private sealed class Reference
    {
        private readonly TextSetting _name;
        private readonly FlagSetting _optional;

        public Reference(string key, string kind)
        {
            Group = Entry.Add(new GroupSetting(key, $"a {kind} whose keys become variables"));
            _name = Group.Add(new TextSetting("name", $"the name of the {kind}", TextFormats.ObjectName("NAME")) { Need = Need.Always });
            _optional = Group.Add(new FlagSetting("optional", $"whether pods start without the {kind}", fallback: false));
        }

        public GroupSetting Group { get; }

        public EnvFromSettings Read(SettingsGroup entry, EnvFromKind kind)
        {
            var reference = entry.Open(Group);
            return new EnvFromSettings(kind, reference.Required(_name), reference.Flag(_optional));
        }
    }
}
