using System.Text.RegularExpressions;
using McpInfra.Audit.Input;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Audit.Rules;

/// <summary>Secrets in plain text: judged by the same patterns and names as the guard inside <c>pulumi up</c>, and by value and looks besides.</summary>
internal sealed partial class PlaintextCheck : IAuditCheck
{
    private const string Replace = "Remove it, replace the secret itself since the file's history keeps it, and name it under mcp-infra:secrets.";

    public static AuditRule Format { get; } = new("MCP001", "secret-by-format", AuditLevel.Error,
        "A text has the form of a credential: a token, a private key, a URL with a password.",
        "Whoever can read the repository, or its history, holds the credential. Base64 and URL escapes are looked behind.",
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
        "Leave it empty and name the secret under mcp-infra:secrets.");

    public static AuditRule Opaque { get; } = new("MCP005", "opaque-string", AuditLevel.Warning,
        "A long string is as random as a key.",
        "It may be a secret whose format nobody knows. Digests, certificates, ARNs and addresses are passed over.",
        "Where it is a secret, remove and replace it; where it is none, allow it with a reason.");

    public IReadOnlyList<AuditRule> Rules { get; } = [Format, ByName, ChartPath, Shipped, Opaque];

    public IEnumerable<AuditFinding> Check(AuditSubject subject) =>
    [
        .. subject.Trees.SelectMany(tree => tree.Leaves.Where(leaf => !IsDocumentation(tree, leaf)).SelectMany(leaf => Judge(leaf, tree.IsValues).Select(found => tree.Finding(found.Rule, leaf, found.Message)))),
        .. subject.Asked.SelectMany(CheckStack),
        .. subject.Comments.SelectMany(file => file.Comments.SelectMany(comment => CommentJudge.Judge(comment.Text)
            .Select(found => new AuditFinding(found.Rule, file.File, comment.Line, comment.Path, found.Message)))),
    ];

    /// <summary>Whether a value is a secret by its field's name or by its looks.</summary>
    public static bool IsSecret(string name, string text) => SecretFields.HoldsSecret(name, text)
        || ShippedCredentials.Are(text)
        || EncodedText.Layers(text).Any(layer => SecretPatterns.Describe(layer) is not null)
        || Randomness.Find(Place.Nowhere, text) is not null;

    /// <summary>Fields of a CRD are described with examples.</summary>
    private static bool IsDocumentation(AuditedTree tree, TreeLeaf leaf) => tree.Object is { Kind: "CustomResourceDefinition" } && leaf.Name == "description";

    /// <summary>What the stack's own reader tells already is not told twice; it knows the command that mends it.</summary>
    private static IEnumerable<AuditFinding> CheckStack(AuditedStack stack)
    {
        var told = stack.Problems.Where(problem => problem.Kind == ProblemKind.Plaintext).Select(problem => problem.Path).ToHashSet();
        return stack.Leaves.Where(leaf => !told.Contains(leaf.Path))
            .SelectMany(leaf => Judge(leaf, isValues: false)
                .Where(found => found.Rule != ByName && found.Rule != ChartPath)
                .Select(found => new AuditFinding(found.Rule, stack.File, leaf.Line, leaf.Path, found.Message)));
    }

    /// <summary>At most one finding: the one that says most.</summary>
    private static IEnumerable<(AuditRule Rule, string Message)> Judge(TreeLeaf leaf, bool isValues)
    {
        var text = Template().Replace(leaf.Text, "").Trim();
        if (text.Length == 0 || Encrypted().IsMatch(text))
            yield break;
        var size = leaf.IsKey ? "as the name of a field" : $"({text.Length} characters)";
        if (!leaf.IsKey && (ShippedCredentials.Are(text) || ShippedCredentials.Are(Assignment(text).Value)))
        {
            yield return (Shipped, $"holds a credential that the chart or the gateway ships {size}.");
            yield break;
        }

        if (EncodedText.Layers(text).Select(SecretPatterns.Describe).FirstOrDefault(found => found is not null) is { } looksLike)
        {
            yield return (Format, $"holds what looks like {looksLike} {size}.");
            yield break;
        }

        // Every value of a Secret is told with it, and so are the lines of a file that is one.
        if (leaf.Context == LeafContext.SecretData)
            yield break;
        if (leaf.Context == LeafContext.InnerSecret)
        {
            if (!Reference().IsMatch(text))
                yield return (SecretObjectCheck.Plain, $"holds a value of a Secret in plain text {size}.");
            yield break;
        }

        var (name, value) = leaf.IsKey ? ("", "") : Named(leaf, text);
        if (IsChartPath(leaf, isValues) && !Reference().IsMatch(text))
            yield return (ChartPath, $"sets a credential of the chart {size}.");
        else if (SecretFields.HoldsSecret(name, value) && !Reference().IsMatch(value) && !IsRemoteKey(leaf))
            yield return (ByName, $"holds a literal value under the name of a secret ({value.Length} characters).");
        else if (!Public().IsMatch(leaf.IsKey ? "" : leaf.Name) && !(Identifier().IsMatch(leaf.Name) && Uuid().IsMatch(text)) && Randomness.Find(Place.Nowhere, text) is var (_, length))
            yield return (Opaque, leaf.IsKey ? "is named by a string as random as a key." : $"holds a string as random as a key ({length} characters).");
    }

    /// <summary>What a text stands for: the field's own name, or <c>NAME=value</c> in a list of arguments or literals.</summary>
    private static (string Name, string Value) Named(TreeLeaf leaf, string text) => Assignment(text) is { Name.Length: > 0 } assigned
        ? assigned
        : (leaf.Name[(leaf.Name.LastIndexOf('.') + 1)..], text);

    private static (string Name, string Value) Assignment(string text) =>
        AssignmentText().Match(text) is { Success: true } match ? (match.Groups["name"].Value, match.Groups["value"].Value) : ("", "");

    /// <summary>A path of the chart's values, in a values file or wherever a GitOps tool takes values; a user's name is no secret.</summary>
    private static bool IsChartPath(TreeLeaf leaf, bool isValues)
    {
        if (leaf.IsKey)
            return false;
        var path = leaf.Name.Contains('.', StringComparison.Ordinal) ? leaf.Name : leaf.Path;
        return ChartCredentials.SecretPaths.Any(chart =>
            path.EndsWith(chart, StringComparison.Ordinal)
            && (path.Length == chart.Length ? isValues || path == leaf.Name : path[^(chart.Length + 1)] is '.' or ':'));
    }

    /// <summary>What External Secrets Operator calls the key that it writes.</summary>
    private static bool IsRemoteKey(TreeLeaf leaf) => leaf is { Context: LeafContext.ExternalSecrets, Name: "secretKey" };

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex Template();

    // What SOPS and Pulumi encrypted.
    [GeneratedRegex(@"^(ENC\[[A-Z0-9_]+,.*\]|v[0-9]+:[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]{16,}={0,2})\z")]
    private static partial Regex Encrypted();

    // A variable, a placeholder, or the address of a secret in a store.
    [GeneratedRegex(@"^(\$\(\w+\)|\$\{[^}]*\}|<[^>]*>|arn:aws|ref\+|vault:|op://|/)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(--?)?(?<name>[A-Za-z][A-Za-z0-9_.-]*)=(?<value>\S+)\z")]
    private static partial Regex AssignmentText();

    [GeneratedRegex("(ca-?bundle|digest|checksum|hash|sha(1|256)?|revision|commit|cert(ificate)?s?|\\.crt|public-?key|fingerprint|encryptedkey|etag|uid|resourceversion|version-?id)\\z", RegexOptions.IgnoreCase)]
    private static partial Regex Public();

    [GeneratedRegex("(^id|[a-z]Id|[_.-]id|_ID)\\z")]
    private static partial Regex Identifier();

    // A UUID without its dashes.
    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex Uuid();
}
