using System.Globalization;
using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>
/// One key that <c>config:</c> of the project's file declares. Its name is a path, as <c>pulumi config set --path</c> takes one
/// (ParsePropertyPathStrict in Pulumi 3.259, sdk/go/common/resource).
/// </summary>
internal sealed class ProjectDeclaration
{
    private const string Default = "default";
    private const string Given = "value";

    private readonly MappingNode? _map;

    public ProjectDeclaration(MappingEntry entry)
    {
        (Key, Line, Written) = (entry.Key, entry.Line, entry.Value);
        _map = entry.Value as MappingNode;
        var (@namespace, path) = Key.Split(':') switch
        {
            [var own] => (SettingsPath.Project, PathParts(own)),
            [var name, var own] => (name, PathParts(own)),
            [var name, "config", var own] => (name, PathParts(own)),
            [var name, ..] => (name, null),
            [] => ("", null),
        };
        IsOwn = @namespace == SettingsPath.Project;
        if (path is null)
            return;
        (TopLevel, Inner) = ($"{@namespace}:{path[0]}", [.. path.Skip(1)]);
        Path = Inner.Aggregate(new SettingsPath(PlacePath.IsWithheld(TopLevel) ? PlacePath.Withheld : TopLevel), (at, part) => part is string name ? at.Key(name) : at.Index((int)part));
    }

    /// <summary>As it is written.</summary>
    public string Key { get; }

    public int? Line { get; }

    public YamlNode Written { get; }

    /// <summary>Whether it is a key of the project, which may have a type and a default; another provider's has a value.</summary>
    public bool IsOwn { get; }

    /// <summary>The top-level key in full; null where the name is no path.</summary>
    public string? TopLevel { get; }

    /// <summary>What leads on from there: keys as texts, and places in lists as numbers.</summary>
    public IReadOnlyList<object> Inner { get; } = [];

    /// <summary>Both of them.</summary>
    public SettingsPath Path { get; }

    /// <summary>The type that it must have; null where none is declared.</summary>
    public string? Type => Text("type");

    public bool IsSecret => Text("secret") == "true";

    /// <summary>What it gives to a stack that does not say it; null where every stack is asked for it.</summary>
    public YamlNode? Value => _map is not null ? Present(Given) ?? Present(Default) : Written is ScalarNode { Value: null } ? null : Written;

    /// <summary>Where that stands below the key.</summary>
    public string? ValueKey => _map is null ? null : Present(Given) is not null ? Given : Default;

    /// <summary>A member of a declaration; null where it is absent or empty.</summary>
    public YamlNode? Present(string member) => _map?.Find(member) is { } node && node is not ScalarNode { Value: null } ? node : null;

    public string? Text(string member) => (Present(member) as ScalarNode)?.Text;

    /// <summary>The parts of a path; null where it is none.</summary>
    private static List<object>? PathParts(string text)
    {
        var parts = new List<object>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '[')
            {
                if (Bracket(text, ref at) is not { } part)
                    return null;
                parts.Add(part);
                continue;
            }

            // A point stands between names, and neither first nor last nor before a bracket.
            if (text[at] == '.' && (at == 0 || ++at == text.Length || text[at] == '['))
                return null;
            var end = text.AsSpan(at).IndexOfAny('.', '[') is >= 0 and var length ? at + length : text.Length;
            parts.Add(text[at..end]);
            at = end;
        }

        return parts is [string { Length: > 0 }, ..] ? parts : null;
    }

    private static object? Bracket(string text, ref int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            var end = at + 2;
            while (end < text.Length && text[end] != '"')
                end += text[end] == '\\' && end + 1 < text.Length && text[end + 1] == '"' ? 2 : 1;
            if (end + 1 >= text.Length || text[end + 1] != ']')
                return null;
            var key = text[(at + 2)..end].Replace("\\\"", "\"", StringComparison.Ordinal);
            at = end + 2;
            return key;
        }

        var close = text.IndexOf(']', at);
        if (close < 0 || !int.TryParse(text.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return null;
        at = close + 1;
        return index;
    }
}
