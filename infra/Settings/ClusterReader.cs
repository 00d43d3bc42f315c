using McpInfra.Settings.Backends;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Reads what a stack says about its cluster: the store, the way in, the rollout.</summary>
internal static class ClusterReader
{
    public static StoreSettings ReadStore(OpenGroup open, string @namespace, BackendSettings backend, Problems problems)
    {
        var group = open("store", "kind", "name", "refreshInterval", "timeoutSeconds");
        foreach (var (mode, keys) in backend.IdleInStore)
            group.NoMeaning(mode, keys);
        var kind = backend.HasStore
            ? group.Choice("kind", ("SecretStore", StoreKind.SecretStore), ("ClusterSecretStore", StoreKind.ClusterSecretStore)) ?? StoreKind.SecretStore
            : StoreKind.SecretStore;

        // A ClusterSecretStore's name is taken in the whole cluster, so it carries the namespace.
        var name = kind == StoreKind.SecretStore ? backend.Word : $"{@namespace}-{backend.Word}";
        return new StoreSettings
        {
            Kind = kind,
            Name = backend.HasStore ? group.Text("name", TextFormats.ObjectName(name), name) : name,
            RefreshInterval = ReadRefreshInterval(group, problems),
            TimeoutSeconds = group.Integer("timeoutSeconds", 120, Limits.ShortestTimeout, Limits.LongestTimeout),
        };
    }

    private static string ReadRefreshInterval(SettingsGroup store, Problems problems)
    {
        const string fallback = "1h0m0s";
        var format = new TextFormat("a duration such as 1h0m0s, 90m or 30s", fallback, text => GoDuration.Parse(text) is not null);
        if (store.Text("refreshInterval", format) is not { } text)
            return fallback;
        if (GoDuration.Parse(text) >= TimeSpan.FromSeconds(1))
            return GoDuration.Canonical(text)!;
        problems.OutOfRange(store.Path.Key("refreshInterval"), text, "1s or more; 0 would never refresh", fallback);
        return fallback;
    }

    public static GatewaySettings? ReadGateway(OpenGroup open)
    {
        var group = open("gateway", "host", "ingressClass", "tlsSecret");
        return !group.IsPresent ? null : new GatewaySettings(
            group.RequiredText("host", TextFormats.IngressHost, "the host name under which the gateway is reached"),
            group.Text("ingressClass", TextFormats.ObjectName("nginx"), "nginx"),
            group.Text("tlsSecret", TextFormats.ObjectName("mcp-gateway-tls")));
    }

    public static IReadOnlyList<EnvFromSettings> ReadExtraEnvVarsSecret(YamlNode? node, Problems problems)
    {
        const string expected = "a list of {secretRef: {name}} or {configMapRef: {name}}";
        var entries = new List<EnvFromSettings>();
        foreach (var (path, item) in SettingsGroup.Items(SettingsPath.Of("extraEnvVarsSecret"), node, expected, problems))
        {
            var entry = SettingsGroup.Open(path, item, problems, "secretRef", "configMapRef");
            var kinds = new[] { ("secretRef", EnvFromKind.SecretRef), ("configMapRef", EnvFromKind.ConfigMapRef) }
                .Where(kind => entry.Has(kind.Item1)).ToList();
            if (kinds is not [var (key, kind)])
            {
                if (!entry.IsUnreadable)
                    problems.Remove(path, "must name one secretRef or one configMapRef.");

                // Kept in its place, so that the ones behind it keep theirs in messages.
                entries.Add(new EnvFromSettings(EnvFromKind.SecretRef, "", Optional: false));
                continue;
            }

            var reference = entry.Group(key, "name", "optional");
            entries.Add(new EnvFromSettings(
                kind,
                reference.RequiredText("name", TextFormats.ObjectName("NAME"), "the name of the " + (kind == EnvFromKind.SecretRef ? "Secret" : "ConfigMap")),
                reference.Flag("optional", false)));
        }

        return entries;
    }

    /// <summary>
    /// A new name for each value follows the version that Pulumi itself wrote, so it is for backends that it writes to; a GitOps tool cannot
    /// wait for a new Secret before it lets the old one go, so names stay there unless set.
    /// </summary>
    public static RolloutSettings ReadRollout(OpenGroup open, DeliveryMode delivery, BackendSettings backend, Problems problems)
    {
        var group = open("rollout", "strategy", "reloader");
        var usual = backend.WritesValues && delivery == DeliveryMode.Helm ? RolloutStrategy.Versioned : RolloutStrategy.Stable;
        var strategy = group.Choice("strategy", ("versioned", RolloutStrategy.Versioned), ("stable", RolloutStrategy.Stable)) ?? usual;
        if (strategy == RolloutStrategy.Versioned && !backend.WritesValues)
        {
            problems.Change(group.Path.Key("strategy"), $"cannot be 'versioned' with backend: {backend.Word}: a new name follows the version that this program wrote, "
                + "and it writes no value there.", "stable");
            strategy = usual;
        }

        return new RolloutSettings(strategy, group.Flag("reloader", false));
    }

    public static MigrationSettings ReadMigration(OpenGroup open)
    {
        var group = open("migration", "optional", "allowOptionalInProd", "adopting");
        return new MigrationSettings(group.Flag("optional", false), group.Flag("allowOptionalInProd", false), group.Flag("adopting", false));
    }
}
