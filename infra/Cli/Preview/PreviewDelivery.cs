using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview;

/// <summary>Says what a GitOps tool is given to install the chart.</summary>
internal static class PreviewDelivery
{
    public static IEnumerable<Words> Of(StackSettings settings, IReadOnlyCollection<SimulatedResource> resources, GuardReport guard)
    {
        foreach (var (manifest, _) in DeliveryObjects.For(settings))
            yield return $"{manifest.Kind} {manifest.Namespace}/{manifest.Name}";
        yield return $"installs {settings.Release.Name}: {settings.Chart.Source} {settings.Chart.Version}, {PreviewValues.Of(resources, guard)}";
        foreach (var line in PreviewComponents.Installed(settings))
            yield return line;
    }
}
