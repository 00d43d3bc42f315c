using McpInfra.Settings;
using McpInfra.Settings.Backends;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Model.Backends;

/// <summary>The cluster's side of Vault, read through External Secrets Operator's <c>vault</c> provider.</summary>
internal static class VaultManifests
{
    public static IEnumerable<KubernetesManifest> All(LoadedStack stack, BackendSettings.Vault vault)
    {
        var settings = stack.Settings;
        var account = EsoManifests.ServiceAccountRef(settings, vault.ServiceAccount);
        if (vault.Audience is { } audience)
            account["audiences"] = new List<object?> { audience };

        // The CRD asks for mountPath, default or not: whoever checks without filling in would refuse a store without it.
        var spec = Map(
            ("auth", Map(("kubernetes", Map(("mountPath", vault.AuthMount), ("role", vault.Role), ("serviceAccountRef", account))))),
            ("path", vault.Mount),
            ("server", vault.Address));
        if (vault.Namespace is { } @namespace)
            spec["namespace"] = @namespace;
        if (vault.Ca is { } ca)
            spec["caProvider"] = CaProvider(settings, ca);
        return EsoManifests.All(stack, "vault", spec, SecretManifests.ServiceAccount(settings, vault.ServiceAccount));
    }

    private static Dictionary<string, object?> CaProvider(StackSettings settings, CertificateAuthority ca)
    {
        var provider = Map(("key", ca.Key), ("name", ca.Name), ("type", ca.Holder.ToString()));
        if (EsoManifests.InCluster(settings))
            provider["namespace"] = settings.Namespace;
        return provider;
    }
}
