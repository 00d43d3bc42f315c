using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>An object that a GitOps controller applies.</summary>
/// <param name="Resource">As <c>kubectl</c> takes it.</param>
/// <param name="Release">Name of the release that its controller makes.</param>
/// <param name="ReleaseNamespace">Where its pods run; null where the file does not say.</param>
/// <param name="Storage">Where Helm keeps its revisions; null where the file does not say.</param>
internal sealed record GitOpsObject(string Resource, string Name, string Namespace, string Release, string? ReleaseNamespace, string? Storage)
{
    private const string HelmReleases = "helmreleases.helm.toolkit.fluxcd.io", Applications = "applications.argoproj.io";

    /// <summary>As Flux's controller names the release: with the namespace before it, where that is another.</summary>
    /// <exception cref="MigrationException">It has no name.</exception>
    public static GitOpsObject OfHelmRelease(MappingNode root, string file)
    {
        var (name, ns) = Metadata(root, file);
        var spec = MergedValues.Map(root, "spec");
        var target = Text(spec, "targetNamespace");
        return new(HelmReleases, name, ns ?? Default, Text(spec, "releaseName") ?? (target is null ? name : $"{target}-{name}"), target ?? ns, Text(spec, "storageNamespace") ?? ns);
    }

    /// <exception cref="MigrationException">It has no name.</exception>
    public static GitOpsObject OfApplication(MappingNode root, string file)
    {
        var (name, ns) = Metadata(root, file);
        var target = Text(MergedValues.Map(root, "spec", "destination"), "namespace");
        return new(Applications, name, ns ?? Default, Text(MergedValues.Map(root, "spec", "source", "helm"), "releaseName") ?? name, target, target)
        {
            Prunes = Text(MergedValues.Map(root, "spec", "syncPolicy", "automated"), "prune") == "true",
        };
    }

    /// <summary>Whether its controller makes a release of Helm.</summary>
    public bool IsHelmRelease => Resource == HelmReleases;

    /// <summary>What is true of it when it has brought its values to the cluster, one after the other.</summary>
    public IReadOnlyList<string> Conditions => IsHelmRelease ? ["condition=Ready"] : ["jsonpath={.status.sync.status}=Synced", "jsonpath={.status.operationState.phase}=Succeeded"];

    /// <summary>Where in it the values stand that its conditions are of; a HelmRelease's know the generation that they are of.</summary>
    public string AppliedAt => IsHelmRelease ? ".spec.values" : ".status.sync.comparedTo.source.helm.valuesObject";

    /// <summary>Whether its controller takes away what the chart no longer makes: the Secrets with the old values of Postgres and Redis.</summary>
    public bool Prunes { get; private init; } = true;

    private const string Default = "default";

    private static (string Name, string? Namespace) Metadata(MappingNode root, string file) =>
        MergedValues.Map(root, "metadata") is { } metadata && Text(metadata, "name") is { } name
            ? (name, Text(metadata, "namespace"))
            : throw new MigrationException($"{file}: metadata.name is missing.");

    private static string? Text(MappingNode? map, string key) => map?.Find(key) is { } node && MergedValues.Resolve(node) is ScalarNode { Text.Length: > 0 } text ? text.Text : null;
}
