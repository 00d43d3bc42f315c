using McpInfra.Audit.Rules;

namespace McpInfra.Audit;

/// <summary>Every rule, and the classes that check them.</summary>
internal static class AuditCatalogue
{
    /// <summary>What the audit says about its own allow rules.</summary>
    public static AuditRule UnusedAllow { get; } = new("MCP103", "unused-allow", AuditLevel.Warning,
        "An allow rule of a stack matches no finding.",
        "It was mended, moved or misspelt; left there, it would one day hide something new.",
        "Remove it, or correct its rule, file and path to what the audit prints.");

    public static IReadOnlyList<IAuditCheck> Checks { get; } =
    [
        new PlaintextCheck(), new SecretObjectCheck(), new ConfigurationCheck(), new ReferenceCheck(), new ShadowCheck(), new SharedCheck(),
        new IamCheck(), new StoreCheck(), new RefreshCheck(),
    ];

    /// <summary>By id.</summary>
    public static IReadOnlyList<AuditRule> Rules { get; } =
        [.. Checks.SelectMany(check => check.Rules).Append(UnusedAllow).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
}
