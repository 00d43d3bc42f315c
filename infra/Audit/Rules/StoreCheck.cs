using McpInfra.Audit.Files;
using McpInfra.Plaintext;

namespace McpInfra.Audit.Rules;

/// <summary>Objects of External Secrets Operator that reach further than their use, or are of an API that is gone.</summary>
internal sealed class StoreCheck : AuditCheck<AuditFinding>
{
    private static readonly string[] Kinds = ["ExternalSecret", "SecretStore", "ClusterSecretStore", "ClusterExternalSecret"];

    public static AuditRule Unlimited { get; } = new("MCP404", "unlimited-cluster-store", AuditLevel.Error,
        "A ClusterSecretStore may be used from every namespace.",
        "Whoever can write an ExternalSecret anywhere in the cluster reads what the store can read.",
        "Limit it with spec.conditions, or use a SecretStore.");

    public static AuditRule WholeSecret { get; } = new("MCP405", "whole-secret", AuditLevel.Warning,
        "An ExternalSecret takes whatever keys it finds (dataFrom with extract or find).",
        "A key that somebody adds to the store becomes a variable of the gateway; one that goes missing is not noticed.",
        "List every key under spec.data.");

    public static AuditRule Unserved { get; } = new("MCP601", "unserved-api", AuditLevel.Error,
        "An object is of an API version that External Secrets Operator no longer serves.",
        "v1alpha1 and v1beta1 of its stores and ExternalSecrets are served by no supported version: v1beta1 ended with 0.17 (2025).",
        "Write external-secrets.io/v1; the fields are the same.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Unlimited, WholeSecret, Unserved];

    protected override IEnumerable<AuditFinding> See(AuditedFile file, Judge judge)
    {
        foreach (var found in file.Objects.Where(found => found.Group == "external-secrets.io" && Kinds.Contains(found.Kind)))
        {
            if (found.ApiVersion is "external-secrets.io/v1alpha1" or "external-secrets.io/v1beta1")
                yield return found.Finding(Unserved, "apiVersion", $"is of {found.ApiVersion}, which the operator no longer serves.");
            if (found.Kind == "ClusterSecretStore" && Nodes.Items(Nodes.At(found.Node, "spec.conditions")).Count == 0)
                yield return found.Finding(Unlimited, "spec.conditions", "has no conditions: every namespace may use it.");
            var spec = found.Kind == "ClusterExternalSecret" ? "spec.externalSecretSpec" : "spec";
            if (Nodes.Items(Nodes.At(found.Node, spec + ".dataFrom")).Any(item => Nodes.At(item, "extract") is not null || Nodes.At(item, "find") is not null))
                yield return found.Finding(WholeSecret, spec + ".dataFrom", "takes every key it finds.");
        }
    }

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<AuditFinding> seen) => seen;
}
