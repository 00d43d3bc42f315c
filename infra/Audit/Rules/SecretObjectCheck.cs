using System.Text.RegularExpressions;
using McpInfra.Audit.Files;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Rules;

/// <summary>A Secret with values in it, or a SealedSecret, with what is wrong with it alone.</summary>
internal sealed record PlainOrSealed(string Name, string Namespace, string Title, bool IsSealed, IReadOnlyList<AuditFinding> Findings)
{
    public string File { get; init; } = "";
}

/// <summary>Kubernetes Secrets whose values stand in a file, alone or beside a sealed one.</summary>
internal sealed partial class SecretObjectCheck : AuditCheck<PlainOrSealed>
{
    private const int MostNamed = 5;

    public static AuditRule Plain { get; } = new("MCP006", "plain-secret-object", AuditLevel.Error,
        "A Secret object carries its values in the file.",
        "Base64 is no encryption: whoever reads the file has the values.",
        "Let an ExternalSecret or a SealedSecret make it, and replace the values since the file's history keeps these.");

    public static AuditRule BesideSealed { get; } = new("MCP007", "plain-beside-sealed", AuditLevel.Error,
        "A SealedSecret has the same secret in plain text beside it.",
        "What is sealed is then no secret: the plain object or the template's literal can be read, and may overwrite the sealed one.",
        "Remove the plain one and seal a new value.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Plain, BesideSealed];

    protected override IEnumerable<PlainOrSealed> See(AuditedFile file, Judge judge)
    {
        foreach (var found in file.Objects)
        {
            if (found is { Kind: "Secret", ApiVersion: "v1" } && (OfPlain(found, judge) ?? OfPlaceholders(found, judge)) is { } plain)
                yield return new PlainOrSealed(found.Name, found.Namespace, Title: "", IsSealed: false, [plain]);
            else if (found.Kind == "SealedSecret")
                yield return new PlainOrSealed(found.Name, found.Namespace, found.Title, IsSealed: true, [.. BesideWhatIsSealed(found)]) { File = file.File };
        }
    }

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<PlainOrSealed> seen)
    {
        var sealedOnes = seen.Where(found => found.IsSealed).ToList();
        var sealedByName = sealedOnes.ToLookup(found => found.Name);
        var sealedByPlace = sealedOnes.ToLookup(found => (found.Name, found.Namespace));
        foreach (var secret in seen.Where(found => !found.IsSealed))
        {
            var plain = secret.Findings[0];
            yield return plain;
            if (plain.Rule != Plain)
                continue;
            foreach (var sealedOne in secret.Namespace.Length == 0 ? sealedByName[secret.Name] : sealedByPlace[(secret.Name, secret.Namespace)].Concat(sealedByPlace[(secret.Name, "")]))
                yield return new AuditFinding(BesideSealed, plain.File, plain.Line, plain.Path, $"is the plain twin of {sealedOne.Title} in {sealedOne.File}.");
        }

        foreach (var finding in sealedOnes.SelectMany(found => found.Findings))
            yield return finding;
    }

    /// <summary>Argo CD wants what it knows of a repository or cluster in a Secret, with or without a credential, as the chart does its settings.</summary>
    private static AuditFinding? OfPlain(ManifestObject secret, Judge judge)
    {
        var values = Values(secret.Node, judge).ToList();
        return values.Count == 0 || ((IsOfChart(secret) || SecretKind.IsOfArgoCd(secret)) && !values.Exists(value => value.IsSecret))
            ? null
            : secret.Finding(Plain, values[0].Path, $"holds {(values.Count == 1 ? Words.Own("a value") : Words.Of($"{values.Count} values"))} in plain text: {Listed(values)}.");
    }

    /// <summary>Applied as it is, a Secret of placeholders is one that everybody can guess.</summary>
    private static AuditFinding? OfPlaceholders(ManifestObject secret, Judge judge)
    {
        var found = (from entry in Entries(secret.Node)
                     where judge.Look(new Place(entry.Name, entry.Name), entry.Value) is { Kind: SignKind.Placeholder }
                     select entry).ToList();
        return found.Count == 0 ? null : secret.Finding(PlaintextCheck.Placeholder, found[0].Field, found.Count == 1
            ? $"holds a placeholder under the name of a secret: {found[0].Name}."
            : $"holds placeholders under the names of secrets: {Words.Join(", ", found.Take(MostNamed).Select(entry => entry.Name))}{(found.Count > MostNamed ? Words.Of($" and {found.Count - MostNamed} more") : Words.None)}.");
    }

    private static IEnumerable<AuditFinding> BesideWhatIsSealed(ManifestObject sealedSecret)
    {
        foreach (var place in (string[])["data", "stringData", "spec.data", "spec.template.data", "spec.template.stringData"])
        {
            var literals = Nodes.Entries(Nodes.At(sealedSecret.Node, place)).Where(entry => entry.Value is ScalarNode scalar && Literal(scalar.Text).Length > 0).ToList();
            if (literals.Count > 0)
                yield return sealedSecret.Finding(BesideSealed, place, $"has {Words.Plural(literals.Count, "literal value")} beside what is sealed.");
        }
    }

    private static Words Listed(List<SecretValue> values)
    {
        var named = Words.Join(", ", values.Take(MostNamed).Select(value => Words.Of($"{value.Name} ({value.Length} characters)")));
        return values.Count > MostNamed ? Words.Of($"{named} and {values.Count - MostNamed} more") : named;
    }

    /// <summary>
    /// Values that are neither empty nor encrypted, no template, reference, placeholder or switch, and what is a secret by its looks
    /// although its host is an example's.
    /// </summary>
    private static IEnumerable<SecretValue> Values(MappingNode secret, Judge judge) =>
        from entry in Entries(secret)
        let isSecret = judge.Look(new Place(entry.Name, entry.Name), entry.Value) is not (null or { Kind: SignKind.Placeholder })
        where isSecret || !Templates.Literals(entry.Value).All(literal => Harmless.IsReference(literal) || Harmless.IsPlaceholder(literal) || (!Names.MeanSecret(entry.Name) && Harmless.IsSwitch(literal, NameMeaning.Secret)))
        orderby isSecret descending
        select new SecretValue(entry.Field, entry.Name, entry.Length, isSecret);

    /// <summary>What it holds that is no reference and no ciphertext, decoded; the length is that of what is in the file.</summary>
    private static IEnumerable<(string Field, string Name, string Value, int Length)> Entries(MappingNode secret) =>
        from field in (string[])["data", "stringData"]
        from entry in Nodes.Entries(Nodes.At(secret, field))
        let text = entry.Value is ScalarNode { Value: not null } scalar ? scalar.Written : ""
        where Literal(text).Length > 0
        select (field, entry.Key, field == "data" ? Encodings.Decoded(text) ?? text : text, text.Length);

    /// <summary>The chart puts every setting of the gateway into a Secret; without a credential among them it holds none.</summary>
    private static bool IsOfChart(ManifestObject secret) =>
        Nodes.Entries(Nodes.At(secret.Node, "metadata.labels")).Any(label => label.Key == "helm.sh/chart");

    private static string Literal(string text) => NotLiteral().Replace(text, "").Trim();

    /// <param name="Path">The field that it is in.</param>
    /// <param name="IsSecret">Whether it is one by its name or by its looks.</param>
    private sealed record SecretValue(string Path, string Name, int Length, bool IsSecret);

    [GeneratedRegex(@"^ENC\[.*\]\z|\{\{[^{}]*\}\}|^\$\{[^}]*\}\z")]
    private static partial Regex NotLiteral();
}
