using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Files;

/// <summary>A Kubernetes object of a manifest.</summary>
internal sealed class ManifestObject
{
    public ManifestObject(string file, MappingNode node)
    {
        File = file;
        Node = node;
        ApiVersion = Nodes.Text(node, "apiVersion") ?? "";
        Kind = Nodes.Text(node, "kind") ?? "";
        Namespace = Nodes.Text(node, "metadata.namespace") is { } written && written.IndexOfAny(['{', '$', '<']) < 0 ? written : "";
        Name = Nodes.Text(node, "metadata.name") ?? "";
    }

    public string File { get; }

    public MappingNode Node { get; }

    public string ApiVersion { get; }

    /// <summary>API group; empty for the core.</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    public string Kind { get; }

    /// <summary>Empty where the manifest leaves it to whoever applies it, or has an expression there.</summary>
    public string Namespace { get; }

    /// <summary>
    /// Where what it holds ends up: an Argo CD Application and a Flux HelmRelease may stand in another namespace than the
    /// pods that their values are for. Empty where the manifest leaves it open.
    /// </summary>
    public string TargetNamespace => Kind switch
    {
        "Application" => TextAt("spec.destination.namespace") ?? "",
        "ApplicationSet" => TextAt("spec.template.spec.destination.namespace") is { } written && !written.Contains("{{", StringComparison.Ordinal) ? written : "",
        "HelmRelease" => TextAt("spec.targetNamespace") ?? Namespace,
        _ => Namespace,
    };

    public string Name { get; }

    /// <summary>Kind and name for a message and before a path, without a text that looks like a secret.</summary>
    public string Title => field ??= $"{Secrecy.Name(Kind)}/{(Namespace.Length == 0 ? "" : Secrecy.Name(Namespace) + "/")}{Secrecy.Name(Name)}";

    public string? TextAt(string path) => Nodes.Text(Node, path);

    public AuditPlace PlaceOf(string path) => new(File, Nodes.LineAt(Node, path), $"{Title}:{path}");

    public AuditFinding Finding(AuditRule rule, string path, Words message) => PlaceOf(path).Finding(rule, message);
}
