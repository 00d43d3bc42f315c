using System.Text.RegularExpressions;
using McpInfra.Audit.Files;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>A container that has variables of whole Secrets and others of its own.</summary>
internal sealed record FilledContainer(AuditPlace Place, string Namespace, IReadOnlyList<string> Sources, IReadOnlySet<string> Names);

/// <summary>Variables of a Secret that a container's own <c>env:</c> entries win.</summary>
internal sealed partial class ShadowCheck : AuditCheck<FilledContainer>
{
    public static AuditRule Shadowed { get; } = new("MCP203", "shadowed-variable", AuditLevel.Warning,
        "A secret never reaches the container: an explicit variable of the same name wins.",
        "Kubernetes takes env over envFrom. Whoever changes the secret sees no effect and is told nothing.",
        "Remove the variable from the Secret, or the explicit entry that hides it.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Shadowed];

    protected override IEnumerable<FilledContainer> See(AuditedFile file, Judge judge) => file.Objects.SelectMany(Containers);

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<FilledContainer> seen)
    {
        // What the chart's own plain Secret holds is meant to be overridden.
        var made = new MadeSecrets([.. subject.Secrets.Made.Where(secret => secret.By?.Kind != "Secret" && secret.Keys is not null)]);
        return
        [
            .. seen.SelectMany(container => CheckContainer(container, made)),
            .. subject.Secrets.References.Where(reference => reference.Stack is null && ChartList().IsMatch(reference.Path))
                .DistinctBy(reference => (reference.File, reference.Name)).SelectMany(reference => CheckValues(reference, made)),
        ];
    }

    private static IEnumerable<FilledContainer> Containers(ManifestObject workload)
    {
        foreach (var (path, container) in Nodes.Maps(workload.Node).Where(place => ContainerPath().IsMatch(place.Path)))
        {
            List<string> sources =
            [
                .. Nodes.Items(container.Find("envFrom")).Where(entry => string.IsNullOrEmpty(Nodes.Text(entry, "prefix")))
                    .Select(entry => Nodes.Text(entry, "secretRef.name")).OfType<string>(),
            ];
            var explicitNames = sources.Count == 0 ? [] : Nodes.Items(container.Find("env")).Select(entry => Nodes.Text(entry, "name")).OfType<string>().ToHashSet();
            if (explicitNames.Count > 0)
                yield return new FilledContainer(workload.PlaceOf($"{path}.env"), workload.Namespace, sources, explicitNames);
        }
    }

    private static IEnumerable<AuditFinding> CheckContainer(FilledContainer container, MadeSecrets made) =>
        from source in container.Sources
        from key in KeysOf(source, container.Namespace, made).Where(container.Names.Contains)
        select container.Place.Finding(Shadowed, $"sets {key} itself, which hides the one of the Secret {source}.");

    /// <summary>In chart values the container is not there to be seen; what the chart always sets is known.</summary>
    private static IEnumerable<AuditFinding> CheckValues(SecretReference reference, MadeSecrets made) =>
        KeysOf(reference.Name, reference.Namespace, made).Where(ChartContract.AlwaysSetInGateway.Contains).Select(key =>
            new AuditFinding(Shadowed, reference.File, reference.Line, reference.Path,
                $"brings {key} of the Secret {reference.Name}, which the chart always sets itself."));

    private static IEnumerable<string> KeysOf(string name, string @namespace, MadeSecrets made) =>
        made.Find(name, @namespace).SelectMany(secret => secret.Keys!).Distinct();

    [GeneratedRegex(@"ontainers\[[0-9]+\]\z")]
    private static partial Regex ContainerPath();

    [GeneratedRegex(@"mcpContextForge\.(extraEnvFrom|extraEnvVarsSecret)\[[0-9]+\]")]
    private static partial Regex ChartList();
}
