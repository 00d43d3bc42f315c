using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Tests.Support;

/// <summary>The objects of a stack as JSON: to read, and to hold against a schema.</summary>
internal static partial class ManifestText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<JsonObject> Of(StackSettings settings) => [.. Backend.Of(LoadedStack.Of(settings)).Manifests.Select(Of)];

    /// <summary>The same, with texts of the right shape where a value is known only later.</summary>
    public static IReadOnlyList<JsonObject> Known(StackSettings settings) =>
        [.. Of(settings).Select(value => JsonNode.Parse(Late().Replace(value.ToJsonString(Indented), "\"known-later-1a2b3c4d\""))!.AsObject())];

    /// <summary>All of them and the chart's values, as a person would read them.</summary>
    public static string Shown(StackSettings settings)
    {
        var values = ChartValues.For(LoadedStack.Of(settings)).ToTree();
        return string.Concat(Of(settings).Append(new JsonObject { ["values"] = Node(values) }).Select(node => node.ToJsonString(Indented) + "\n"));
    }

    private static JsonObject Of(KubernetesManifest manifest)
    {
        var metadata = new JsonObject { ["name"] = manifest.Name.ToString() };
        if (manifest.Namespace is not null)
            metadata["namespace"] = manifest.Namespace;
        if (manifest.Labels.Count > 0)
            metadata["labels"] = JsonSerializer.SerializeToNode(manifest.Labels);
        if (manifest.Annotations.Count > 0)
            metadata["annotations"] = Node(manifest.Annotations);
        var tree = new JsonObject { ["apiVersion"] = manifest.ApiVersion, ["kind"] = manifest.Kind, ["metadata"] = metadata };
        foreach (var (key, value) in manifest.Body)
            tree[key] = Node(value);
        return tree;
    }

    private static JsonNode? Node(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        IReadOnlyList<object?> list => new JsonArray([.. list.Select(Node)]),
        SecretName { VersionedBy: null } name => JsonValue.Create(name.Base),
        SecretName or ReaderRoleArn or PinnedVersion => JsonValue.Create($"<{value}>"),
        _ => JsonSerializer.SerializeToNode(value),
    };

    [GeneratedRegex("\"<[^\"]*>\"")]
    private static partial Regex Late();
}
