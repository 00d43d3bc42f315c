using System.Diagnostics;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings.Backends;

namespace McpInfra.Audit.Rules;

/// <summary>What two environments have in common although each must have its own.</summary>
internal sealed class SharedCheck : StackCheck
{
    private const string Apart = "Environments are apart only while each has its own: what one may read, the other can then read too.";

    private static readonly List<KeptApart> Backends = [.. BackendReader.All.Select(backend => backend.Apart).OfType<KeptApart>()];

    public static AuditRule SecretPath { get; } = new("MCP301", "shared-path", AuditLevel.Error,
        $"Several stacks use the same secrets of one {Or(Backends.Select(backend => backend.Holder), " or ")}.", Apart,
        $"Give each stack its own mcp-infra:environment, or its own {Or(Backends.Select(backend => backend.HolderKey), " or ")}.");

    public static AuditRule Role { get; } = new("MCP302", "shared-role", AuditLevel.Error,
        $"Several stacks read with the same {Or(Backends.Select(backend => backend.Reader), " or ")}.", Apart,
        $"Give each stack its own {Or(Backends.Select(backend => backend.ReaderKey), ", or its own ", ", its own ")}.");

    public static AuditRule TrustSubject { get; } = new("MCP303", "shared-trust-subject", AuditLevel.Error,
        "The roles of several stacks trust the same identity.", Apart,
        "Give each stack its own namespace or ServiceAccount; with Pod Identity, give each cluster's operator its own base role.");

    public static AuditRule SharedNamespace { get; } = new("MCP304", "shared-namespace", AuditLevel.Error,
        "Several stacks use one namespace of one cluster, and so the same Kubernetes Secrets.", Apart, "Give each stack its own mcp-infra:namespace.");

    public static AuditRule Store { get; } = new("MCP305", "shared-store", AuditLevel.Error,
        "Several stacks make the same ClusterSecretStore in one cluster.", Apart, "Use a SecretStore, or give each stack its own mcp-infra:store.name.");

    public static AuditRule Secret { get; } = new("MCP306", "shared-secret", AuditLevel.Error,
        "Several stacks read the same AWS secret.", Apart, "Give each environment a secret of its own, or allow it with the reason why one must do.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [SecretPath, Role, TrustSubject, SharedNamespace, Store, Secret];

    /// <summary>One thing is one finding, at the last of those that share it, and another at each that allows it for itself.</summary>
    protected override IEnumerable<AuditFinding> Report(AuditSubject subject)
    {
        var byName = subject.Stacks.ToDictionary(stack => stack.Name);
        return SharedEnvironments.Of(subject.Stacks.Select(stack => stack.Loaded ?? stack.Refused).OfType<LoadedStack>(), stack => byName[stack.Settings.Stack].IsAsked)
            .GroupBy(shared => (shared.Part.Kind, shared.Part.Key, Allows(byName[shared.Stack.Settings.Stack], shared) ? shared.Stack.Settings.Stack : ""))
            .Select(thing => thing.MaxBy(shared => shared.Stack.Settings.Stack, StringComparer.Ordinal)!)
            .Select(shared => byName[shared.Stack.Settings.Stack].Finding(RuleOf(shared.Part.Kind), shared.Part.Path, shared.Message));
    }

    private static bool Allows(AuditedStack stack, SharedPart shared) =>
        stack.Allowed.Any(allow => allow.Rule == RuleOf(shared.Part.Kind).Id && allow.Path == shared.Part.Path && (allow.File?.Replace('\\', '/') ?? stack.File) == stack.File);

    private static string Or(IEnumerable<string> names, string last, string others = ", ") =>
        string.Join(others, names.SkipLast(1)) + last + names.Last();

    public static AuditRule RuleOf(SharedKind kind) => kind switch
    {
        SharedKind.SecretPath => SecretPath,
        SharedKind.Role => Role,
        SharedKind.TrustSubject => TrustSubject,
        SharedKind.Secret => Secret,
        SharedKind.Namespace => SharedNamespace,
        SharedKind.Store => Store,
        _ => throw new UnreachableException(),
    };
}
