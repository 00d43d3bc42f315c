using System.Globalization;

using McpInfra.Plaintext;

namespace McpInfra.Settings;

/// <summary>A place in a stack's configuration, written as <c>pulumi config set --path</c> takes it.</summary>
internal readonly record struct SettingsPath(string Text)
{
    /// <summary>The project's own configuration namespace.</summary>
    public const string Project = "mcp-infra";

    /// <summary>A top-level key of this project, such as <c>mcp-infra:secrets</c>.</summary>
    public static SettingsPath Of(string topLevelKey) => new($"{Project}:{topLevelKey}");

    public SettingsPath Key(string key)
    {
        if (SecretPatterns.Describe(key) is not null)
            return new($"{Text}[\"...\"]");
        return NeedsQuotes(key)
            ? new($"{Text}[\"{key.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]")
            : new($"{Text}.{key}");
    }

    public SettingsPath Index(int index) => new($"{Text}[{index.ToString(CultureInfo.InvariantCulture)}]");

    public override string ToString() => Text;

    private static bool NeedsQuotes(string key) =>
        key.Length == 0 || key.Any(character => character is '.' or '[' or ']' or '"' || char.IsWhiteSpace(character));
}
