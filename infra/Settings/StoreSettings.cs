using McpInfra.Settings.Backends;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

internal enum StoreKind
{
    SecretStore,
    ClusterSecretStore,
}

/// <summary>The ESO store and how often its objects are refreshed.</summary>
internal sealed record StoreSettings
{
    public required StoreKind Kind { get; init; }
    public required string Name { get; init; }
    public required string RefreshInterval { get; init; }
    public required int TimeoutSeconds { get; init; }
}

/// <summary><c>mcp-infra:store</c>.</summary>
internal static class StoreTopic
{
    public static GroupSetting Topic { get; } = new("store", "the operator's store, and how often its objects are refreshed");

    public static ChoiceSetting<StoreKind> Kind { get; } = Topic.Add(new ChoiceSetting<StoreKind>("kind", "`SecretStore`, or `ClusterSecretStore`, limited to the namespace", StoreKind.SecretStore,
        [.. Enum.GetValues<StoreKind>().Select(kind => (kind.ToString(), kind))]));

    public static TextSetting Name { get; } = Topic.Add(new TextSetting("name", "name of the store; a ClusterSecretStore's begins with the namespace unless set", TextFormats.ObjectName("NAME")) { Default = "`aws`, or the backend's name" });
    public static DurationSetting RefreshInterval { get; } = Topic.Add(new DurationSetting("refreshInterval", "how often the operator looks", "1h0m0s", "90m or 30s", "1s or more; 0 would never refresh"));
    public static IntegerSetting TimeoutSeconds { get; } = Topic.Add(new IntegerSetting("timeoutSeconds", "how long `pulumi up` waits for a store or an ExternalSecret to be Ready, in seconds", 120, Limits.Timeout));

    public static StoreSettings Read(SettingsGroup settings, string @namespace, BackendSettings backend)
    {
        var group = settings.Open(Topic);
        foreach (var (mode, idle) in backend.IdleInStore)
            group.NoMeaning(mode, idle);
        var kind = backend.HasStore ? group.Choice(Kind) : StoreKind.SecretStore;

        // A ClusterSecretStore's name is taken in the whole cluster, so it carries the namespace.
        var name = kind == StoreKind.SecretStore ? backend.Word : $"{@namespace}-{backend.Word}";
        return new StoreSettings
        {
            Kind = kind,
            Name = backend.HasStore ? group.Text(Name, name) : name,
            RefreshInterval = group.Duration(RefreshInterval),
            TimeoutSeconds = group.Integer(TimeoutSeconds),
        };
    }
}
