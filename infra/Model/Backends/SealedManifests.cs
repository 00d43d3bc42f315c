using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Yaml;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model.Backends;

/// <summary>The SealedSecrets of a stack as their files have them; <see cref="SealedRules"/> has judged them.</summary>
internal static class SealedManifests
{
    public const string ApiVersion = SupportedApis.SealedSecrets;

    public const string Kind = "SealedSecret";

    public static IEnumerable<KubernetesManifest> All(LoadedStack stack, BackendSettings.Sealed files)
    {
        var (settings, catalog) = stack;
        var objects = catalog.Objects.ToDictionary(secret => secret.Name.Base);
        return files.Documents.Select(document => (document.Name, Root: (MappingNode)document.Root)).Select(document =>
        {
            var secret = objects.GetValueOrDefault(document.Name!);
            var metadata = (IReadOnlyDictionary<string, object?>)Plain(document.Root.Find("metadata")!)!;
            return new KubernetesManifest(ApiVersion, Kind, document.Name!)
            {
                Id = secret?.Id ?? document.Name!,
                ReadyWhen = secret is not null && !SecretManifests.IsAwaited(settings, secret) ? null : "condition=Synced",
                Namespace = settings.Namespace,
                Labels = Texts(metadata, "labels").ToDictionary(entry => entry.Key, entry => (string)entry.Value!),
                Annotations = Texts(metadata, "annotations"),
                Body = Map(("spec", Plain(document.Root.Find("spec")!))),
            };
        });
    }

    private static IReadOnlyDictionary<string, object?> Texts(IReadOnlyDictionary<string, object?> metadata, string key) =>
        metadata.GetValueOrDefault(key) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();

    /// <summary>As plain data, without the nulls that kubeseal writes for what is not set.</summary>
    private static object? Plain(YamlNode node) => node switch
    {
        MappingNode map => map.Entries.Select(entry => (entry.Key, Value: Plain(entry.Value))).Where(entry => entry.Value is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value),
        SequenceNode list => list.Items.Select(Plain).ToList(),
        ScalarNode scalar => scalar.Value,
        _ => null,
    };
}
