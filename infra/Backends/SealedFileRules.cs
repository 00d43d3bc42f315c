using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Yaml;

namespace McpInfra.Backends;

/// <summary>Whether one document of a SealedSecret file is what it says: encrypted, and for this namespace.</summary>
internal sealed class SealedFileRules(StackSettings settings, SealedDocument document, Problems problems)
{
    private const string Scope = "sealedsecrets.bitnami.com/";

    /// <summary>kubectl's copy of what it applied: of the plain Secret, where it was made with <c>kubectl apply</c>.</summary>
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private readonly Judge _judge = new(Caller.SealedFile, problems.Held);

    private static readonly string[] PlainFields = ["data", "stringData"];

    /// <param name="needed">The Kubernetes Secrets that the stack needs, by name.</param>
    public void Check(IReadOnlyDictionary<string, SecretObject> needed)
    {
        if (document.Root is not MappingNode root)
        {
            Report(document.Root, $"must be a SealedSecret, and is {document.Root.Kind}.");
            return;
        }

        if (Text(root, "kind") is not SealedBackend.Kind)
        {
            Report(root, Text(root, "kind") is "Secret"
                ? "is a plain Secret. Seal it with kubeseal, remove it, and replace its values, since the file's history keeps them."
                : "must be a SealedSecret: its kind is something else.");
            return;
        }

        if (Text(root, "apiVersion") is not SealedBackend.ApiVersion)
            Report(root.Find("apiVersion") ?? root, $"must have apiVersion {SealedBackend.ApiVersion}.");
        CheckKnown(root, "", "apiVersion", "kind", "metadata", "spec", "status");
        if (Map(root, "metadata") is { } metadata)
            CheckMetadata(metadata);
        if (Map(root, "spec") is { } spec)
            CheckSpec(spec, document.Name is { } name ? needed.GetValueOrDefault(name) : null);
    }

    private void CheckMetadata(MappingNode metadata)
    {
        if (document.Name is null)
            Report(metadata, "has no name in its metadata.");
        if (Text(metadata, "namespace") is not { } found || found != settings.Namespace)
            Report(metadata.Find("namespace") ?? metadata, $"must have namespace {settings.Namespace} in its metadata{ScopeOf(metadata)}.");
        CheckTexts(metadata, "labels");
        CheckTexts(metadata, "annotations");
    }

    /// <summary>What a wrong name or namespace means for the ciphertext.</summary>
    private static string ScopeOf(MappingNode metadata) =>
        HasScope(metadata, "cluster-wide") ? ""
        : HasScope(metadata, "namespace-wide") ? "; it is sealed for one namespace, and no other can unseal it"
        : "; it is sealed for one name in one namespace, and no other can unseal it";

    private void CheckSpec(MappingNode spec, SecretObject? secret)
    {
        CheckKnown(spec, "spec.", "encryptedData", "template");
        var encrypted = Map(spec, "encryptedData");
        foreach (var entry in encrypted?.Entries ?? [])
        {
            if (entry.Value is not ScalarNode { Value: string ciphertext } || !SealedCiphertext.Matches(ciphertext))
                Report(entry.Value, $"has something under spec.encryptedData.{Name(entry.Key)} that kubeseal did not write. If it is the value itself, replace that too, since the file's history keeps it.");
        }

        var template = spec.Find("template") is ScalarNode { Value: null } or null ? null : Map(spec, "template");
        var open = template is null ? null : OpenData(template, secret);
        if (template is not null)
            CheckTemplate(template);
        if (secret is null || encrypted is null)
            return;
        if (secret.FeedsGateway)
            CheckStray([.. encrypted.Entries, .. open?.Entries ?? []], secret);
        foreach (var fetched in secret.Fetched.Where(fetched => encrypted.Find(fetched.Key) is null && (!fetched.IsPlain || open?.Find(fetched.Key) is null)))
            Report(encrypted, $"lacks {fetched.Key} in spec.encryptedData{(fetched.IsPlain ? " or spec.template.data" : "")}; Secret {secret.Name} needs {string.Join(", ", secret.Keys)}.", ProblemKind.Unsealed);
    }

    /// <summary>The gateway takes every key of its Secrets as a variable, so that each must be one that the stack names.</summary>
    private void CheckStray(IEnumerable<MappingEntry> entries, SecretObject secret)
    {
        foreach (var entry in entries.Where(entry => !secret.Keys.Contains(entry.Key)))
            Report(entry.Value, $"brings {Name(entry.Key)}, which the gateway would take as a variable and the stack does not name. Name it under mcp-infra:secrets, or seal {secret.Name} without it.");
    }

    /// <summary>What stands in the template in plain text: settings such as a host may, a secret may not.</summary>
    private MappingNode? OpenData(MappingNode template, SecretObject? secret)
    {
        var open = template.Find("data") is null or ScalarNode { Value: null } ? null : Map(template, "data");
        foreach (var entry in open?.Entries ?? [])
        {
            var fetched = secret?.Fetched.FirstOrDefault(fetched => fetched.Key == entry.Key);
            var text = (entry.Value as ScalarNode)?.Text ?? "";
            if (fetched is { IsPlain: true } && _judge.Look(new Place("", ""), text) is null)
                continue;
            if (fetched is not null || _judge.Look(new Place(entry.Key, entry.Key), text) is not null)
                Report(entry.Value, $"has {Name(entry.Key)} in plain text under spec.template.data. Seal it with kubeseal, and replace the value, since the file's history keeps it.");
        }

        return open;
    }

    private void CheckTemplate(MappingNode template)
    {
        CheckKnown(template, "spec.template.", "data", "immutable", "metadata", "type");
        if (template.Find("metadata") is not MappingNode metadata)
            return;
        CheckKnown(metadata, "spec.template.metadata.", "annotations", "creationTimestamp", "finalizers", "labels", "name", "namespace");
        CheckTexts(metadata, "labels");
        CheckTexts(metadata, "annotations");
        if (Text(metadata, "name") is { } name && document.Name is { } own && name != own)
            Report(metadata.Find("name")!, "has another name in spec.template.metadata than in metadata, where the Secret's comes from. Seal it again.");
        if (Text(metadata, "namespace") is { } @namespace && @namespace != settings.Namespace)
            Report(metadata.Find("namespace")!, $"must have namespace {settings.Namespace} in spec.template.metadata. Seal it again.");
    }

    private void CheckKnown(MappingNode map, string above, params string[] known)
    {
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            Report(entry.Value, PlainFields.Contains(entry.Key)
                ? $"has values under {above}{entry.Key}, beside what is encrypted. Seal them with kubeseal, remove them, and replace the values, since the file's history keeps them."
                : $"has a field {above}{Name(entry.Key)}, which a SealedSecret does not have.");
        }
    }

    private void CheckTexts(MappingNode metadata, string field)
    {
        foreach (var entry in metadata.Find(field) is MappingNode map ? map.Entries : [])
        {
            if (entry.Key == LastApplied)
                Report(entry.Value, $"carries {LastApplied}, which is a copy of the plain Secret where that was applied with kubectl. Remove it, and replace the values.");
            else if (entry.Value is not ScalarNode { Value: string text })
                Report(entry.Value, $"must have text in quotes under {field}: {Name(entry.Key)} is {entry.Value.Kind}.");
            else if (_judge.Look(new Place(entry.Key.StartsWith(Scope, StringComparison.Ordinal) ? "" : entry.Key, entry.Key), text) is not null)
                Report(entry.Value, $"has what looks like a secret under {field}: {Name(entry.Key)}.");
        }
    }

    private MappingNode? Map(MappingNode parent, string key)
    {
        if (parent.Find(key) is MappingNode map)
            return map;
        Report(parent.Find(key) ?? parent, $"must have a map under {key}.");
        return null;
    }

    private void Report(YamlNode at, string message, ProblemKind kind = ProblemKind.Setting) => problems.AddFile(document.File, at.Line ?? document.Root.Line, message, kind: kind);

    private static bool HasScope(MappingNode metadata, string word) =>
        (metadata.Find("annotations") as MappingNode)?.Find(Scope + word) is ScalarNode { Text: "true" };

    private static string? Text(MappingNode map, string key) => map.Find(key) is ScalarNode { Value: string text } ? text : null;

    /// <summary>A key's name, unless it is itself a secret.</summary>
    private static string Name(string key) => PlacePath.IsWithheld(key) ? "(a name that looks like a secret)" : key;
}
