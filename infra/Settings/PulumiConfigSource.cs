using System.Text.Json;
using McpInfra.Plaintext;
using McpInfra.Yaml;
using Pulumi;

namespace McpInfra.Settings;

/// <summary>The configuration that the Pulumi engine hands to a running program.</summary>
/// <param name="stack">Name of the stack.</param>
/// <param name="value">The value of a full key, or null.</param>
/// <param name="variable">An environment variable; only the names of keys are taken from there, never a value.</param>
/// <param name="project">The project with the files that the stack may name; none unless given.</param>
internal sealed class PulumiConfigSource(
    string stack, Func<string, string?> value, Func<string, string?> variable, PulumiProject? project = null) : ISettingsSource
{
    /// <summary>The configuration of the stack that is running; the engine runs a program in its own directory, below the project's.</summary>
    public PulumiConfigSource()
        : this(Deployment.Instance.StackName, ValueOf, Environment.GetEnvironmentVariable,
            PulumiProject.Around(Directory.GetCurrentDirectory()))
    {
    }

    public string Stack { get; } = stack;

    public PulumiProject Project { get; } = project ?? PulumiProject.None;

    public bool IsDecrypted => true;

    public SettingsDocument Read(Problems problems)
    {
        var secretKeys = Names("PULUMI_CONFIG_SECRET_KEYS").ToHashSet();
        var keys = SettingsReader.KnownKeys.Select(path => path.Text)
            .Union(Names("PULUMI_CONFIG").Where(key => key.Contains(':', StringComparison.Ordinal)));
        var entries = new List<MappingEntry>();
        foreach (var key in keys)
        {
            // A project file may declare a key with an empty default, since Pulumi demands a declared key that has none.
            if (value(key) is not { } text || (text.Length == 0 && SettingsReader.PlainKeys.Contains(key)))
                continue;
            entries.Add(new MappingEntry(key, Node(key, text, secretKeys.Contains(key), problems)));
        }

        return new SettingsDocument(entries);
    }

    private static string? ValueOf(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return new Config(key[..colon]).Get(key[(colon + 1)..]);
    }

    private static YamlNode Node(string key, string text, bool isSecret, Problems problems)
    {
        if (text.Length == 0)
            return new ScalarNode("", null);

        // One encrypted value makes its whole key secret: only under secretValues is each leaf meant to be one.
        if (isSecret && key != SecretsTopic.Values.TopLevel.Text)
            return new EncryptedNode(new SecretText(text)) { MayBeInPart = JsonReader.ReadValue(text, line: null).Value is not null };
        var value = JsonSetting.Read(new SettingsPath(key), text, problems) ?? ScalarNode.OfText(text);
        return isSecret ? EncryptedNodes.AllOf(value) : value;
    }

    /// <summary>The names in a JSON object or list; none when the variable does not read as one.</summary>
    private IEnumerable<string> Names(string environmentVariable)
    {
        if (variable(environmentVariable) is not { Length: > 0 } text)
            return [];
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Object => [.. json.RootElement.EnumerateObject().Select(property => property.Name)],
                JsonValueKind.Array => [.. json.RootElement.EnumerateArray().Select(item => item.ToString())],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
