using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Audit.Input;

/// <summary>Texts from files that messages show: names, never what looks like a secret.</summary>
internal static class Printable
{
    private const int LongestName = 120;

    private const string Withheld = "(withheld)";

    public static string Text(string name)
    {
        if (IsSecret(name))
            return Withheld;
        var shown = name.Length <= LongestName ? name : name[..LongestName] + "...";
        return string.Concat(shown.Select(character => char.IsControl(character) ? '?' : character));
    }

    /// <summary>A path with one key more.</summary>
    public static SettingsPath Key(SettingsPath path, string key)
    {
        if (IsSecret(key) || key.Length > LongestName)
            return new SettingsPath($"{path.Text}[\"...\"]");
        var longer = path.Key(string.Concat(key.Select(character => char.IsControl(character) ? '?' : character)));
        return path.Text.Length == 0 || path.Text.EndsWith(':') ? new SettingsPath(path.Text + longer.Text[path.Text.Length..].TrimStart('.')) : longer;
    }

    private static bool IsSecret(string text) =>
        EncodedText.Layers(text).Any(layer => SecretPatterns.Describe(layer) is not null) || ShippedCredentials.Are(text) || Randomness.Find(Place.Nowhere, text) is not null;
}
