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
    private const string ReleaseName = "{{ .Release.Name }}";

    /// <summary>What Kubernetes takes for a name at most.</summary>
    private const int LongestName = 253;

    /// <summary>No name of an object has one of these, but for one that is yet to be filled in.</summary>
    private static readonly SearchValues<char> NoNames = SearchValues.Create(" \t\r\n/:");

    /// <summary>Those that the object makes.</summary>
    public required IReadOnlyList<MadeSecret> Made { get; init; }

    /// <summary>Those that kustomize makes of it.</summary>
    public required IReadOnlyList<MadeSecret> Generated { get; init; }

    public required IReadOnlyList<SecretReference> References { get; init; }

    /// <summary>What of it may make one; none where it is known what it makes.</summary>
    public required IReadOnlyList<PossibleMaker> Possible { get; init; }

    /// <summary>What it is where it makes a Secret, which it does not use by that; null for all others.</summary>
    public SecretMaker? Self { get; init; }

    /// <summary>Texts that may be the name of a Secret.</summary>
    public required IReadOnlyCollection<string> Names { get; init; }

    public static SecretsOfDocument Of(AuditedTree tree)
    {
        List<MadeSecret> made = tree.Object is { } maker ? [.. SecretKinds.MadeBy(maker)] : [];
        return new SecretsOfDocument
        {
            Made = made,
            Generated = [.. GeneratedBy(tree)],
            References = tree.Object?.Kind is "CustomResourceDefinition" or "Secret"
                ? []
                : [.. ReferencesIn(tree.Leaves, tree.File, tree.Object?.TargetNamespace ?? "", stack: null).Where(reference => tree.Object?.Kind != "Pod" || !AccountToken().IsMatch(reference.Name)), .. ValuesFrom(tree), .. Pushed(tree)],
            Possible =
            [
                .. tree.Object is { } unknown && SecretKinds.MayMake(unknown) ? (PossibleMaker[])[new PossibleMaker(unknown.Name, unknown.Namespace, unknown.Title, unknown.File) { GivesItsName = true }] : [],
                .. tree.Leaves.Where(leaf => !leaf.IsKey).SelectMany(leaf => TerraformSecrets.In(leaf.Text)).Select(name => new PossibleMaker(name, "", tree.Object?.Title ?? TerraformSecrets.Title, tree.File)),
            ],
            Self = made.Select(secret => secret.By).FirstOrDefault(),
            Names = NamesIn(tree.Leaves, tree.Object),
        };
    }

    /// <summary>
    /// What the text of a template names: nobody knows what becomes of it, so that it may use any of the names, and make any
    /// where it has an object that makes Secrets.
    /// </summary>
    public static SecretsOfDocument OfTemplate(AuditedFile template)
    {
        var names = template.Rest.Select(line => TemplateName().Match(line.Text)).Where(match => match.Success).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var values = template.Rest.Select(line => TemplateValue().Match(line.Text)).Where(match => match.Success).Select(match => match.Groups["path"].Value).Distinct();
        return new SecretsOfDocument
        {
            Made = [],
            Generated = [],
            References = [],
            Possible =
            [
                .. template.Rest.Any(line => TemplateKind().IsMatch(line.Text))
                    ? (PossibleMaker[])[.. names.Select(name => new PossibleMaker(name, "", Title: null, template.File)), .. values.Select(value => new PossibleMaker("", "", Title: null, template.File, value))]
                    : [],
                .. TerraformSecrets.In(template.Rest.Select(line => line.Text)).Select(name => new PossibleMaker(name, "", TerraformSecrets.Title, template.File)),
            ],
            Names = names,
        };
    }

    /// <param name="owner">The object that has the texts: another maker of the same name, as a SealedSecret beside its twin, is no user.</param>
    public static IReadOnlyCollection<string> NamesIn(IReadOnlyList<PlacedText> leaves, ManifestObject? owner)
    {
        var names = leaves.Where(leaf => !leaf.IsKey && MayBeName(leaf.Text)).Select(leaf => leaf.Text).ToHashSet(StringComparer.Ordinal);

        // Helm knows what a release is called, and so does its HelmRelease.
        if (owner is { Kind: "HelmRelease" })
            names.UnionWith([.. names.Where(name => name.Contains(ReleaseName, StringComparison.Ordinal)).Select(name => name.Replace(ReleaseName, owner.TextAt("spec.releaseName") ?? owner.Name, StringComparison.Ordinal))]);
        if (owner?.Kind is "Secret" or "SealedSecret" or "ExternalSecret")
            names.Remove(owner.Name);
        return names;
    }

    /// <summary>Any text that could be the name of an object, or become one.</summary>
    public static bool MayBeName(string text) => text.Length is > 0 and <= LongestName
        && (text.AsSpan().IndexOfAny(NoNames) < 0 || text.Contains("{{", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal));

    public static IEnumerable<SecretReference> ReferencesIn(IReadOnlyList<PlacedText> leaves, string file, string @namespace, AuditedStack? stack)
    {
        // Most trees name no Secret, and most texts stand where none is named.
        Dictionary<string, string>? texts = null;
        foreach (var leaf in leaves.Where(leaf => leaf is { IsKey: false, Text.Length: > 0 } && MayName(leaf.Path)))
        {
            var match = ReferencePath().Match(leaf.Path);
            if (!match.Success || leaf.Text.Contains("{{", StringComparison.Ordinal) || IsNoName(leaf.Text))
                continue;
            var entry = match.Groups["entry"].Value;
            texts ??= TextsOf(leaves);
            yield return new SecretReference(file, leaf.Path, leaf.Line, @namespace, leaf.Text,
                entry.EndsWith("secretKeyRef", StringComparison.Ordinal) ? texts.GetValueOrDefault(entry + ".key") : null,
                entry.Length > 0 && texts.GetValueOrDefault(entry + ".optional") == "true", stack);
        }
    }

    /// <summary>What stands for a name, or for none: a variable's name, which no object can have, and a switch.</summary>
    private static bool IsNoName(string text) => Harmless.IsFilledIn(text) || Harmless.IsTruth(text) || Variable().IsMatch(text);

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

    /// <summary>What a PushSecret writes into a store, which must be in its own namespace.</summary>
    private static IEnumerable<SecretReference> Pushed(AuditedTree tree)
    {
        const string source = "spec.selector.secret.name";
        if (tree.Object is { Kind: "PushSecret", Group: "external-secrets.io" } push && push.TextAt(source) is { Length: > 0 } name && name.IndexOfAny(['{', '$']) < 0)
        {
            var place = push.PlaceOf(source);
            yield return new SecretReference(place.File, place.Path, place.Line, push.Namespace, name, Key: null, Optional: false, Stack: null);
        }
    }

    /// <summary>Those of kustomize, whose names it makes longer itself wherever they are used.</summary>
    private static IEnumerable<MadeSecret> GeneratedBy(AuditedTree tree) => Nodes.Items(Nodes.At(tree.Root, "secretGenerator"))
        .SelectMany(item => Nodes.Text(item, "name") is { } name
            ? SecretKind.Beside(name, Nodes.Text(tree.Root, "namespace") ?? "", SecretKeys.OfGenerator(item))
            : []);

    [GeneratedRegex(@"^((?<entry>.*(envFrom|extraEnvFrom|extraEnvVarsSecret)\[[0-9]+\]\.secretRef)\.name|(?<entry>.*\.secretKeyRef)\.name|(?<entry>.*olumes\[[0-9]+\]\.secret)\.secretName|(?<entry>.*\.sources\[[0-9]+\]\.secret)\.name|.*[.:]existingSecret)\z")]
    private static partial Regex ReferencePath();

    [GeneratedRegex(@"^\s*(- +)?(name|secretName)(:| *=) *[""']?(?<name>[a-z0-9][a-z0-9.-]{0,252})[""']?\s*\z")]
    private static partial Regex TemplateName();

    [GeneratedRegex(@"^\s*(- +)?(name|secretName): *[""']?\{\{-? *\.Values\.(?<path>[A-Za-z0-9_.-]{1,253}) *-?\}\}[""']?\s*\z")]
    private static partial Regex TemplateValue();

    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\z")]
    private static partial Regex Variable();

    /// <summary>What Kubernetes made for a ServiceAccount before 1.24, as a pod that was written down as it ran names it.</summary>
    [GeneratedRegex(@"-token-[bcdfghjklmnpqrstvwxz2456789]{5}\z")]
    private static partial Regex AccountToken();

    /// <summary>Objects that make Secrets, in a text: a template has one or more of them.</summary>
    [GeneratedRegex(@"^kind: *[""']?\w*(Secret|Certificate)\w*[""']?\s*\z")]
    private static partial Regex TemplateKind();
}
