using System.Text.Json;
using McpInfra.Model;

namespace McpInfra.Tests.Audit;

/// <summary>The model's manifests as text, what is known later filled in. JSON is YAML too.</summary>
internal static class ManifestYaml
{
    public static string Of(KubernetesManifest manifest, string roleArn) => "---\n" + Tree(new Dictionary<string, object?>(manifest.Body)
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
    }, roleArn);

    public static string Tree(IReadOnlyDictionary<string, object?> tree, string roleArn) => JsonSerializer.Serialize(Filled(tree, roleArn)) + "\n";

    private static object? Filled(object? value, string roleArn) => value switch
    {
        SecretName name => name.VersionedBy is null ? name.Base : name.WithVersion("00000000-0000-0000-0000-000000000001"),
        PinnedVersion => PinnedVersion.Of("00000000-0000-0000-0000-000000000001"),
        ReaderRoleArn => roleArn,
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Filled(entry.Value, roleArn)),
        IReadOnlyList<object?> list => list.Select(item => Filled(item, roleArn)).ToList(),
        _ => value,
    };
}
