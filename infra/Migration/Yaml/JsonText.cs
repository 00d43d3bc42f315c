using System.Text.Json.Serialization;

namespace McpInfra.Migration.Yaml;

/// <summary>Texts and maps of texts as JSON, which YAML reads alike.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class JsonText : JsonSerializerContext;
