using System.Text.RegularExpressions;
using McpInfra.Audit.Files;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>Variables of a Secret that a container's own <c>env:</c> entries win.</summary>
internal sealed partial class ShadowCheck : IAuditCheck
{
    public static AuditRule Shadowed { get; } = new("MCP203", "shadowed-variable", AuditLevel.Warning,
        "A secret never reaches the container: an explicit variable of the same name wins.",
        "Kubernetes takes env over envFrom. Whoever changes the secret sees no effect and is told nothing.",
        "Remove the variable from the Secret, or the explicit entry that hides it.");

    public IReadOnlyList<AuditRule> Rules { get; } = [Shadowed];

    public IEnumerable<AuditFinding> Check(AuditSubject subject)
    {
        // What the chart's own plain Secret holds is meant to be overridden.
        var made = new MadeSecrets([.. SecretInventory.Made(subject).Where(secret => secret.By?.Kind != "Secret" && secret.Keys is not null)]);
        return
        [
            .. subject.Objects.SelectMany(workload => CheckContainers(workload, made)),
            .. subject.References.Where(reference => reference.Stack is null && ChartList().IsMatch(reference.Place.Path))
                .DistinctBy(reference => (reference.File, reference.Name)).SelectMany(reference => CheckValues(reference, made)),
        ];
    }

    private static IEnumerable<AuditFinding> CheckContainers(ManifestObject workload, MadeSecrets made)
    {
        foreach (var (path, container) in Nodes.Maps(workload.Node).Where(place => ContainerPath().IsMatch(place.Path)))
        {
            var explicitNames = Nodes.Items(container.Find("env")).Select(entry => Nodes.Text(entry, "name")).OfType<string>().ToHashSet();
            var sources = Nodes.Items(container.Find("envFrom")).Where(entry => string.IsNullOrEmpty(Nodes.Text(entry, "prefix")))
                .Select(entry => Nodes.Text(entry, "secretRef.name")).OfType<string>();
            foreach (var source in sources)
            {
                foreach (var key in KeysOf(source, workload.Namespace, made).Where(explicitNames.Contains))
                {
                    yield return workload.Finding(Shadowed, $"{path}.env",
                        $"sets {key} itself, which hides the one of the Secret {source}.");
                }
            }
        }
    }

    /// <summary>In chart values the container is not there to be seen; what the chart always sets is known.</summary>
    private static IEnumerable<AuditFinding> CheckValues(SecretReference reference, MadeSecrets made) =>
        KeysOf(reference.Name, reference.Namespace, made).Where(ChartContract.AlwaysSetInGateway.Contains).Select(key =>
            new AuditFinding(Shadowed, reference.File, reference.Place.Line, reference.Place.Path,
                $"brings {key} of the Secret {reference.Name}, which the chart always sets itself."));

    private static IEnumerable<string> KeysOf(string name, string @namespace, MadeSecrets made) =>
        made.Find(name, @namespace).SelectMany(secret => secret.Keys!).Distinct();

    [GeneratedRegex(@"ontainers\[[0-9]+\]\z")]
    private static partial Regex ContainerPath();

    [GeneratedRegex(@"mcpContextForge\.(extraEnvFrom|extraEnvVarsSecret)\[[0-9]+\]")]
    private static partial Regex ChartList();
}
