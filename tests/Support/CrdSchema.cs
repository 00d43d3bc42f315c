using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using YamlDotNet.Serialization;

namespace McpInfra.Tests.Support;

/// <summary>A test that reads the CRDs or schemas beside the folder that <c>MCP_TOOLS</c> names; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SchemasTheoryAttribute : TheoryAttribute
{
    public SchemasTheoryAttribute() => Skip = CrdSchema.Folder is null ? "Set MCP_TOOLS to a folder that has crds and schemas beside it." : null;
}

/// <summary>The OpenAPI schema of a custom resource, as the API server uses it: to refuse, and to fill in.</summary>
internal sealed class CrdSchema
{
    private static readonly ConcurrentDictionary<(string ApiVersion, string Kind), CrdSchema?> Read = new();
    private static readonly ConcurrentDictionary<string, IReadOnlyList<JsonNode>> Files = new();

    private readonly JsonNode _openApi;
    private readonly JsonSchema _schema;

    private CrdSchema(JsonNode openApi)
    {
        _openApi = openApi;
        _schema = JsonSchema.FromText(Strict(openApi, isRoot: true).ToJsonString());
    }

    /// <summary>The folder with <c>crds</c> and <c>schemas</c>; null where there is none.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("MCP_TOOLS") is { Length: > 0 } tools
        && Directory.Exists(Path.Combine(tools, "..", "crds")) ? Path.GetFullPath(Path.Combine(tools, "..")) : null;

    /// <summary>The schema of a kind; null where no CRD is there for it.</summary>
    public static CrdSchema? Of(string apiVersion, string kind) => Read.GetOrAdd((apiVersion, kind), key =>
    {
        var (group, version) = (key.ApiVersion.Split('/')[0], key.ApiVersion.Split('/')[^1]);
        var schema = Directory.EnumerateFiles(Path.Combine(Folder!, "crds"), group + "*.yaml")
            .SelectMany(Documents)
            .Where(crd => (string?)crd["spec"]!["group"] == group && (string?)crd["spec"]!["names"]!["kind"] == key.Kind)
            .SelectMany(crd => crd["spec"]!["versions"]!.AsArray())
            .SingleOrDefault(served => (string?)served!["name"] == version)?["schema"]!["openAPIV3Schema"];
        return schema is null ? null : new CrdSchema(schema);
    });

    /// <summary>What the API server would refuse under strict validation.</summary>
    public IReadOnlyList<string> Refusals(JsonNode value) => Refusals(_schema, value);

    public static IReadOnlyList<string> Refusals(JsonSchema schema, JsonNode value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        var result = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. result.Details!.Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }

    /// <summary>Paths that the API server would fill in; the status is not part of what somebody writes.</summary>
    public IReadOnlyList<string> Added(JsonNode value) => [.. Added(_openApi, value, "").Where(path => path != ".status")];

    private static IEnumerable<string> Added(JsonNode schema, JsonNode? value, string path)
    {
        if (value is JsonObject map)
        {
            foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            {
                if (!map.TryGetPropertyValue(name, out var inner))
                {
                    if (property!["default"] is not null)
                        yield return $"{path}.{name}";
                    continue;
                }

                foreach (var added in Added(property!, inner, $"{path}.{name}"))
                    yield return added;
            }

            if (schema["additionalProperties"] is JsonObject other)
            {
                foreach (var added in map.SelectMany(entry => Added(other, entry.Value, $"{path}.{entry.Key}")))
                    yield return added;
            }
        }
        else if (value is JsonArray list && schema["items"] is { } items)
        {
            foreach (var added in list.SelectMany((item, index) => Added(items, item, $"{path}[{index}]")))
                yield return added;
        }
    }

    /// <summary>The same as JSON Schema, with no room for fields that the CRD does not have.</summary>
    private static JsonObject Strict(JsonNode openApi, bool isRoot = false)
    {
        var strict = new JsonObject();
        foreach (var key in (string[])["enum", "pattern", "required", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "oneOf", "anyOf", "allOf", "not"])
        {
            if (openApi[key] is { } value)
                strict[key] = value.DeepClone();
        }

        if (openApi["type"] is { } type && openApi["x-kubernetes-int-or-string"] is null)
            strict["type"] = type.DeepClone();
        if (openApi["items"] is { } items)
            strict["items"] = Strict(items);
        if (openApi["properties"] is JsonObject properties)
            strict["properties"] = new JsonObject(properties.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)(isRoot && entry.Key == "metadata" ? new JsonObject() : Strict(entry.Value!)))));
        if ((string?)openApi["type"] != "object" || openApi["x-kubernetes-preserve-unknown-fields"] is not null)
            return strict;
        strict["additionalProperties"] = openApi["additionalProperties"] is { } other ? (other is JsonObject ? Strict(other) : other.DeepClone()) : false;
        return strict;
    }

    private static IReadOnlyList<JsonNode> Documents(string file) => Files.GetOrAdd(file, path => YamlJson.ReadAll(File.ReadAllText(path)));
}

/// <summary>YAML as JSON, its scalars typed.</summary>
internal static class YamlJson
{
    public static JsonNode Read(string yaml) => ReadAll(yaml).Single();

    /// <summary>Every document that holds something.</summary>
    public static IReadOnlyList<JsonNode> ReadAll(string yaml) => [.. ("\n" + yaml).Split("\n---").Select(ReadOne).OfType<JsonNode>()];

    private static JsonNode? ReadOne(string yaml) =>
        Of(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object?>(yaml));

    private static JsonNode? Of(object? tree) => tree switch
    {
        IDictionary<object, object?> map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key.ToString()!, Of(entry.Value)))),
        IList<object?> list => new JsonArray([.. list.Select(Of)]),
        _ => JsonSerializer.SerializeToNode(tree),
    };
}
