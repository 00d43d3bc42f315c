using System.Globalization;

namespace McpInfra.Settings;

/// <summary>The <c>pulumi config</c> lines that messages print; no value of a secret is ever part of one.</summary>
internal sealed class PulumiCommand(string stack)
{
    private static readonly string[] SecretWords = ["secret", "password", "token"];

    /// <param name="isText">Whether the value is text even where Pulumi would take it for a number.</param>
    public string Set(SettingsPath path, string value, bool isText = false) =>
        $"pulumi config set{Stack}{(LooksSecret(path, value) ? " --plaintext" : "")}{(isText && LooksTyped(value) ? " --type string" : "")} {Argument(path)} {Quote(value)}";

    /// <summary>A switch in place of a text: removed first, since Pulumi keeps the quotes that stand there.</summary>
    public string Replace(SettingsPath path, bool value) => $"{Remove(path)} && {Set(path, value ? "true" : "false")}";

    /// <summary>Asks for the value at a prompt, so that it stays out of the shell's history.</summary>
    public string SetSecret(SettingsPath path) => $"pulumi config set{Stack} --secret {Argument(path)}";

    public string Remove(SettingsPath path) => $"pulumi config rm{Stack} {Argument(path)}";

    /// <summary>Removes a top-level key whose name holds dots, which <c>--path</c> would take apart.</summary>
    public string RemoveFlat(string key) => $"pulumi config rm{Stack} {Quote(key, always: true)}";

    private string Stack => " --stack " + Quote(stack);

    /// <summary>
    /// Pulumi refuses a plain value that looks random under a name that sounds secret, which the ARN of a secret does.
    /// Capitals are for a person to replace, with something that may look so.
    /// </summary>
    private static bool LooksSecret(SettingsPath path, string value) =>
        (value.Length > 8 || value.Any(char.IsAsciiLetterUpper))
        && SecretWords.Any(word => path.Text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool LooksTyped(string value) =>
        bool.TryParse(value, out _) || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Argument(SettingsPath path) =>
        path.Text.AsSpan().IndexOfAny('.', '[') < 0 ? Quote(path.Text) : "--path " + Quote(path.Text, always: true);

    private static string Quote(string text, bool always = false)
    {
        var plain = text.Length > 0
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or '@' or ',');
        return plain && !always ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
