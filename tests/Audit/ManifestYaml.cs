using System.Text.Json;
using McpInfra.Model;

namespace McpInfra.Tests.Audit;

/// <summary>The model's manifests as text, what is known later filled in. JSON is YAML too.</summary>
internal static class ManifestYaml
{
    public static string Of(KubernetesManifest manifest) => "---\n" + Tree(new Dictionary<string, object?>(manifest.Body)
    {
        ["apiVersion"] = manifest.ApiVersion,
        ["kind"] = manifest.Kind,
        ["metadata"] = new Dictionary<string, object?>
        {
            ["name"] = manifest.Name,
            ["namespace"] = manifest.Namespace,
            ["labels"] = manifest.Labels.ToDictionary(label => label.Key, object? (label) => label.Value),
            ["annotations"] = manifest.Annotations,
        },
    });

    public static string Tree(IReadOnlyDictionary<string, object?> tree) => JsonSerializer.Serialize(Filled(tree)) + "\n";

    private static object? Filled(object? value) => value switch
    {
        SecretName name => name.VersionedBy is null ? name.Base : name.WithVersion("00000000-0000-0000-0000-000000000001"),
        PinnedVersion => PinnedVersion.Of("00000000-0000-0000-0000-000000000001"),
        ReaderRoleArn => "arn:aws:iam::123456789012:role/mcp-dev-reader",
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Filled(entry.Value)),
        IReadOnlyList<object?> list => list.Select(Filled).ToList(),
        _ => value,
    };
}
