using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>What installs the chart.</summary>
internal enum DeliveryMode
{
    /// <summary>Pulumi's own Helm release.</summary>
    Helm,

    /// <summary>An Argo CD Application that Pulumi makes in the stack's cluster.</summary>
    ArgoCd,

    /// <summary>A Flux HelmRelease that Pulumi makes in the stack's cluster.</summary>
    Flux,

    /// <summary>A Fleet HelmOp that Pulumi makes in the stack's cluster.</summary>
    Fleet,

    /// <summary>Pulumi makes the AWS side alone; what <c>render</c> wrote into Git is the rest.</summary>
    Git,
}

/// <summary>
/// What installs the chart, and what each GitOps tool needs: a tool's part is there whatever the mode, since
/// any stack can be rendered for any tool.
/// </summary>
internal sealed record DeliverySettings
{
    public required DeliveryMode Mode { get; init; }
    public required ArgoCdSettings ArgoCd { get; init; }
    public required FluxSettings Flux { get; init; }
    public required FleetSettings Fleet { get; init; }

    /// <summary>The mode as a stack file writes it.</summary>
    public static string Word(DeliveryMode mode) => mode.ToString().ToLowerInvariant();
}

/// <summary><c>mcp-infra:delivery</c>.</summary>
internal static class DeliveryTopic
{
    public static ChoiceSetting<DeliveryMode> Mode { get; } = new("delivery",
        "who installs the chart: `helm` (Pulumi's release), `argocd`, `flux` or `fleet` (an object that Pulumi makes in the stack's cluster), or `git`: Pulumi makes the AWS side alone, and what `render` wrote is the rest",
        DeliveryMode.Helm, [.. Enum.GetValues<DeliveryMode>().Select(mode => (DeliverySettings.Word(mode), mode))]);

    /// <param name="mode">Who installs what, of the words that this kind of stack has.</param>
    /// <param name="label">What Fleet knows the stack's clusters by unless the stack says otherwise.</param>
    public static DeliverySettings Read(SettingsGroup settings, ChoiceSetting<DeliveryMode> mode, bool isProduction, KeyValuePair<string, string> label)
    {
        var chosen = settings.Choice(mode);
        return new DeliverySettings
        {
            Mode = chosen,
            ArgoCd = ArgoCdTopic.Read(settings, isProduction),
            Flux = FluxTopic.Read(settings, isProduction),
            Fleet = FleetTopic.Read(settings, chosen, label),
        };
    }
}
