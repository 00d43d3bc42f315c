using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// The JSON text in which Pulumi hands an object to a program. The same text may stand in a stack file, where
/// <c>pulumi config set</c> without <c>--path</c> puts it; both are read alike.
/// </summary>
internal static class JsonSetting
{
    /// <summary>The object or list that a top-level value is; null where it is a text, which may only begin like JSON.</summary>
    public static YamlNode? Read(SettingsPath path, string text, Problems problems, int? line = null)
    {
        var (value, faults) = JsonReader.ReadValue(text, line);

        // A person mends it: no command removes the fault alone, without what stands around it.
        if (faults is [var fault, ..])
            problems.Add(path, fault.Message);
        return value;
    }
}
