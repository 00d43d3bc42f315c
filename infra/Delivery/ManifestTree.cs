using System.Globalization;
using McpInfra.Model;
using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery;

/// <summary>Objects and files of any tool: trees, names and small lists.</summary>
internal static class ManifestTree
{
    /// <summary>A whole object as a tree.</summary>
    public static IReadOnlyDictionary<string, object?> Of(KubernetesManifest manifest)
    {
        var metadata = Map(("name", manifest.Name));
        if (manifest.Namespace is not null)
            metadata["namespace"] = manifest.Namespace;
        if (manifest.Labels.Count > 0)
            metadata["labels"] = Texts(manifest.Labels);
        if (manifest.Annotations.Count > 0)
            metadata["annotations"] = manifest.Annotations;
        if (manifest.Finalizers.Count > 0)
            metadata["finalizers"] = List([.. manifest.Finalizers]);
        return new Dictionary<string, object?>(manifest.Body, StringComparer.Ordinal)
        {
            ["apiVersion"] = manifest.ApiVersion,
            ["kind"] = manifest.Kind,
            ["metadata"] = metadata,
        };
    }

    /// <summary>
    /// File of an object: the step first, so that the order of names is the order of need, as <c>kubectl apply</c> takes a
    /// directory.
    /// </summary>
    public static string FileName(KubernetesManifest manifest, int step) =>
        string.Create(CultureInfo.InvariantCulture, $"{step:00}-{manifest.Kind.ToLowerInvariant()}-{manifest.Name}.yaml");

    public static string FileName(SecretStep secret) => FileName(secret.Manifest, secret.Step);

    /// <summary>A path below a directory of a repository, which is <c>.</c> for its root.</summary>
    public static string InRepository(string directory, string path) => directory == "." ? path : $"{directory}/{path}";

    public static Dictionary<string, object?> Texts(IReadOnlyDictionary<string, string> map) =>
        map.ToDictionary(entry => entry.Key, object? (entry) => entry.Value, StringComparer.Ordinal);

    public static List<object?> List(params object?[] items) => [.. items];

    /// <summary>A duration as Go writes it, so that nothing rewrites it.</summary>
    public static string Duration(int seconds) => GoDuration.Canonical(string.Create(CultureInfo.InvariantCulture, $"{seconds}s"))!;
}
