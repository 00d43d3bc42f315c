namespace McpInfra.Migration;

/// <summary>Which release it is that runs, as Helm is told; a HelmRelease says its own, anything else is the stack's.</summary>
/// <param name="Namespace">Where Helm keeps its revisions, which a HelmRelease may have elsewhere than its pods.</param>
internal sealed record ReleaseIdentity(string Context, string Namespace, string Name)
{
    public static ReleaseIdentity Of(MigrationPlan plan) => plan.Place.Object is { IsHelmRelease: true } applied
        ? new(plan.Settings.Kubernetes.Context, applied.Storage ?? plan.Settings.Namespace, applied.Release)
        : new(plan.Settings.Kubernetes.Context, plan.Settings.Namespace, plan.Settings.Release.Name);
}
