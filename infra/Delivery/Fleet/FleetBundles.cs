using McpInfra.Model;
using static McpInfra.Delivery.ManifestTree;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.Fleet;

/// <summary>What stands in each <c>fleet.yaml</c>, and how one bundle names another that has to be there first.</summary>
internal static class FleetBundles
{
    private const string PartLabel = "mcp-infra/part";

    /// <summary>The operator writes the authority of its certificate into them, which versions of Fleet call drift and undo (rancher/fleet, issue 5368).</summary>
    private static readonly (string Name, int Webhooks)[] Certified = [("externalsecret-validate", 1), ("secretstore-validate", 2)];

    public static Dictionary<string, object?> Of(DirectorySpec spec, string part, string @namespace) => Map(
        ("correctDrift", FleetObjects.CorrectDrift()),
        ("defaultNamespace", @namespace),
        ("labels", Texts(Labels(spec, part))),
        ("name", GitOpsNames.Of(spec.Directory, part)),
        ("overrideTargets", List(FleetObjects.Target(spec))));

    /// <summary>A chart of a cluster.</summary>
    public static Dictionary<string, object?> Of(ClusterSpec spec, ClusterChart chart)
    {
        var helm = FleetObjects.Helm(chart.Location, chart.Name, chart.TimeoutSeconds);
        helm["valuesFiles"] = List("values.yaml");
        var bundle = Of(spec, chart.Part, chart.Namespace);
        bundle["helm"] = helm;
        if (FleetObjects.Labels(spec.NamespaceLabels) is { Count: > 0 } labels)
            bundle["namespaceLabels"] = Texts(labels);
        if (chart.Protect)
            bundle["keepResources"] = true;
        if (chart.Part == ClusterChart.OperatorPart)
            bundle["diff"] = Map(("comparePatches", Certified.Select(object? (config) => Patch(config.Name, config.Webhooks)).ToList()));
        return bundle;
    }

    /// <param name="states">In which of Fleet's states it may be; none for its default.</param>
    public static object? Reference(DirectorySpec spec, string part, IReadOnlyList<string> states)
    {
        var reference = Map(("selector", Map(("matchLabels", Texts(Labels(spec, part))))));
        if (states.Count > 0)
            reference["acceptedStates"] = List([.. states]);
        return reference;
    }

    private static Dictionary<string, object?> Patch(string name, int webhooks) => Map(
        ("apiVersion", "admissionregistration.k8s.io/v1"),
        ("jsonPointers", Enumerable.Range(0, webhooks).Select(object? (index) => $"/webhooks/{index}/clientConfig/caBundle").ToList()),
        ("kind", "ValidatingWebhookConfiguration"),
        ("name", name));

    private static Dictionary<string, string> Labels(DirectorySpec spec, string part) =>
        new(FleetObjects.Labels(spec.Labels), StringComparer.Ordinal) { [PartLabel] = part };
}
