namespace McpInfra.Settings;

/// <summary>The <c>pulumi config</c> lines that messages print; no value of a secret is ever part of one.</summary>
internal sealed class PulumiCommand(string stack)
{
    public string Set(SettingsPath path, string value) => $"pulumi config set{Stack} {Argument(path)} {Quote(value)}";

    /// <summary>Asks for the value at a prompt, so that it stays out of the shell's history.</summary>
    public string SetSecret(SettingsPath path) => $"pulumi config set{Stack} --secret {Argument(path)}";

    public string Remove(SettingsPath path) => $"pulumi config rm{Stack} {Argument(path)}";

    /// <summary>Removes a top-level key whose name holds dots, which <c>--path</c> would take apart.</summary>
    public string RemoveFlat(string key) => $"pulumi config rm{Stack} {Quote(key, always: true)}";

    private string Stack => " --stack " + Quote(stack);

    private static string Argument(SettingsPath path) =>
        path.Text.AsSpan().IndexOfAny('.', '[') < 0 ? Quote(path.Text) : "--path " + Quote(path.Text, always: true);

    private static string Quote(string text, bool always = false)
    {
        var plain = text.Length > 0
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or '@' or ',');
        return plain && !always ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
