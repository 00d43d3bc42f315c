using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Fleet;

/// <summary>
/// A GitRepo for each environment and its two bundles: the secret objects, and the chart, which depends on the first. Each
/// bundle says by label which clusters it is for, whatever reads it.
/// </summary>
internal sealed class FleetRenderer : IDeliveryRenderer
{
    private const string Secrets = "secrets";
    private const string Gateway = "gateway";
    private const string PartLabel = "mcp-infra/part";

    public IReadOnlyList<RenderedFile> Render(IReadOnlyList<DeliverySpec> specs, FileHeader header) =>
        [.. specs.SelectMany(spec => OfEnvironment(spec, header))];

    private static IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header)
    {
        yield return header.File($"{spec.Environment}/gitrepo.yaml",
            Of(FleetObjects.GitRepo(spec, $"{spec.Environment}/{Secrets}", $"{spec.Environment}/{Gateway}")),
            "Apply it once in Fleet's own cluster: kubectl apply -f gitrepo.yaml");

        yield return header.File($"{spec.Environment}/{Secrets}/fleet.yaml", SecretsBundle(spec));

        // Fleet makes a bundle's namespace itself and would refuse one that the bundle brings.
        foreach (var secret in spec.Secrets.Where(secret => secret.Manifest.Kind != "Namespace"))
            yield return header.File($"{spec.Environment}/{Secrets}/{FileName(secret)}", Of(secret.Manifest));

        yield return header.File($"{spec.Environment}/{Gateway}/fleet.yaml", GatewayBundle(spec));
        yield return header.File($"{spec.Environment}/{Gateway}/values.yaml", spec.Values);
    }

    private static Dictionary<string, object?> SecretsBundle(DeliverySpec spec)
    {
        var bundle = Bundle(spec, Secrets);
        if (spec.Secrets.FirstOrDefault(secret => secret.Manifest.Kind == "Namespace") is { } space)
            bundle["namespaceLabels"] = Texts(space.Manifest.Labels);
        return bundle;
    }

    private static Dictionary<string, object?> GatewayBundle(DeliverySpec spec)
    {
        var helm = FleetObjects.Helm(spec);
        if (spec.Chart is ChartLocation.Oci oci)
            (helm["chart"], helm["version"]) = (oci.Url, oci.Version);
        helm["valuesFiles"] = List("values.yaml");
        var bundle = Bundle(spec, Gateway);
        bundle["dependsOn"] = List(Map(
            ("acceptedStates", List([.. AcceptedStates(spec)])),
            ("selector", Map(("matchLabels", Texts(Labels(spec, Secrets)))))));
        bundle["helm"] = helm;
        if (spec.ScalesItself)
            bundle["diff"] = FleetObjects.Diff(spec);
        return bundle;
    }

    private static Dictionary<string, object?> Bundle(DeliverySpec spec, string part) => Map(
        ("correctDrift", FleetObjects.CorrectDrift()),
        ("defaultNamespace", spec.Namespace),
        ("labels", Texts(Labels(spec, part))),
        ("name", $"mcp-gateway-{spec.Environment}-{part}"),
        ("overrideTargets", List(FleetObjects.Target(spec))));

    /// <summary>Where the chart can do without a Secret, its bundle need not be Ready.</summary>
    private static string[] AcceptedStates(DeliverySpec spec) =>
        spec.Secrets.All(secret => secret.IsAwaited) ? ["Ready"] : ["Ready", "NotReady", "Modified"];

    private static Dictionary<string, string> Labels(DeliverySpec spec, string part) =>
        new(spec.Labels, StringComparer.Ordinal) { [PartLabel] = part };
}
