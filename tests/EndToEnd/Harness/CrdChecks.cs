using System.Text.Json;
using System.Text.Json.Nodes;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>What a real API server says of the objects of a stack.</summary>
internal static class CrdChecks
{
    /// <summary>Asserts that the API server takes every object of the stack under its strict validation, and stores what it says.</summary>
    public static async Task<int> AssertTakenAsync(Kubectl cluster, StackSettings settings)
    {
        var checkedObjects = 0;
        foreach (var manifest in Backend.Of(LoadedStack.Of(settings)).Manifests.Where(manifest => manifest.Body.ContainsKey("spec")))
        {
            // In a namespace that is there, under a name that is not.
            var wanted = JsonNode.Parse(JsonSerializer.Serialize(new
            {
                apiVersion = manifest.ApiVersion,
                kind = manifest.Kind,
                metadata = new { name = "not-there-yet", @namespace = manifest.Namespace is null ? null : "default", labels = manifest.Labels, annotations = manifest.Annotations },
                spec = Plain(manifest.Body["spec"]),
            }))!.AsObject();

            var stored = await cluster.ApplyAsync(wanted, dryRun: true);

            Assert.True(IsKept(wanted["spec"], stored["spec"]), $"{manifest.Kind} {manifest.Name}: {stored["spec"]}");
            checkedObjects++;
        }

        return checkedObjects;
    }

    /// <summary>Whether all that was written stands as it was written; what the API server fills in stands beside it.</summary>
    public static bool IsKept(JsonNode? written, JsonNode? stored) => (written, stored) switch
    {
        (JsonObject map, JsonObject other) => map.All(entry => other.ContainsKey(entry.Key) && IsKept(entry.Value, other[entry.Key])),
        (JsonArray list, JsonArray other) => list.Count == other.Count && list.Zip(other).All(pair => IsKept(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(written, stored),
    };

    private static object? Plain(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
        IReadOnlyList<object?> list => list.Select(Plain).ToList(),
        SecretName name => name.ToString(),
        _ => value,
    };
}
