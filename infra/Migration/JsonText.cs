using System.Text.Json.Serialization;

namespace McpInfra.Migration;

/// <summary>Maps of texts as JSON.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class JsonText : JsonSerializerContext;
