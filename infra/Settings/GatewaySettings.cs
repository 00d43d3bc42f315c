using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>How the gateway is reached from outside the cluster.</summary>
/// <param name="TlsSecret">Name of a TLS Secret; null leaves the chart's own name for it.</param>
internal sealed record GatewaySettings(string Host, string IngressClass, string? TlsSecret);

/// <summary><c>mcp-infra:gateway</c>.</summary>
internal static class GatewayTopic
{
    public static GroupSetting Topic { get; } = new("gateway", "an Ingress for the gateway") { Default = "not exposed" };

    private static readonly TextSetting Host = Topic.Add(new TextSetting("host", "the host name under which the gateway is reached", TextFormats.IngressHost)
    {
        Note = "; with it there is an Ingress",
        Default = "not exposed",
        Need = Need.Always,
    });

    private static readonly TextSetting IngressClass = Topic.Add(new TextSetting("ingressClass", "class of the Ingress", TextFormats.ObjectName("NAME"), "nginx"));
    private static readonly TextSetting TlsSecret = Topic.Add(new TextSetting("tlsSecret", "the Secret with the host's certificate", TextFormats.ObjectName("mcp-gateway-tls")) { Default = "the chart's own name for it" });

    public static GatewaySettings? Read(SettingsGroup settings)
    {
        var gateway = settings.Open(Topic);
        return gateway.IsPresent ? new GatewaySettings(gateway.Required(Host), gateway.Text(IngressClass), gateway.Optional(TlsSecret)) : null;
    }
}
