using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>One statement of an IAM policy, in a file of its own, in an object or as JSON in a text.</summary>
/// <param name="Path">Place of the statement in its document.</param>
/// <param name="Actions">In lower case, as IAM compares them.</param>
/// <param name="HasNot">Whether it has NotAction, NotResource or NotPrincipal.</param>
/// <param name="Principals">Kind and value; empty in an identity policy.</param>
/// <param name="Conditions">Operator, key in lower case, value.</param>
internal sealed record PolicyStatement(
    string Path,
    bool Allows,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    bool HasNot,
    IReadOnlyList<(string Kind, string Value)> Principals,
    IReadOnlyList<(string Operator, string Key, string Value)> Conditions)
{
    public static IEnumerable<PolicyStatement> In(YamlNode root) => Documents("", root).SelectMany(document =>
        (document.Statement is SequenceNode list
            ? list.Items.Select((item, index) => ($"[{index}]", item))
            : [("", document.Statement)])
        .Where(place => place.Item2 is MappingNode map && map.Find("Effect") is not null)
        .Select(place => Read((document.Path.Length == 0 ? "" : document.Path + ".") + "Statement" + place.Item1, (MappingNode)place.Item2)));

    private static IEnumerable<(string Path, YamlNode Statement)> Documents(string path, YamlNode node)
    {
        switch (node)
        {
            case MappingNode map when map.Find("Statement") is { } statement:
                return [(path, statement)];
            case MappingNode map:
                return map.Entries.SelectMany(entry => Documents(path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", entry.Value));
            case SequenceNode list:
                return list.Items.SelectMany((item, index) => Documents($"{path}[{index}]", item));
            case ScalarNode { Value: string text } when text.Contains("\"Statement\"", StringComparison.Ordinal):
                return YamlReader.Read(text, YamlRules.Manifests).Roots.SelectMany(inner => Documents(path, inner));
            default:
                return [];
        }
    }

    private static PolicyStatement Read(string path, MappingNode statement) => new(
        path,
        Nodes.Text(statement, "Effect") == "Allow",
        [.. Texts(statement.Find("Action")).Select(action => action.ToLowerInvariant())],
        [.. Texts(statement.Find("Resource"))],
        statement.Entries.Any(entry => entry.Key is "NotAction" or "NotResource" or "NotPrincipal"),
        [.. statement.Find("Principal") is ScalarNode all ? [("AWS", all.Text)] : Nodes.Entries(statement.Find("Principal")).SelectMany(entry => Texts(entry.Value).Select(value => (entry.Key, value)))],
        [.. Nodes.Entries(statement.Find("Condition")).SelectMany(test => Nodes.Entries(test.Value)
            .SelectMany(key => Texts(key.Value).Select(value => (test.Key, key.Key.ToLowerInvariant(), value))))]);

    private static IEnumerable<string> Texts(YamlNode? node) => node switch
    {
        ScalarNode scalar => [scalar.Text],
        SequenceNode list => list.Items.OfType<ScalarNode>().Select(item => item.Text),
        _ => [],
    };
}
