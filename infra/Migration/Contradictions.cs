using System.Globalization;
using McpInfra.Contract;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>What the stack file and the values of the release both say, and not alike: it decides which server the gateway has in the end.</summary>
internal sealed class Contradictions(StackFile file, StackText stack, IReadOnlyList<ValuesFile> files, MergedValues values, FreeValues free)
{
    private readonly PulumiCommand _pulumi = new(file.Stack);

    /// <summary>What must be decided before anything is written.</summary>
    public IReadOnlyList<Words> OfServers(ServerMove servers) =>
    [
        .. servers.Settings
            .Where(setting => stack.TextOf(StackText.Key(setting.Group), setting.Key) is { } said && said != Written(setting.Value))
            .Select(setting => Say([setting.Group, setting.Key], $"{Written(setting.Value)}")),
        .. new[] { ("database", servers.HasOwnDatabase), ("redis", servers.HasOwnRedis) }
            .Where(server => server.Item2 && stack.TextOf(StackText.Key(server.Item1), "mode") == "external")
            .Select(server => Say([server.Item1, "mode"], Words.Own("bundled"))),
        .. ReleasedVersion is { } released && stack.TextOf(StackText.Key("chart"), "version") is { } version && version != released ? [Say(["chart", "version"], released)] : (Words[])[],
    ];

    /// <summary>What changes with the last stage, since the stack says it otherwise.</summary>
    public IEnumerable<Words> OfSettings()
    {
        foreach (var (path, value) in Leaves(free.Tree, []))
        {
            if (stack.Find([StackText.Key("values"), .. path]) is ScalarNode said && said.Written != Written(value))
                yield return Changes(["values", .. path]);
        }

        foreach (var (key, path) in ((string, string)[])[("host", "mcpContextForge.ingress.host"), ("ingressClass", "mcpContextForge.ingress.className"), ("tlsSecret", "mcpContextForge.ingress.tls.secretName")])
        {
            if (free.IsExposed && values.At(path) is ScalarNode released && stack.TextOf(StackText.Key("gateway"), key) is { } said && said != released.Text)
                yield return Changes(["gateway", key]);
        }
    }

    /// <summary>The one version that a HelmRelease or an Application installs; null where it says none, or a range.</summary>
    private string? ReleasedVersion =>
        (At("spec", "chart", "spec", "version") ?? (At("spec", "source", "chart") is null ? null : At("spec", "source", "targetRevision"))) is { } said && ChartVersion.Parse(said) is not null ? said : null;

    private string? At(params IReadOnlyList<string> keys) =>
        files[0].Place.Object is null ? null : (keys.Aggregate<string, YamlNode?>(files[0].Root, (node, key) => (node as MappingNode)?.Find(key)) as ScalarNode)?.Text;

    private Words Say(IReadOnlyList<string> path, Words released) => Words.Of(
        $"{file.Name} says mcp-infra:{string.Join('.', path)} {stack.TextOf([StackText.Key(path[0]), .. path.Skip(1)]) ?? ""}, and the release has {released}. To keep what runs: {_pulumi.Remove(PathOf(path))}");

    private Words Changes(IReadOnlyList<string> path) => Words.Of(
        $"mcp-infra:{string.Join('.', path)} is another in {file.Name} than in the release, and comes with the last stage. To keep what runs: {_pulumi.Remove(PathOf(path))}");

    private static SettingsPath PathOf(IReadOnlyList<string> path) => path.Skip(1).Aggregate(SettingsPath.Of(path[0]), (above, key) => above.Key(key));

    private static string Written(object? value) => value switch
    {
        bool isOn => isOn ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static IEnumerable<(IReadOnlyList<string> Path, object? Value)> Leaves(IReadOnlyDictionary<string, object?> tree, IReadOnlyList<string> above) => tree.SelectMany(entry => entry.Value switch
    {
        IReadOnlyDictionary<string, object?> inner => Leaves(inner, [.. above, entry.Key]),
        IReadOnlyList<object?> => [],
        _ => [((IReadOnlyList<string>)[.. above, entry.Key], entry.Value)],
    });
}
