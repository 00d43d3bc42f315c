using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>YAML that a program printed or a file holds, as JSON.</summary>
internal static class LiveYaml
{
    public static JsonObject Read(string yaml) => ReadAll(yaml).Single();

    /// <summary>Every document that is an object.</summary>
    public static IReadOnlyList<JsonObject> ReadAll(string yaml) =>
        [.. ("\n" + yaml).Split("\n---").Select(ReadOne).OfType<JsonObject>()];

    private static JsonNode? ReadOne(string yaml)
    {
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object?>(yaml);
        return tree is null ? null : JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(tree));
    }
}
