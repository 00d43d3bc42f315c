using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Audit.Files;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>A Secret that something in the files makes.</summary>
/// <param name="Namespace">Empty where the file does not say it.</param>
/// <param name="Keys">Null where they are not known.</param>
/// <param name="By">The object that makes it; null for one of a stack.</param>
/// <param name="IsVersioned">Whether its name may have a version behind it.</param>
internal sealed record MadeSecret(string Name, string Namespace, IReadOnlyCollection<string>? Keys, ManifestObject? By, bool IsVersioned = false)
{
    /// <summary>Whether it only adds keys to a Secret that something else must make.</summary>
    public bool IsAddition { get; init; }
}

/// <summary>Secrets that are made, by what can name them: a look-up costs what is found, however many there are.</summary>
internal sealed class MadeSecrets
{
    private readonly ILookup<string, MadeSecret> _byName;
    private readonly ILookup<(string, string), MadeSecret> _byPlace;

    public MadeSecrets(IReadOnlyList<MadeSecret> made)
    {
        _byName = made.ToLookup(secret => secret.Name);
        _byPlace = made.ToLookup(secret => (secret.Name, secret.Namespace));
    }

    /// <param name="namespace">Empty where the file does not say it: all of the name may be meant.</param>
    public IEnumerable<MadeSecret> Find(string name, string @namespace)
    {
        var unversioned = SecretInventory.Unversioned(name);
        return unversioned is null ? Named(name, @namespace) : Named(name, @namespace).Concat(Named(unversioned, @namespace).Where(secret => secret.IsVersioned));
    }

    private IEnumerable<MadeSecret> Named(string name, string @namespace) =>
        @namespace.Length == 0 ? _byName[name] : _byPlace[(name, @namespace)].Concat(_byPlace[(name, "")]);
}

/// <summary>A place that names a Secret.</summary>
internal sealed record SecretReference(string File, PlacedText Place, string Namespace, string Name, string? Key, bool Optional, AuditedStack? Stack);

/// <summary>Which Secrets the stacks and files of an audit make, and which they name.</summary>
internal static partial class SecretInventory
{
    /// <summary>A name without the eight digits that follow the AWS version; null where it has none.</summary>
    public static string? Unversioned(string name) =>
        name.Length > 9 && name[^9] == '-' && name[^8..].All(char.IsAsciiHexDigit) ? name[..^9] : null;

    public static IReadOnlyList<MadeSecret> Made(AuditSubject subject) =>
    [
        .. subject.Objects.SelectMany(MadeBy),
        .. subject.Trees.SelectMany(Generated),
        .. subject.Stacks.Where(stack => stack.Settings is not null).SelectMany(stack => stack.Catalog!.Objects.Select(secret =>
            new MadeSecret(secret.Name.Base, stack.Settings!.Namespace, [.. secret.Keys], By: null, secret.Name.VersionedBy is not null))),
    ];

    public static IReadOnlyList<SecretReference> References(AuditSubject subject) =>
    [
        .. subject.Trees.Where(tree => tree.Object?.Kind is not ("CustomResourceDefinition" or "Secret"))
            .SelectMany(tree => In(tree.Leaves, tree.File, tree.Object?.TargetNamespace ?? "", stack: null).Concat(ValuesFrom(tree))),
        .. subject.Usable.SelectMany(stack => In(stack.Leaves, stack.File, stack.Settings!.Namespace, stack)),
    ];

    private static IEnumerable<SecretReference> In(IReadOnlyList<PlacedText> leaves, string file, string @namespace, AuditedStack? stack)
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
            yield return new SecretReference(file, leaf, @namespace, leaf.Text,
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
            var place = new PlacedText(new Place("name", $"{release.Title}:{path}"), name, Nodes.LineAt(release.Node, path));
            yield return new SecretReference(tree.File, place, release.Namespace, name, Nodes.Text(source, "valuesKey") ?? "values.yaml", Nodes.Text(source, "optional") == "true", Stack: null);
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
                new MadeSecret(name, maker.Kind == "ClusterExternalSecret" ? "" : maker.Namespace, Keys(maker), maker)
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
    private static IEnumerable<MadeSecret> Generated(AuditedTree tree) => Nodes.Items(Nodes.At(tree.Root, "secretGenerator"))
        .Select(item => Nodes.Text(item, "name")).OfType<string>()
        .Select(name => new MadeSecret(name, Nodes.Text(tree.Root, "namespace") ?? "", Keys: null, By: null));

    [GeneratedRegex(@"^((?<entry>.*(envFrom|extraEnvFrom|extraEnvVarsSecret)\[[0-9]+\]\.secretRef)\.name|(?<entry>.*\.secretKeyRef)\.name|(?<entry>.*olumes\[[0-9]+\]\.secret)\.secretName|(?<entry>.*\.sources\[[0-9]+\]\.secret)\.name|.*[.:]existingSecret)\z")]
    private static partial Regex ReferencePath();
}
