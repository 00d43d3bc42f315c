namespace McpInfra.Model;

/// <summary>
/// A Kubernetes object as nested dictionaries and lists: Pulumi's resources and GitOps files are both written from it.
/// Wherever a value is known only later, one of the records of SecretName.cs stands.
/// </summary>
/// <param name="Name">A text or a <see cref="SecretName"/>.</param>
internal sealed record KubernetesManifest(string ApiVersion, string Kind, object Name)
{
    /// <summary>What it is to this program, unique in an environment.</summary>
    public string Id { get; init; } = "";

    /// <summary>
    /// What is known of its name before anything is made. It is part of the Pulumi resource's name: a name that settings
    /// have changed is another resource, which can be taken back before it has replaced the first (docs/adr/0012).
    /// </summary>
    public string Variant => Name is SecretName secret ? secret.VersionedBy is not null ? "versioned" : secret.List ?? "stable" : (string)Name;

    /// <summary>Ids of the objects that it reads from, in the same list.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>What says that its operator is done with it, in the words of <c>pulumi.com/waitFor</c>; null where nothing is waited for.</summary>
    public string? ReadyWhen { get; init; }

    /// <summary>Null for an object of the whole cluster.</summary>
    public string? Namespace { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, object?> Annotations { get; init; } = new Dictionary<string, object?>();

    /// <summary>What has to be cleared away before the object is gone.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = [];

    /// <summary>What stands beside apiVersion, kind and metadata, such as <c>spec</c>.</summary>
    public IReadOnlyDictionary<string, object?> Body { get; init; } = new Dictionary<string, object?>();
}

/// <summary>An object, and what its status says when it is there in full.</summary>
/// <param name="Ready">In the words of Pulumi's <c>waitFor</c> annotation.</param>
internal sealed record AwaitedManifest(KubernetesManifest Manifest, string? Ready);
