using McpInfra.Plaintext;

namespace McpInfra.Settings;

/// <summary>A place in a stack's configuration, written as <c>pulumi config set --path</c> takes it.</summary>
internal readonly record struct SettingsPath(string Text)
{
    /// <summary>The project's own configuration namespace.</summary>
    public const string Project = "mcp-infra";

    /// <summary>A top-level key of this project, such as <c>mcp-infra:secrets</c>.</summary>
    public static SettingsPath Of(string topLevelKey) => new($"{Project}:{topLevelKey}");

    /// <summary>Whether a key in it is withheld, so that no command can name the place.</summary>
    public bool IsWithheld => Text.Contains(PlacePath.Withheld, StringComparison.Ordinal);

    public SettingsPath Key(string key) => new(PlacePath.Key(Text, key));

    public SettingsPath Index(int index) => new(PlacePath.Index(Text, index));

    /// <summary>The nearest place above a path, or a piece of text that is none; empty at the end.</summary>
    public static string Above(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];

    public override string ToString() => Text;
}
