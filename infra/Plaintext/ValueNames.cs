using System.Collections.Frozen;
using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Plaintext;

/// <summary>What a value is called, whoever wrote it: by its key, by a name beside it, by the flag or the path before it, or by what it stands below.</summary>
internal static partial class ValueNames
{
    /// <summary>Keys below which the name above goes on: <c>password: {value: x}</c>.</summary>
    private static readonly FrozenSet<string> Inheriting = FrozenSet.ToFrozenSet(
        ["value", "values", "valueFrom", "default", "defaultValue", "literal", "plain", "raw", "text", "content", "string", "stringValue", "plaintext", "inline", "fn::secret", "fn::toJSON", "fn::toBase64", "fn::toString", "fn::fromBase64"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys whose text names the value beside it: <c>{name: SMTP_PASSWORD, value: x}</c>.</summary>
    private static readonly string[] Naming = ["name", "key", "Name", "Key", "id", "label", "title", "variable", "envVar", "env", "header", "parameter", "ParameterKey", "property", "field"];

    /// <summary>What the value of an entry is called.</summary>
    /// <param name="above">What the map is called.</param>
    /// <param name="isItem">Whether the map is an item of a list.</param>
    public static string Of(MappingNode map, MappingEntry entry, string above, bool isItem)
    {
        if (entry.Key == "value" && map.TextOf("op") is not null && map.TextOf("path") is { } pointer)
            return pointer[(pointer.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (entry.Key == "fn::secret" && !Names.MeanSecret(above))
            return "FN_SECRET";
        if (!isItem && Plural().IsMatch(above) && Names.MeanSecret(above) && !Names.MeanSecret(entry.Key) && entry.Value is ScalarNode literal && Randomness.LooksTyped(literal.Text))
            return "secrets";
        if (entry.Key != "ParameterValue" && !Inheriting.Contains(entry.Key))
            return entry.Key;
        var beside = Naming.Select(key => map.TextOf(key)).FirstOrDefault(text => text is not null);
        return beside is not null && (Names.MeanSecret(beside) || !Names.MeanSecret(above)) ? beside
            : Names.MeanSecret(above) ? above
            : entry.Key;
    }

    /// <summary>Name of the flag that an argument is the value of: <c>["--password", "..."]</c>; null without one.</summary>
    public static string? FlagBefore(SequenceNode list, int index) =>
        index > 0 && list.Items[index - 1] is ScalarNode { Value: string before } && Flag().IsMatch(before) ? before.TrimStart('-') : null;

    /// <summary>Whether a list says what is in a token: <c>id_token: [groups, email]</c>.</summary>
    public static bool AreClaims(SequenceNode list, string name) => name is "id_token" or "access_token" or "userinfo" && list.Items.Count > 1
        && list.Items.All(item => item is ScalarNode { Value: string text } && text.All(character => char.IsAsciiLetterLower(character) || character == '_'));

    /// <summary>An argument that is a name and its value: <c>--password=x</c>; null for any other, and where the name says nothing.</summary>
    public static (string Name, string Value)? Assigned(string argument) =>
        Assignment().Match(argument) is { Success: true } pair && Names.MeanSecret(pair.Groups["name"].Value) ? (pair.Groups["name"].Value, pair.Groups["value"].Value) : null;

    /// <summary>The text under a key of a map; null where there is none.</summary>
    public static string? TextOf(this MappingNode map, string key) => (map.Find(key) as ScalarNode)?.Text;

    [GeneratedRegex(@"^--?[A-Za-z][A-Za-z0-9_.-]*\z")]
    private static partial Regex Flag();

    [GeneratedRegex(@"^(--?)?(?<name>[A-Za-z][A-Za-z0-9_.-]*)=(?<value>\S+|[^\s$][^$\n]*)\z")]
    private static partial Regex Assignment();

    // Whose secrets they are stands below: passwords: {admin: x}. Credentials have fields of many kinds.
    [GeneratedRegex(@"(secrets|passwords|passphrases|tokens|keys)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Plural();
}
