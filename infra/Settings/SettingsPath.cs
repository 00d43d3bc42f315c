using System.Globalization;
using McpInfra.Printing;

namespace McpInfra.Settings;

/// <summary>A place in a stack's configuration, written as <c>pulumi config set --path</c> takes it.</summary>
internal readonly record struct SettingsPath(string Text)
{
    /// <summary>The project's own configuration namespace.</summary>
    public const string Project = "mcp-infra";

    /// <summary>In place of a key that is itself a secret.</summary>
    private const string Withheld = "[\"...\"]";

    /// <summary>A top-level key of this project, such as <c>mcp-infra:secrets</c>.</summary>
    public static SettingsPath Of(string topLevelKey) => new($"{Project}:{topLevelKey}");

    /// <summary>Whether a key in it is withheld, so that no command can name the place.</summary>
    public bool IsWithheld => Text.Contains(Withheld, StringComparison.Ordinal);

    public SettingsPath Key(string key)
    {
        if (key.Length > Secrecy.LongestName || Secrecy.IsSecretName(key))
            return new(Text + Withheld);
        return NeedsQuotes(key) ? new($"{Text}[\"{key.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]")
            : Text.Length == 0 || Text.EndsWith(':') ? new(Text + key)
            : new($"{Text}.{key}");
    }

    public SettingsPath Index(int index) => new($"{Text}[{index.ToString(CultureInfo.InvariantCulture)}]");

    public override string ToString() => Text;

    private static bool NeedsQuotes(string key) =>
        key.Length == 0 || key.Any(character => character is '.' or '[' or ']' or '"' || char.IsWhiteSpace(character));
}
