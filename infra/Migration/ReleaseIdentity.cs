using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Which release it is that runs, as Helm is told; a HelmRelease says its own, anything else is the stack's.</summary>
internal sealed record ReleaseIdentity(string Context, string Namespace, string Name)
{
    public static ReleaseIdentity Of(MigrationPlan plan)
    {
        var settings = plan.Settings;
        if (plan.Place.Object is not { IsHelmRelease: true } applied)
            return new ReleaseIdentity(settings.Kubernetes.Context, settings.Namespace, settings.Release.Name);
        var spec = plan.Stripped[0].File.Root.Find("spec") as MappingNode;
        var target = Text(spec, "targetNamespace");

        // As Flux names it: <targetNamespace>-<name>, where a target is set.
        return new ReleaseIdentity(settings.Kubernetes.Context, target ?? applied.Namespace, Text(spec, "releaseName") ?? (target is null ? applied.Name : $"{target}-{applied.Name}"));
    }

    private static string? Text(MappingNode? map, string key) => (map?.Find(key) as ScalarNode)?.Text;
}
