using McpInfra.Model;

namespace McpInfra.Delivery.ArgoCd;

/// <summary>How Argo CD is to judge one kind, in the Lua of its <c>argocd-cm</c>.</summary>
/// <param name="Kind">As the key of <c>argocd-cm</c> writes it: group, underscore, kind.</param>
internal sealed record HealthCheck(string Kind, string Lua)
{
    public string Key => "resource.customizations.health." + Kind;

    public bool Judges(KubernetesManifest manifest) => Kind == $"{manifest.ApiVersion.Split('/')[0]}_{manifest.Kind}";
}

/// <summary>
/// The kinds among what is rendered that Argo CD calls Healthy although nobody has looked at them, so that what comes after them
/// would not wait: seen on Argo CD 3.5 (VaultStaticSecret; an ExternalSecret or SealedSecret that was ready before it changed), and so since
/// 1.8 (Application, which it does not judge any more). Unless it is told to, Argo CD gives Lua no string library.
/// </summary>
internal static class HealthChecks
{
    /// <summary>
    /// The operator says what it has read as <c>generation-digest</c>, and reads no second time what is made once or has an
    /// interval of 0 (ESO's <c>shouldRefresh</c>). Between "5-" and "5." is what begins with "5-".
    /// </summary>
    public static HealthCheck ExternalSecret { get; } = new("external-secrets.io_ExternalSecret", """
        local spec, status, ready = obj.spec or {}, obj.status or {}, nil
        for _, condition in ipairs(status.conditions or {}) do
          if condition.type == "Ready" then ready = condition end
        end
        if ready ~= nil and ready.status == "False" then
          return { status = "Degraded", message = ready.message }
        end
        local never = { ["0"] = true, ["0s"] = true, ["0m"] = true, ["0h"] = true, ["0m0s"] = true, ["0h0m0s"] = true }
        local once = spec.refreshPolicy == "CreatedOnce" or never[spec.refreshInterval or "1h"]
        local read, generation = status.syncedResourceVersion or "", obj.metadata.generation
        if ready ~= nil and ready.status == "True" and (once or (read > generation .. "-" and read < generation .. ".")) then
          return { status = "Healthy", message = ready.message }
        end
        return { status = "Progressing", message = "has not been read from the store as it is now" }

        """);

    /// <summary>The controller says which generation it has unsealed.</summary>
    public static HealthCheck SealedSecret { get; } = new("bitnami.com_SealedSecret", """
        local status, synced = obj.status or {}, nil
        for _, condition in ipairs(status.conditions or {}) do
          if condition.type == "Synced" then synced = condition end
        end
        if synced ~= nil and synced.status == "False" then
          return { status = "Degraded", message = synced.message }
        end
        if synced ~= nil and synced.status == "True" and status.observedGeneration == obj.metadata.generation then
          return { status = "Healthy", message = synced.message }
        end
        return { status = "Progressing", message = "has not been unsealed as it is now" }

        """);

    /// <summary>
    /// Vault Secrets Operator says for which generation it has read, and what it has read as a digest. From 1.0 on the generation is
    /// also that of a read which failed, and a condition says so (controllers/vaultstaticsecret_controller.go, updateStatus): a sync that
    /// fails by it takes the newest commit when it is tried again, where one that waits would not.
    /// </summary>
    public static HealthCheck VaultStaticSecret { get; } = new("secrets.hashicorp.com_VaultStaticSecret", """
        local status = obj.status or {}
        for _, condition in ipairs(status.conditions or {}) do
          if condition.type == "Healthy" and condition.status ~= "True" then
            return { status = "Degraded", message = condition.message }
          end
        end
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
        .. OfObjects.Where(check => specs.Any(spec => spec.Secrets.Any(secret => check.Judges(secret.Manifest)))),
    ];

    private static HealthCheck[] OfObjects => [ExternalSecret, SealedSecret, VaultStaticSecret];
}
