using McpInfra.Model;

namespace McpInfra.Delivery;

/// <summary>Puts what is known beforehand in the place of the model's late values: files cannot wait for an output.</summary>
/// <param name="readerRoleArn">By the naming rules, where the backend has such a role.</param>
internal sealed class KnownValues(string? readerRoleArn)
{
    public KubernetesManifest Manifest(KubernetesManifest manifest) => manifest with
    {
        Name = Value(manifest.Name)!,
        Annotations = Map(manifest.Annotations),
        Body = Map(manifest.Body),
    };

    public IReadOnlyDictionary<string, object?> Map(IReadOnlyDictionary<string, object?> map) =>
        map.ToDictionary(entry => entry.Key, entry => Value(entry.Value), StringComparer.Ordinal);

    private object? Value(object? value) => value switch
    {
        SecretName { VersionedBy: null } name => name.ToString(),
        ReaderRoleArn => readerRoleArn,
        SecretName or PinnedVersion => throw new InvalidOperationException("A name that follows a version is known to Pulumi alone."),
        IReadOnlyDictionary<string, object?> map => Map(map),
        IReadOnlyList<object?> list => list.Select(Value).ToList(),
        _ => value,
    };
}
