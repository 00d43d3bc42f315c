using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Audit.Files;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>What one document of a file makes and names: all that is kept of it.</summary>
internal sealed partial class SecretsOfDocument
{
    /// <summary>What Kubernetes takes for a name at most.</summary>
    private const int LongestName = 253;

    /// <summary>No name of an object has one of these, but for one that is yet to be filled in.</summary>
    private static readonly SearchValues<char> NoNames = SearchValues.Create(" \t\r\n/:");

    /// <summary>Those that the object makes.</summary>
    public required IReadOnlyList<MadeSecret> Made { get; init; }

    /// <summary>Those that kustomize makes of it.</summary>
    public required IReadOnlyList<MadeSecret> Generated { get; init; }

    public required IReadOnlyList<SecretReference> References { get; init; }

    /// <summary>Null where it is known what it makes.</summary>
    public PossibleMaker? Possible { get; init; }

    /// <summary>What it is where it makes a Secret, which it does not use by that; null for all others.</summary>
    public SecretMaker? Self { get; init; }

    /// <summary>Texts that may be the name of a Secret.</summary>
    public required IReadOnlyCollection<string> Names { get; init; }

    public static SecretsOfDocument Of(AuditedTree tree)
    {
        List<MadeSecret> made = tree.Object is { } maker ? [.. MadeBy(maker)] : [];
        return new SecretsOfDocument
        {
            Made = made,
            Generated = [.. GeneratedBy(tree)],
            References = tree.Object?.Kind is "CustomResourceDefinition" or "Secret"
                ? []
                : [.. ReferencesIn(tree.Leaves, tree.File, tree.Object?.TargetNamespace ?? "", stack: null), .. ValuesFrom(tree)],
            Possible = tree.Object is { } unknown && OtherMakers.MayMake(unknown) ? new PossibleMaker(unknown.Name, unknown.Namespace, unknown.Title, unknown.File) : null,
            Self = made.Select(secret => secret.By).FirstOrDefault(),
            Names = NamesIn(tree.Leaves, tree.Object),
        };
    }

    /// <param name="owner">The object that has the texts: another maker of the same name, as a SealedSecret beside its twin, is no user.</param>
    public static IReadOnlyCollection<string> NamesIn(IReadOnlyList<PlacedText> leaves, ManifestObject? owner)
    {
        var names = leaves.Where(leaf => !leaf.IsKey && MayBeName(leaf.Text)).Select(leaf => leaf.Text).ToHashSet(StringComparer.Ordinal);
        if (owner?.Kind is "Secret" or "SealedSecret" or "ExternalSecret")
            names.Remove(owner.Name);
        return names;
    }

    /// <summary>Any text that could be the name of an object, or become one.</summary>
    public static bool MayBeName(string text) => text.Length is > 0 and <= LongestName
        && (text.AsSpan().IndexOfAny(NoNames) < 0 || text.Contains("{{", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal));

    private static bool IsOfArgoCd(ManifestObject maker) =>
        Nodes.Entries(Nodes.At(maker.Node, "metadata.labels")).Any(label => label.Key == "argocd.argoproj.io/secret-type");

    public static IEnumerable<SecretReference> ReferencesIn(IReadOnlyList<PlacedText> leaves, string file, string @namespace, AuditedStack? stack)
    {
        // Most trees name no Secret, and most texts stand where none is named.
        Dictionary<string, string>? texts = null;
        foreach (var leaf in leaves.Where(leaf => leaf is { IsKey: false, Text.Length: > 0 } && MayName(leaf.Path)))
        {
            var match = ReferencePath().Match(leaf.Path);
            if (!match.Success || leaf.Text.Contains("{{", StringComparison.Ordinal))
                continue;
            var entry = match.Groups["entry"].Value;
            texts ??= TextsOf(leaves);
            yield return new SecretReference(file, leaf.Path, leaf.Line, @namespace, leaf.Text,
                entry.EndsWith("secretKeyRef", StringComparison.Ordinal) ? texts.GetValueOrDefault(entry + ".key") : null,
                entry.Length > 0 && texts.GetValueOrDefault(entry + ".optional") == "true", stack);
        }
    }

    /// <summary>How every path ends that <see cref="ReferencePath"/> matches.</summary>
    private static bool MayName(string path) =>
        path.EndsWith("ame", StringComparison.Ordinal) || path.EndsWith("existingSecret", StringComparison.Ordinal);

    private static Dictionary<string, string> TextsOf(IReadOnlyList<PlacedText> leaves)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var leaf in leaves.Where(leaf => !leaf.IsKey))
            texts.TryAdd(leaf.Path, leaf.Text);
        return texts;
    }

    /// <summary>What Flux reads values of a release from: it waits for one that is missing. They stand in the release's own namespace.</summary>
    private static IEnumerable<SecretReference> ValuesFrom(AuditedTree tree)
    {
        if (tree.Object is not { Kind: "HelmRelease", Group: "helm.toolkit.fluxcd.io" } release)
            yield break;
        foreach (var (index, source) in Nodes.Items(Nodes.At(release.Node, "spec.valuesFrom")).Index())
        {
            if (Nodes.Text(source, "kind") != "Secret" || Nodes.Text(source, "name") is not { Length: > 0 } name || name.Contains("${", StringComparison.Ordinal))
                continue;
            var path = string.Create(CultureInfo.InvariantCulture, $"spec.valuesFrom[{index}].name");
            var place = release.PlaceOf(path);
            yield return new SecretReference(place.File, place.Path, place.Line, release.Namespace, name, Nodes.Text(source, "valuesKey") ?? "values.yaml", Nodes.Text(source, "optional") == "true", Stack: null);
        }
    }

    private static IEnumerable<MadeSecret> MadeBy(ManifestObject maker)
    {
        var name = (maker.Kind, maker.Group) switch
        {
            ("Secret", "") => maker.Name,
            ("SealedSecret", _) => maker.TextAt("spec.template.metadata.name") ?? maker.Name,
            ("ExternalSecret", "external-secrets.io") when Makes(maker, "spec.target") => maker.TextAt("spec.target.name") ?? maker.Name,
            ("ClusterExternalSecret", _) when Makes(maker, "spec.externalSecretSpec.target") =>
                maker.TextAt("spec.externalSecretSpec.target.name") ?? maker.TextAt("spec.externalSecretName") ?? maker.Name,
            ("VaultStaticSecret" or "VaultDynamicSecret" or "VaultPKISecret", _) => maker.TextAt("spec.destination.name"),
            ("Certificate", "cert-manager.io") => maker.TextAt("spec.secretName"),
            _ => null,
        };
        return name is null
            ? OtherMakers.Of(maker)
            :
            [
                new MadeSecret(name, maker.Kind == "ClusterExternalSecret" ? "" : maker.Namespace, Keys(maker), new SecretMaker(maker.Kind, maker.PlaceOf("metadata.name"), IsOfArgoCd(maker)))
                {
                    IsAddition = maker.Group == "external-secrets.io" && (maker.TextAt("spec.target.creationPolicy") ?? maker.TextAt("spec.externalSecretSpec.target.creationPolicy")) == "Merge",
                },
            ];
    }

    /// <summary>Whether an ExternalSecret's target is a Secret that it writes.</summary>
    private static bool Makes(ManifestObject maker, string target) =>
        maker.TextAt(target + ".creationPolicy") != "None" && (maker.TextAt(target + ".manifest.kind") ?? "Secret") == "Secret";

    private static List<string>? Keys(ManifestObject maker)
    {
        // Kubernetes itself fills in a ServiceAccount's token.
        if (maker.Kind == "Secret")
            return maker.TextAt("type") == "kubernetes.io/service-account-token" ? null : [.. KeysOf(maker, "data"), .. KeysOf(maker, "stringData")];
        if (maker.Kind == "SealedSecret")
            return [.. KeysOf(maker, "spec.encryptedData"), .. KeysOf(maker, "spec.template.data")];

        // What a template of another object makes is written there.
        if (maker.Kind != "ExternalSecret" || Nodes.At(maker.Node, "spec.dataFrom") is not null || Nodes.At(maker.Node, "spec.target.template.templateFrom") is not null)
            return null;
        var template = KeysOf(maker, "spec.target.template.data").ToList();
        return template.Count > 0 && maker.TextAt("spec.target.template.mergePolicy") != "Merge"
            ? template
            : [.. Nodes.Items(Nodes.At(maker.Node, "spec.data")).Select(item => Nodes.Text(item, "secretKey")).OfType<string>(), .. template];
    }

    private static IEnumerable<string> KeysOf(ManifestObject maker, string path) => Nodes.Entries(Nodes.At(maker.Node, path)).Select(entry => entry.Key);

    /// <summary>Those of kustomize, whose names it makes longer itself wherever they are used.</summary>
    private static IEnumerable<MadeSecret> GeneratedBy(AuditedTree tree) => Nodes.Items(Nodes.At(tree.Root, "secretGenerator"))
        .Select(item => Nodes.Text(item, "name")).OfType<string>()
        .Select(name => new MadeSecret(name, Nodes.Text(tree.Root, "namespace") ?? "", Keys: null, By: null));

    [GeneratedRegex(@"^((?<entry>.*(envFrom|extraEnvFrom|extraEnvVarsSecret)\[[0-9]+\]\.secretRef)\.name|(?<entry>.*\.secretKeyRef)\.name|(?<entry>.*olumes\[[0-9]+\]\.secret)\.secretName|(?<entry>.*\.sources\[[0-9]+\]\.secret)\.name|.*[.:]existingSecret)\z")]
    private static partial Regex ReferencePath();
}
