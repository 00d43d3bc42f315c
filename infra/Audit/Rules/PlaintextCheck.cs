using McpInfra.Audit.Files;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>Secrets in plain text: judged as the guard inside <c>pulumi up</c> judges, and by looks besides.</summary>
internal sealed class PlaintextCheck : AuditCheck<AuditFinding>
{
    private const string Replace = "Remove it, replace the secret itself since the file's history keeps it, and have what reads it take it from a Secret.";

    public static AuditRule Format { get; } = new("MCP001", "secret-by-format", AuditLevel.Error,
        "A text has the form of a credential: a token, a private key, a URL with a password.",
        "Whoever can read the repository, or its history, holds the credential. Base64, hex, escapes and compression are looked behind.",
        Replace);

    public static AuditRule ByName { get; } = new("MCP002", "secret-by-name", AuditLevel.Error,
        "A field that is named like a secret has a literal value.",
        "A value under password, token, secret or the like is taken for one, unless it is a reference, a placeholder or a switch.",
        Replace + " Where it is none, allow it with a reason.");

    public static AuditRule ChartPath { get; } = new("MCP003", "chart-credential", AuditLevel.Error,
        "A credential is set in the chart's values.",
        "The chart writes what stands there into a Secret of its own or into plain text, and Helm keeps it in every stored revision.",
        "Leave it empty and have the chart read a Secret: extraEnvVarsSecret, or the existingSecret beside it.");

    public static AuditRule Shipped { get; } = new("MCP004", "default-credential", AuditLevel.Error,
        "A credential that the chart or the gateway ships is left in place.",
        "Everybody can read it in the chart; the gateway refuses some of them and takes the others.",
        "Leave it empty, and have it come from a Secret with a value of your own.");

    public static AuditRule Opaque { get; } = new("MCP005", "opaque-string", AuditLevel.Warning,
        "A long string is as random as a key.",
        "It may be a secret whose format nobody knows. Digests, certificates, ARNs and addresses are passed over.",
        "Where it is a secret, remove and replace it; where it is none, allow it with a reason.");

    public static AuditRule Placeholder { get; } = new("MCP008", "placeholder", AuditLevel.Warning,
        "A field that is named like a secret has a placeholder for a value.",
        "Deployed as it is, the placeholder is the secret, and everybody can guess it.",
        "Have the value come from a Secret. Where the file is an example, allow it with a reason.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Format, ByName, ChartPath, Shipped, Opaque, Placeholder];

    protected override IEnumerable<AuditFinding> See(AuditedFile file, Judge judge) =>
    [
        .. OfDefaults(file.Defaults, [.. file.Trees.SelectMany(tree => Findings(judge, tree.Leaves).Select(found => tree.Finding(found.Rule, found.Text, found.Line, found.Message)))]),
        .. CheckRest(judge, file.File, file.Rest),
    ];

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<AuditFinding> seen)
    {
        var ofStacks = subject.Asked.SelectMany(stack => CheckStack(subject.Judge, stack)).ToList();
        var told = ofStacks.Select(found => (found.Rule, found.File, found.Line))
            .Concat(subject.Asked.SelectMany(stack => stack.Problems.Where(problem => problem.Kind == ProblemKind.Plaintext).Select(stack.PlaceOf)).SelectMany(found =>
                ((AuditRule[])[Format, ByName, ChartPath]).Select(rule => (rule, found.File, found.Line)))).ToHashSet();

        // A stack's file may lie among the manifests, and so be read twice; the stack's own reader knows the command that mends it.
        return
        [
            .. seen.Where(found => !told.Contains((found.Rule, found.File, found.Line))), .. ofStacks,
            .. subject.Comments.SelectMany(file => CheckRest(subject.Judge, file.File, file.Comments)),
        ];
    }

    /// <summary>
    /// What a chart ships is in force for nobody who reads it here: all of it is one warning, but for what has the form of a
    /// credential. In a chart's tests that goes for what is a secret by its name alone too.
    /// </summary>
    private static IEnumerable<AuditFinding> OfDefaults(ChartDefaults? defaults, IReadOnlyList<AuditFinding> findings)
    {
        if (defaults is null)
            return findings;
        var shipped = findings.Where(finding => defaults.IsOwn(finding.Path)
            && (finding.Rule == Placeholder || finding.Rule == Shipped || (defaults.IsTest && (finding.Rule == ByName || finding.Rule == SecretObjectCheck.Plain)))).ToList();
        return shipped.Count == 0 ? findings :
        [
            .. findings.Except(shipped),
            shipped[0] with
            {
                Rule = Placeholder,
                Level = Placeholder.Level,
                Fix = Placeholder.Fix,
                Message = shipped.Count == 1
                    ? "holds a placeholder or default under the name of a secret, as the chart ships it."
                    : $"holds a placeholder or default under the name of a secret, as the chart ships it; so do {shipped.Count - 1} more of the file.",
            },
        ];
    }

    private static IEnumerable<AuditFinding> CheckRest(Judge judge, string file, IReadOnlyList<PlacedText> rest) =>
        Findings(judge, rest).Select(found => new AuditFinding(found.Rule, file, found.Line, found.Text.Path, found.Message));

    /// <summary>What the stack's own reader reports is not reported again; it knows the command that mends it.</summary>
    private static IEnumerable<AuditFinding> CheckStack(Judge judge, AuditedStack stack)
    {
        var plain = stack.Problems.Where(problem => problem.Kind == ProblemKind.Plaintext).ToList();
        var reported = plain.Select(problem => problem.Path).ToHashSet();
        var places = plain.Select(problem => (problem.Path, problem.Line)).ToHashSet();
        return Findings(judge, stack.Leaves.Where(leaf => !reported.Contains(leaf.Holder)))
            .Where(found => found.Rule != ByName && found.Rule != ChartPath)
            .Select(found => (Found: found, Place: stack.PlaceOf(found.Text, found.Line)))
            .Where(found => !places.Contains(found.Place))
            .Select(found => new AuditFinding(found.Found.Rule, found.Place.File, found.Place.Line, found.Found.Text.Path, found.Found.Message));
    }

    /// <summary>For each text at most one: the one that says most. What aliases repeat is reported once.</summary>
    private static IEnumerable<(AuditRule Rule, PlacedText Text, int? Line, Words Message)> Findings(Judge judge, IEnumerable<PlacedText> texts) => texts
        .Select(text => (Text: text, Found: Look(judge, text)))
        .Where(look => look.Found is not null)
        .Select(look => (look.Found!.Value.Rule, look.Text, look.Text.LineAt(look.Found.Value.At), look.Found.Value.Message))
        .DistinctBy(found => (found.Rule, (object?)found.Text.Node ?? found.Text));

    private static (AuditRule Rule, int? At, Words Message)? Look(Judge judge, PlacedText text) =>
        judge.Look(text.Place, text.Text) is { } sign && Told(sign, text) is var (rule, message) ? (rule, sign.At, message) : null;

    private static (AuditRule Rule, Words Message)? Told(Sign found, PlacedText text)
    {
        var size = text.IsKey ? Words.Own("as the name of a field") : Words.Of($"({text.Text.Trim().Length} characters)");
        switch (found)
        {
            case { Kind: SignKind.Shipped }:
                return (Shipped, $"holds a credential that the chart or the gateway ships {size}.");
            case { Kind: SignKind.Format or SignKind.Credential or SignKind.Held } sign:
                return (Format, $"holds what looks like {Words.OfSign(sign)} {size}.");
            case { Kind: SignKind.ChartPlace }:
                return (ChartPath, $"sets a credential of the chart {size}.");
            // The values of a Secret are reported with the object; those of one inside of something else by themselves.
            case { Kind: SignKind.Name } when text.Place.Kind == PlaceKind.InnerSecret:
                return (SecretObjectCheck.Plain, $"holds a value of a Secret in plain text {size}.");
            case { Kind: SignKind.Name } sign:
                return (ByName, $"holds a literal value under the name of a secret ({sign.Length} characters).");
            case { Kind: SignKind.Placeholder } sign:
                return (Placeholder, $"holds a placeholder under the name of a secret ({sign.Length} characters).");
            case { Kind: SignKind.Opaque } sign:
                return (Opaque, text.IsKey ? Words.Own("is named by a string as random as a key.") : Words.Of($"holds a string as random as a key ({sign.Length} characters)."));

            default:
                return null;
        }
    }
}
