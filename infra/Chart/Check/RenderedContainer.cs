using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Chart.Check;

/// <summary>One rendered <c>envFrom</c> entry.</summary>
internal sealed record RenderedEnvFrom(EnvFromKind Kind, string Name, bool Optional, string Prefix, YamlNode Node);

/// <summary>One rendered <c>env</c> entry.</summary>
internal sealed record RenderedVariable(string Name, string? Value, YamlNode Node);

/// <summary>The container of the gateway or of its migration Job, as rendered.</summary>
internal sealed record RenderedContainer(
    Rendering Rendering, RenderedObject Owner, YamlNode Node, IReadOnlyList<RenderedEnvFrom> EnvFrom, IReadOnlyList<RenderedVariable> Env)
{
    /// <summary>What the two are called in a report.</summary>
    public static string NameOf(ChartContainer container) => container == ChartContainer.Gateway ? "gateway" : "migration Job";

    /// <summary>Null where the chart did not render one.</summary>
    public static RenderedContainer? Find(Rendering rendering, ChartContainer container)
    {
        var owner = container == ChartContainer.Gateway
            ? rendering.Find("Deployment", ChartNames.GatewayEnd)
            : rendering.Find("Job", ChartNames.MigrationEnd);
        var node = owner?.Root.Items("spec", "template", "spec", "containers").FirstOrDefault();
        return node is null ? null : new RenderedContainer(rendering, owner!, node,
            [.. node.Items("envFrom").Select(EnvFromOf).OfType<RenderedEnvFrom>()],
            [.. node.Items("env").Where(entry => entry.Text("name") is not null).Select(entry => new RenderedVariable(entry.Text("name")!, entry.Text("value"), entry))]);
    }

    public string? ValueOf(string variable) => Env.FirstOrDefault(entry => entry.Name == variable)?.Value;

    public Evidence At(YamlNode node, string what, YamlNode? last = null) => Rendering.At(Owner, node, what, last);

    private static RenderedEnvFrom? EnvFromOf(YamlNode entry)
    {
        var kind = entry.At("secretRef") is not null ? EnvFromKind.SecretRef : EnvFromKind.ConfigMapRef;
        var reference = entry.At(kind == EnvFromKind.SecretRef ? "secretRef" : "configMapRef");
        return reference.Text("name") is { } name
            ? new RenderedEnvFrom(kind, name, reference.IsTrue("optional"), entry.Text("prefix") ?? "", entry)
            : null;
    }
}
