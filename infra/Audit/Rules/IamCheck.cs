using McpInfra.Audit.Files;
using McpInfra.Backends;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Audit.Rules;

/// <summary>What is wrong with a policy, or who has a role.</summary>
internal sealed record IamSeen(AuditFinding? Finding = null, RoleAccount? Account = null);

/// <summary>A ServiceAccount with a role of AWS.</summary>
internal sealed record RoleAccount(AuditPlace Place, string Namespace, string Role);

/// <summary>
/// IAM wider than reading exact secrets needs, in policies of files and manifests. The program's own name exact ARNs and
/// one subject; what is judged here is what people write beside it.
/// </summary>
internal sealed class IamCheck : AuditCheck<IamSeen>
{
    private static readonly string[] Services = ["secretsmanager", "kms", "ssm", "sts", "iam"];

    public static AuditRule Wide { get; } = new("MCP401", "wide-policy", AuditLevel.Error,
        "An IAM policy allows more than reading named secrets with named keys.",
        "A wildcard reaches the secrets of other environments, those made next year included.",
        "Name the actions (GetSecretValue, DescribeSecret, Decrypt) and the full ARNs; a secret's six-character suffix may be '-??????'.");

    public static AuditRule Trust { get; } = new("MCP402", "wide-trust", AuditLevel.Error,
        "A role trusts more than one exact identity.",
        "Whatever else matches may take the role: any ServiceAccount of the cluster, any principal of the account.",
        "Name one role, or one OIDC provider with StringEquals on both ':sub' (system:serviceaccount:NAMESPACE:NAME) and ':aud'.");

    public static AuditRule SharedRole { get; } = new("MCP403", "role-of-several", AuditLevel.Error,
        "ServiceAccounts of several namespaces carry one role.",
        "The namespaces then read the same secrets, so that they are no separate environments.",
        "Give each namespace's ServiceAccount a role of its own.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Wide, Trust, SharedRole];

    protected override IEnumerable<IamSeen> See(AuditedFile file, Judge judge) =>
    [
        .. file.Trees.SelectMany(tree => PolicyStatement.In(tree.Root).Where(statement => statement.Allows)
            .SelectMany(statement => Of(statement).Select(found => new IamSeen(Finding: tree.Finding(found.Rule, statement.Path, found.Message))))),
        .. file.Objects.Where(found => found.Kind == "ServiceAccount").Select(found => (Account: found, Role: RoleOf(found)))
            .Where(found => !string.IsNullOrEmpty(found.Role))
            .Select(found => new IamSeen(Account: new RoleAccount(found.Account.PlaceOf("metadata.annotations"), found.Account.Namespace, found.Role!))),
    ];

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<IamSeen> seen) =>
        [.. seen.Select(found => found.Finding).OfType<AuditFinding>(), .. CheckRoles(subject, [.. seen.Select(found => found.Account).OfType<RoleAccount>()])];

    private static IEnumerable<(AuditRule Rule, Words Message)> Of(PolicyStatement statement)
    {
        if (statement.Actions.Any(action => action.StartsWith("sts:assumerole", StringComparison.Ordinal) || action == "sts:*") && statement.Principals.Count > 0)
            return JudgeTrust(statement).Select(message => (Trust, message));
        return IsKeyPolicyOfAccount(statement) ? [] : JudgeAccess(statement).Select(message => (Wide, message));
    }

    private static IEnumerable<Words> JudgeAccess(PolicyStatement statement)
    {
        var ours = statement.Actions.Where(action => action.Contains('*', StringComparison.Ordinal) && action.IndexOf(':', StringComparison.Ordinal) < 0
            || Services.Contains(action[..Math.Max(0, action.IndexOf(':', StringComparison.Ordinal))])).ToList();
        if (ours.Count == 0 && !statement.HasNot)
            yield break;
        if (statement.HasNot)
            yield return "allows by exception (NotAction, NotResource or NotPrincipal): everything that is not named.";
        foreach (var action in ours.Where(action => action.Contains('*', StringComparison.Ordinal)))
            yield return $"allows {action}.";
        foreach (var resource in statement.Resources.Where(resource => resource.Replace("-??????", "", StringComparison.Ordinal).IndexOfAny(['*', '?']) >= 0))
            yield return $"allows {ours.FirstOrDefault() ?? "actions"} on {resource}.";
        foreach (var _ in statement.Principals.Where(principal => principal.Value == "*").Take(1))
            yield return "allows any principal.";
    }

    /// <summary>The statement that KMS wants in a key's policy; its <c>*</c> means this key (AWS KMS Developer Guide, "Default key policy").</summary>
    private static bool IsKeyPolicyOfAccount(PolicyStatement statement) =>
        statement is { HasNot: false, Actions: ["kms:*"], Principals: [("AWS", var principal)] } && principal.EndsWith(":root", StringComparison.Ordinal);

    private static IEnumerable<Words> JudgeTrust(PolicyStatement statement)
    {
        foreach (var (kind, value) in statement.Principals)
        {
            if (value.Contains('*', StringComparison.Ordinal))
                yield return "trusts any principal.";
            else if (kind == "AWS" && value.EndsWith(":root", StringComparison.Ordinal) && statement.Conditions.Count == 0)
                yield return $"trusts all of the account {value}.";
            else if (kind == "Federated")
            {
                foreach (var key in (string[])[":sub", ":aud"])
                {
                    var tests = statement.Conditions.Where(test => test.Key.EndsWith(key, StringComparison.Ordinal)).ToList();
                    if (tests.Count == 0)
                        yield return $"trusts every token of the OIDC provider: no condition on '{key}'.";
                    else if (tests.Exists(test => test.Operator != "StringEquals" || test.Value.Contains('*', StringComparison.Ordinal)))
                        yield return $"trusts more than one '{key}': it must be StringEquals and without wildcards.";
                }
            }
        }
    }

    private static IEnumerable<AuditFinding> CheckRoles(AuditSubject subject, IReadOnlyList<RoleAccount> accounts)
    {
        foreach (var finding in accounts.SelectMany(account => CheckForeign(account, subject)))
            yield return finding;
        foreach (var sharers in accounts.GroupBy(account => account.Role).Where(group => group.Select(account => account.Namespace).Distinct().Count() > 1))
        {
            var spaces = sharers.Select(account => account.Namespace).Distinct().Order(StringComparer.Ordinal).ToList();
            foreach (var account in sharers)
                yield return account.Place.Finding(SharedRole, $"carries {sharers.Key}, as ServiceAccounts of these namespaces do: {Words.Join(", ", spaces)}.");
        }
    }

    /// <summary>The role of a stack belongs to the ServiceAccount that the stack makes.</summary>
    private static IEnumerable<AuditFinding> CheckForeign(RoleAccount account, AuditSubject subject) =>
        from stack in subject.Stacks
        where stack.Settings is { } settings && account.Namespace.Length > 0 && account.Namespace != settings.Namespace
            && stack.Backend!.MadeInAws is { } aws && account.Role == ReaderPolicies.OwnRoleArn(aws, settings.Environment)
        select account.Place.Finding(SharedRole, $"carries the role of the stack {stack.Name}, whose namespace is {stack.Settings!.Namespace}.");

    private static string? RoleOf(ManifestObject account) => Nodes.Entries(Nodes.At(account.Node, "metadata.annotations"))
        .Where(entry => entry.Key == "eks.amazonaws.com/role-arn")
        .Select(entry => (entry.Value as ScalarNode)?.Text)
        .FirstOrDefault();
}
