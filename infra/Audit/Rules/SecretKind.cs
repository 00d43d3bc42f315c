using McpInfra.Audit.Files;

namespace McpInfra.Audit.Rules;

/// <summary>A kind of object that makes Secrets: one row of <see cref="SecretKinds"/>.</summary>
/// <param name="Group">API group; empty for the core.</param>
/// <param name="Makes">What the Secrets are called, for people.</param>
/// <param name="Source">Where that is written: repository and file of whoever makes them.</param>
/// <param name="Of">The Secrets that an object of the kind makes.</param>
internal sealed record SecretKind(string Group, string Kind, string Makes, string Source, Func<ManifestObject, IEnumerable<MadeSecret>> Of)
{
    /// <summary>One that nobody asked for by itself, and that is never reported as unused.</summary>
    /// <param name="keys">Null where they are not known.</param>
    public static IEnumerable<MadeSecret> Beside(string? name, string @namespace, IReadOnlyCollection<string>? keys = null) =>
        name is { Length: > 0 } ? [new MadeSecret(name, @namespace, keys, By: null)] : [];

    /// <summary>The one that an object is for.</summary>
    /// <param name="keys">Null where they are not known.</param>
    public static IEnumerable<MadeSecret> Asked(ManifestObject maker, string? name, IReadOnlyCollection<string>? keys, AddsBecause? adds = null) => name is null
        ? []
        : [new MadeSecret(name, maker.Kind == "ClusterExternalSecret" ? "" : maker.Namespace, keys, new SecretMaker(maker.Kind, maker.PlaceOf("metadata.name"), IsOfArgoCd(maker))) { Adds = adds }];

    /// <summary>Argo CD finds its own by this label and not by their names.</summary>
    public static bool IsOfArgoCd(ManifestObject maker) =>
        Nodes.Entries(Nodes.At(maker.Node, "metadata.labels")).Any(label => label.Key == "argocd.argoproj.io/secret-type");
}
