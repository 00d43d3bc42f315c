using McpInfra.Settings.Backends;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

internal enum RolloutStrategy
{
    /// <summary>A changed value is a new Kubernetes Secret, so the pods roll once.</summary>
    Versioned,

    /// <summary>Names follow no value; pods see a change at their next restart.</summary>
    Stable,
}

/// <param name="Reloader">Adds Stakater Reloader's annotation to the gateway Deployment.</param>
internal sealed record RolloutSettings(RolloutStrategy Strategy, bool Reloader);

/// <summary><c>mcp-infra:rollout</c>.</summary>
internal static class RolloutTopic
{
    public static GroupSetting Topic { get; } = new("rollout", "how a changed value reaches the pods");

    private static readonly ChoiceSetting<RolloutStrategy> Strategy = Topic.Add(new ChoiceSetting<RolloutStrategy>("strategy",
        "`versioned` makes a new Secret of each changed value; `stable` keeps a Secret until its list of keys changes, as a delivery other than `helm` and a backend other than `aws` always do", null,
        ("versioned", RolloutStrategy.Versioned), ("stable", RolloutStrategy.Stable))
    { Default = "`versioned`" });

    private static readonly FlagSetting Reloader = Topic.Add(new FlagSetting("reloader", "Stakater Reloader's annotation on the gateway (`delivery` `helm` and `flux`, and what `render flux` writes)", fallback: false));

    /// <summary>
    /// A new name for each value follows the version that Pulumi itself wrote, so it is for backends that it writes to; a GitOps tool cannot
    /// wait for a new Secret before it lets the old one go, so names stay there unless set.
    /// </summary>
    public static RolloutSettings Read(SettingsGroup settings, DeliveryMode delivery, BackendSettings backend)
    {
        var group = settings.Open(Topic);
        var usual = backend.WritesValues && delivery == DeliveryMode.Helm ? RolloutStrategy.Versioned : RolloutStrategy.Stable;
        var strategy = group.Chosen(Strategy) ?? usual;
        if (strategy == RolloutStrategy.Versioned && !backend.WritesValues)
        {
            group.Problems.Change(group.At(Strategy), $"cannot be 'versioned' with backend: {backend.Word}: a new name follows the version that this program wrote, "
                + "and it writes no value there.", "stable");
            strategy = usual;
        }

        return new RolloutSettings(strategy, group.Flag(Reloader));
    }
}
