using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
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
    /// <summary>What is at hand of each program; of External Secrets Operator there are older releases in an archive.</summary>
    private const string Newest = "";

    private static readonly ConcurrentDictionary<(string ApiVersion, string Kind, string Release), Lazy<CrdSchema?>> Read = new();
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<JsonNode>>> Files = new();

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
    public static CrdSchema? Of(string apiVersion, string kind) => Of(apiVersion, kind, Newest);

    /// <summary>The schemas of a kind in every release of its program that is at hand; none where no CRD is there for it.</summary>
    public static IEnumerable<(string Release, CrdSchema Schema)> AllOf(string apiVersion, string kind) =>
        (apiVersion == SupportedApis.ExternalSecrets ? SupportedApis.ExternalSecretsVersions.SkipLast(1).Append(Newest) : [Newest])
        .Select(release => (release, Schema: Of(apiVersion, kind, release)))
        .Where(found => found.Schema is not null)
        .Select(found => (found.release, found.Schema!));

    private static CrdSchema? Of(string apiVersion, string kind, string release) => Read.GetOrAdd((apiVersion, kind, release), key => new(() =>
    {
        var (group, version) = (key.ApiVersion.Split('/')[0], key.ApiVersion.Split('/')[^1]);
        var crds = key.Release == Newest
            ? Directory.EnumerateFiles(Path.Combine(Folder!, "crds"), group + "*.yaml").SelectMany(file => Documents(file, File.ReadAllText))
            : Documents(key.Release, OlderCrds);
        var schema = crds
            .Where(crd => (string?)crd["spec"]!["group"] == group && (string?)crd["spec"]!["names"]!["kind"] == key.Kind)
            .SelectMany(crd => crd["spec"]!["versions"]!.AsArray())
            .SingleOrDefault(served => (string?)served!["name"] == version && (bool?)served["served"] == true)?["schema"]!["openAPIV3Schema"];
        return schema is null ? null : new CrdSchema(schema);
    })).Value;

    /// <summary>What the API server would refuse under strict validation.</summary>
    public IReadOnlyList<string> Refusals(JsonNode value) => Refusals(_schema, value);

    public static IReadOnlyList<string> Refusals(JsonSchema schema, JsonNode value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        var result = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. result.Details!.Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }

    /// <summary>
    /// Paths whose value is what the API server would fill in without them. A field that the schema asks for besides is not
    /// among them: who validates without filling in, as linters do, refuses an object that lacks it.
    /// </summary>
    public IReadOnlyList<string> Repeated(JsonNode value) => [.. Repeated(_openApi, value, "")];

    private static IEnumerable<string> Repeated(JsonNode schema, JsonNode? value, string path)
    {
        if (value is JsonObject map)
        {
            var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet();
            foreach (var (name, inner) in map)
            {
                if ((schema["properties"]?[name] ?? schema["additionalProperties"] as JsonObject) is not { } property)
                    continue;
                if (property["default"] is { } standard && IsSame(standard, inner) && !required.Contains(name))
                    yield return $"{path}.{name}";
                foreach (var repeated in Repeated(property, inner, $"{path}.{name}"))
                    yield return repeated;
            }
        }
        else if (value is JsonArray list && schema["items"] is { } items)
        {
            foreach (var repeated in list.SelectMany((item, index) => Repeated(items, item, $"{path}[{index}]")))
                yield return repeated;
        }
    }

    /// <summary>A duration is the same in each of its notations.</summary>
    private static bool IsSame(JsonNode standard, JsonNode? value) =>
        JsonNode.DeepEquals(standard, value) || (Duration(standard) is { } duration && Duration(value) == duration);

    private static TimeSpan? Duration(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue(out string? text) ? GoDuration.Parse(text) : null;

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

    private static IReadOnlyList<JsonNode> Documents(string key, Func<string, string> read) =>
        Files.GetOrAdd(key, name => new(() => YamlJson.ReadAll(read(name)))).Value;

    /// <summary>Every CRD of one release in the archive. .NET reads no xz, so tar does, and leaves no file behind.</summary>
    private static string OlderCrds(string release)
    {
        string[] arguments = ["-xJf", Path.Combine(Folder!, "crds", "external-secrets-older.tar.xz"), "--to-command=cat; echo; echo ---", "--wildcards", $"./{release}/*.yaml"];
        var result = Command.RunAsync("tar", arguments).GetAwaiter().GetResult();
        return result.Code == 0 ? result.Output : throw new InvalidOperationException($"No CRDs of External Secrets Operator {release}; tar and xz must be there. {result.Error}");
    }
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
