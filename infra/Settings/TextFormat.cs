using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>What a text must look like.</summary>
/// <param name="Description">Says it in a message after "is not".</param>
/// <param name="Example">A text of that format for the command that mends a wrong one; capitals stand for what only a person knows.</param>
/// <param name="Pattern">In what the regular expressions of .NET and of JavaScript have in common, but for <c>\z</c>: editors check by it too.</param>
internal sealed record TextFormat(string Description, string Example, Regex Pattern)
{
    public int Longest { get; init; } = int.MaxValue;

    /// <summary>What a pattern cannot say.</summary>
    public Func<string, bool> Also { get; init; } = _ => true;

    public bool IsValid(string text) => text.Length <= Longest && Pattern.IsMatch(text) && Also(text);

    /// <summary>A text, or null when it is absent or wrong.</summary>
    public string? Read(SettingsPath path, YamlNode? node, Problems problems)
    {
        if (SettingsGroup.ReadScalar(path, node, "text", Example, problems, isText: true) is not { } scalar)
            return null;
        if (scalar.IsRewritten && IsValid(scalar.Written))
            problems.NeedsQuotes(path, scalar);
        else if (string.IsNullOrWhiteSpace(scalar.Text))
            problems.Empty(path);
        else if (scalar.IsRewritten || !IsValid(scalar.Text))
            problems.Malformed(path, scalar.Written, Description, Example, isText: true);
        else
            return scalar.Text;
        return null;
    }
}
