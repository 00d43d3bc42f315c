using System.Diagnostics;
using System.Globalization;
using McpInfra.Audit.Files;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>Whether Secrets that are named are made, and those that are made are named.</summary>
internal sealed class ReferenceCheck : AuditCheck<AuditFinding>
{
    public static AuditRule Missing { get; } = new("MCP201", "missing-secret", AuditLevel.Error,
        "A Secret, or a key of one, is named that nothing makes.",
        "A pod that names it does not start; where the reference is optional, it starts on the chart's defaults.",
        "Name a Secret that the stack or a manifest makes, give the audit the manifest that makes it, or allow it with the reason who does.");

    public static AuditRule Unused { get; } = new("MCP202", "unused-secret", AuditLevel.Warning,
        "A Secret is made and nothing names it.",
        "It is a copy of a credential that nobody needs, or the place that should name it has a wrong name.",
        "Remove it, or mend the name where it is meant to be used.");

    public static AuditRule Optional { get; } = new("MCP204", "optional-in-production", AuditLevel.Error,
        "A reference to a Secret is optional in production.",
        "A pod whose Secret is missing starts with the chart's defaults and looks healthy.",
        "Remove optional once the Secret is there; it is for moving to external secrets step by step.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Missing, Unused, Optional];

    protected override IEnumerable<AuditFinding> See(AuditedFile file, Judge judge) => file.Objects.SelectMany(ChartValuesFrom);

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<AuditFinding> seen)
    {
        var secrets = new MadeSecrets(subject.Secrets.Made);
        var unknown = subject.Secrets.PossibleMakers;
        var values = unknown.Where(found => found.Value is not null).ToLookup(found => found.Value);
        var (named, placed) = (unknown.ToLookup(found => found.Name), unknown.ToLookup(found => (found.Name, found.Namespace)));
        var references = subject.Secrets.References;
        return
        [
            .. references.SelectMany(reference => CheckMade(reference, secrets, Namesake(reference))),
            .. seen,
            .. references.Where(reference => reference.Optional && IsProduction(reference)).Select(OptionalFinding),
            .. subject.Usable.Where(stack => stack.Settings is { IsProduction: true, Migration.Optional: true })
                .Select(stack => stack.Finding(Optional, "mcp-infra:migration.optional", "lists the program's own Secrets as optional in production.")),
            .. references.Count > 0 ? CheckUsed(subject.Secrets) : [],
        ];

        PossibleMaker? Namesake(SecretReference reference) => values[reference.Path].FirstOrDefault(found => found.IsNamedBy(reference))
            ?? Called(reference.Name, reference.Namespace).FirstOrDefault()
            ?? Beginnings(reference.Name).SelectMany(name => Called(name, reference.Namespace)).FirstOrDefault(found => found.GivesItsName);

        IEnumerable<PossibleMaker> Called(string name, string @namespace) => @namespace.Length == 0 ? named[name] : placed[(name, @namespace)].Concat(placed[(name, "")]);
    }

    /// <summary>What stands before each hyphen of a name, the longest first.</summary>
    private static IEnumerable<string> Beginnings(string name)
    {
        for (var hyphen = name.LastIndexOf('-'); hyphen > 0; hyphen = name.LastIndexOf('-', hyphen - 1))
            yield return name[..hyphen];
    }

    /// <param name="namesake">An object that the Secret is called after, of which nobody knows whether it makes one.</param>
    private static IEnumerable<AuditFinding> CheckMade(SecretReference reference, MadeSecrets secrets, PossibleMaker? namesake)
    {
        var name = reference.Name;
        var made = secrets.Find(name, reference.Namespace);
        var isOptional = reference.Optional;
        Words? message = null;
        if (made.All(secret => secret.Adds is not null))
        {
            isOptional |= namesake is not null;
            message = namesake is not null
                ? $"names the Secret {name}, which nothing at hand is known to make; {(namesake.Title is { } title ? Words.Of($"{title} of {namesake.File}") : Words.Of($"the template {namesake.File}"))} may."
                : made.FirstOrDefault() is { By.Kind: var kind, Adds: { } adds }
                ? $"names the Secret {name}, which {kind} at hand only adds to ({OfAdding(adds)}) and nothing makes."
                : $"names the Secret {name}, which neither a stack nor a manifest at hand makes.";
        }
        else if (reference.Key is { } key && made.All(secret => secret.Keys is not null && !secret.Keys.Contains(key)))
        {
            message = $"names the key {key} of the Secret {name}, which has no such key.";
        }

        if (message is not null)
        {
            yield return Finding(Missing, reference, message) with
            {
                Level = isOptional ? AuditLevel.Warning : Missing.Level,
            };
        }
    }

    private static Words OfAdding(AddsBecause adds) => adds switch
    {
        AddsBecause.Merges => Words.Own("creationPolicy Merge"),
        AddsBecause.NotCreated => Words.Own("destination.create is not true"),
        _ => throw new UnreachableException(),
    };

    /// <summary>Flux puts a Secret's value into the chart's values, where the chart keeps it as if it had been written there.</summary>
    private static IEnumerable<AuditFinding> ChartValuesFrom(ManifestObject release)
    {
        if (release is not { Kind: "HelmRelease", Group: "helm.toolkit.fluxcd.io" })
            yield break;
        foreach (var (index, source) in Nodes.Items(Nodes.At(release.Node, "spec.valuesFrom")).Index())
        {
            if (Nodes.Text(source, "targetPath") is { } target && ChartCredentials.IsAt(target, withUsers: false))
                yield return release.Finding(PlaintextCheck.ChartPath, string.Create(CultureInfo.InvariantCulture, $"spec.valuesFrom[{index}].targetPath"), $"puts a credential into the chart's values, at {target}.");
        }
    }

    private static AuditFinding OptionalFinding(SecretReference reference) =>
        Finding(Optional, reference, $"names the Secret {reference.Name} as optional in production.");

    /// <summary>By the stack, or by a word of the namespace or of the file's path.</summary>
    private static bool IsProduction(SecretReference reference) => reference.Stack?.Settings is { } settings
        ? settings.IsProduction
        : ProductionNames.Matches(reference.Namespace)
            || reference.File.Split('/').Any(part => part.Split('.', '_').Any(ProductionNames.Matches));

    /// <summary>Any text elsewhere that is the name counts as use: an Ingress, a ServiceAccount, a store, a chart's values.</summary>
    private static IEnumerable<AuditFinding> CheckUsed(SecretInventory secrets) => secrets.Made
        .Where(secret => secret is { By: { IsOfArgoCd: false }, Adds: null, Name.Length: > 0 } && !secrets.IsNamed(secret.Name, secret.By))
        .Select(secret => secret.By!.Place.Finding(Unused, $"makes the Secret {secret.Name}, which nothing at hand names."));

    private static AuditFinding Finding(AuditRule rule, SecretReference reference, Words message) =>
        new(rule, reference.File, reference.Line, reference.Path, message);
}
