namespace McpInfra.Delivery.ArgoCd;

/// <summary>How Argo CD is to judge one kind, in the Lua of its <c>argocd-cm</c>.</summary>
/// <param name="Kind">As the key of <c>argocd-cm</c> writes it: group, underscore, kind.</param>
internal sealed record HealthCheck(string Kind, string Lua)
{
    public string Key => "resource.customizations.health." + Kind;
}

/// <summary>
/// The kinds among what is rendered that Argo CD calls Healthy although nobody has looked at them, so that what comes after them
/// would not wait: seen on Argo CD 3.5 (VaultStaticSecret), and so since 1.8 (Application, which it does not judge any more).
/// </summary>
internal static class HealthChecks
{
    /// <summary>Vault Secrets Operator says for which generation it has read, and what it has read as a digest.</summary>
    public static HealthCheck VaultStaticSecret { get; } = new("secrets.hashicorp.com_VaultStaticSecret", """
        local status = obj.status or {}
        if (status.secretMAC or "") ~= "" and status.lastGeneration == obj.metadata.generation then
          return { status = "Healthy", message = "has been read from Vault" }
        end
        return { status = "Progressing", message = "has not been read from Vault as it is now" }

        """);

    /// <summary>A child that was never synced is Healthy; the customization that one often sees passes on its health alone.</summary>
    public static HealthCheck Application { get; } = new("argoproj.io_Application", """
        local status = obj.status or {}
        local synced = (status.sync or {}).status == "Synced" and (status.operationState or {}).phase == "Succeeded"
        if synced and status.health ~= nil then
          return { status = status.health.status, message = status.health.message }
        end
        return { status = "Progressing", message = "has not been synced yet" }

        """);

    /// <summary>What some environments need, each once.</summary>
    public static IReadOnlyList<HealthCheck> For(IReadOnlyList<DeliverySpec> specs) =>
    [
        .. specs.Any(spec => !spec.Tools.ArgoCd.Cluster.IsOwn) ? [Application] : (HealthCheck[])[],
        .. specs.Any(spec => spec.Secrets.Any(secret => secret.Manifest.Kind == "VaultStaticSecret")) ? [VaultStaticSecret] : (HealthCheck[])[],
    ];
}
