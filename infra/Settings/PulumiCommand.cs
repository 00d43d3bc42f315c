using System.Globalization;
using McpInfra.Printing;

namespace McpInfra.Settings;

/// <summary>The <c>pulumi config</c> lines that messages print; no value of a secret is ever part of one.</summary>
internal sealed class PulumiCommand(string stack)
{
    private static readonly string[] SecretWords = ["secret", "password", "token"];

    public string Stack => stack;

    /// <summary>What the project's file gives, where none of these commands reaches.</summary>
    public ProjectGiven Given { get; set; } = ProjectGiven.None;

    /// <param name="isText">Whether the value is text even where Pulumi would take it for a number.</param>
    public ShellLine Set(SettingsPath path, string value, bool isText = false)
    {
        if (Given.PlaceOf(path) is { Declaration: null } place)
            return ShellLine.ByHand($"give {place.Key} the value {value}{At(place)}");
        var plaintext = ShellLine.When(LooksSecret(path, value), $" --plaintext");
        var type = ShellLine.When(isText && LooksTyped(value), $" --type string");
        return $"pulumi config set --stack {stack}{plaintext}{type} {Arguments(path, value)}";
    }

    /// <summary>A switch in place of a text: removed first, since Pulumi keeps the quotes that stand there.</summary>
    public ShellLine Replace(SettingsPath path, bool value) =>
        Given.PlaceOf(path) is null ? $"{Remove(path)} && {Set(path, value ? "true" : "false")}" : Set(path, value ? "true" : "false");

    /// <summary>Asks for the value at a prompt, so that it stays out of the shell's history.</summary>
    public ShellLine SetSecret(SettingsPath path) => $"pulumi config set --stack {stack} --secret {Arguments(path)}";

    public ShellLine Get(SettingsPath path) => $"pulumi config get --stack {stack} {Arguments(path)}";

    public ShellLine Remove(SettingsPath path) => Given.PlaceOf(path) is { } place
        ? ShellLine.ByHand($"delete {place.Declaration ?? place.Key}{At(place)}")
        : $"pulumi config rm --stack {stack} {Arguments(path)}";

    /// <summary>Removes a top-level key whose name holds dots, which <c>--path</c> would take apart.</summary>
    public ShellLine RemoveFlat(string key) => $"pulumi config rm --stack {stack} {new Quoted(key)}";

    /// <summary>
    /// Pulumi refuses a plain value that looks random under a name that sounds secret, which the ARN of a secret does.
    /// Capitals are for a person to replace, with something that may look so.
    /// </summary>
    private static bool LooksSecret(SettingsPath path, string value) =>
        (value.Length > 8 || value.Any(char.IsAsciiLetterUpper))
        && SecretWords.Any(word => path.Text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool LooksTyped(string value) =>
        bool.TryParse(value, out _) || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static Words At(ProjectPlace place) => place.Line is { } line ? Words.Of($" in {place.File}, line {line}") : Words.Of($" in {place.File}");

    /// <summary>What begins with a hyphen would be taken for a flag.</summary>
    private static ShellLine Arguments(SettingsPath path, string? value = null)
    {
        if (path.IsWithheld)
            return ShellLine.Refused;
        var end = ShellLine.When(path.Text.StartsWith('-') || value?.StartsWith('-') == true, $"-- ");
        var key = path.Text.AsSpan().IndexOfAny('.', '[') < 0 ? ShellLine.Of($"{end}{path.Text}") : ShellLine.Of($"--path {end}{new Quoted(path.Text)}");
        return value is null ? key : $"{key} {value}";
    }
}
