using McpInfra.Audit.Files;
using McpInfra.Yaml;

namespace McpInfra.Audit.Rules;

/// <summary>
/// Secrets that Reflector (emberstack/kubernetes-reflector Annotations.cs) and Replicator (mittwald/kubernetes-replicator
/// replicate/common/consts.go) copy into other namespaces, as annotations of the original or of what makes it ask.
/// </summary>
internal static class SecretCopies
{
    private const string Reflector = "reflector.v1.k8s.emberstack.com/";
    private const string Replicator = "replicator.v1.mittwald.de/";

    /// <summary>Where those of the Secret are written, in whatever makes it.</summary>
    private static readonly string[] Places =
        ["metadata.annotations", "spec.target.template.metadata.annotations", "spec.template.metadata.annotations", "spec.secretTemplate.annotations", "spec.destination.annotations"];

    /// <summary>Whether a Secret is filled in from another one.</summary>
    public static bool IsCopy(ManifestObject secret) => Annotations(secret).Any(entry => entry.Key is Reflector + "reflects" or Replicator + "replicate-from");

    public static IEnumerable<MadeSecret> Of(ManifestObject maker, IReadOnlyList<MadeSecret> made) =>
        made.Count == 0 ? [] : Namespaces([.. Annotations(maker)]).SelectMany(space => made.Select(secret => new MadeSecret(secret.Name, space, secret.Keys, By: null)));

    /// <summary>Empty for any: patterns, and all where none is named.</summary>
    private static string[] Namespaces(IReadOnlyList<MappingEntry> annotations)
    {
        if (TextOf(Reflector + "reflection-auto-enabled") == "true")
            return Listed(TextOf(Reflector + "reflection-auto-namespaces"));
        return TextOf(Replicator + "replicate-to") is { } spaces ? Listed(spaces) : TextOf(Replicator + "replicate-to-matching") is not null ? [""] : [];

        string? TextOf(string name) => annotations.Where(entry => entry.Key == name).Select(entry => (entry.Value as ScalarNode)?.Text).FirstOrDefault();
    }

    private static string[] Listed(string? spaces)
    {
        var listed = (spaces ?? "").Split(',', StringSplitOptions.TrimEntries);
        return listed.All(space => space.Length > 0 && space.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')) ? listed : [""];
    }

    private static IEnumerable<MappingEntry> Annotations(ManifestObject maker) => Places.SelectMany(place => Nodes.Entries(Nodes.At(maker.Node, place)));
}
