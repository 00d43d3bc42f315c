using McpInfra.Contract;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>What the stack file and the values of the release both say, and not alike: it decides which server the gateway has in the end.</summary>
internal sealed class Contradictions(string stackName, StackText stack, IReadOnlyList<ValuesFile> files, MergedValues values, FreeValues free)
{
    private readonly PulumiCommand _pulumi = new(stackName);

    /// <summary>What must be decided before anything is written.</summary>
    public IReadOnlyList<Words> OfServers(ServerMove servers) =>
    [
        .. servers.Settings
            .Where(setting => stack.TextOf(StackText.Key(setting.Group), setting.Key) is { } said && said != SameData.Written(setting.Value))
            .Select(setting => Say([setting.Group, setting.Key], $"{SameData.Written(setting.Value)}")),
        .. new[] { ("database", servers.HasOwnDatabase), ("redis", servers.HasOwnRedis) }
            .Where(server => server.Item2 && stack.TextOf(StackText.Key(server.Item1), "mode") == "external")
            .Select(server => Say([server.Item1, "mode"], Words.Own("bundled"))),
        .. ReleasedVersion is { } released && stack.TextOf(StackText.Key("chart"), "version") is { } version && version != released ? [Say(["chart", "version"], released)] : (Words[])[],
        .. OfReferences(),
    ];

    /// <summary>The list of the stack takes the place of the release's, and what that brings would be gone.</summary>
    private IEnumerable<Words> OfReferences()
    {
        if (stack.Find(StackText.Key("extraEnvVarsSecret")) is not SequenceNode said)
            yield break;
        var names = said.Items.SelectMany(NamesIn).ToHashSet();
        if (free.References.SelectMany(item => NamesIn(YamlData.OfData(item))).Where(name => !names.Contains(name)).ToList() is { Count: > 0 } missing)
            yield return Words.Of($"{values.PlaceOf("mcpContextForge.extraEnvFrom")} lists {Words.Join(", ", missing.Select(name => $"{name.Kind} {name.Name}"))}, and mcp-infra:extraEnvVarsSecret of {stack.Name}, which takes its place, does not: list it there too, or take it out of the values file.");
    }

    private static IEnumerable<(string Kind, string Name)> NamesIn(YamlNode item) => ((MergedValues.Resolve(item) as MappingNode)?.Entries ?? [])
        .Select(entry => (entry.Key, Name: (MergedValues.Resolve(entry.Value) as MappingNode)?.Find("name") as ScalarNode)).Where(entry => entry.Name is not null).Select(entry => (entry.Key, entry.Name!.Text));

    /// <summary>What changes with the last stage, since the stack says it otherwise.</summary>
    /// <param name="isBegun">Whether the settings of the release are in the stack already, so that what it lacks came later.</param>
    public IEnumerable<Words> OfSettings(bool isBegun)
    {
        foreach (var path in isBegun && files[0].Place.IsTakenOver ? Absent(free.Tree, []) : [])
            yield return Words.Of($"{values.PlaceOf(string.Join('.', path))} came after the stack took the release's settings, and goes with the last stage: say it under mcp-infra:values too.");
        foreach (var path in Others(free.Tree, []))
            yield return Changes(["values", .. path]);

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
        $"{stack.Name} says mcp-infra:{string.Join('.', path)} {stack.TextOf([StackText.Key(path[0]), .. path.Skip(1)]) ?? ""}, and the release has {released}. To keep what runs: {_pulumi.Remove(PathOf(path))}");

    private Words Changes(IReadOnlyList<string> path) => Words.Of(
        $"mcp-infra:{string.Join('.', path)} is another in {stack.Name} than in the release, and comes with the last stage. To keep what runs: {_pulumi.Remove(PathOf(path))}");

    private static SettingsPath PathOf(IReadOnlyList<string> path) => path.Skip(1).Aggregate(SettingsPath.Of(path[0]), (above, key) => above.Key(key));

    private IEnumerable<IReadOnlyList<string>> Absent(IReadOnlyDictionary<string, object?> tree, IReadOnlyList<string> above) => tree.SelectMany(entry =>
    {
        IReadOnlyList<string> path = [.. above, entry.Key];
        return (stack.Find([StackText.Key("values"), .. path]), entry.Value) switch
        {
            (null, _) => [path],
            (MappingNode, IReadOnlyDictionary<string, object?> inner) => Absent(inner, path),
            _ => [],
        };
    });

    /// <summary>Where both say something, and not the same: a text, a list, or one of them a map.</summary>
    private IEnumerable<IReadOnlyList<string>> Others(IReadOnlyDictionary<string, object?> tree, IReadOnlyList<string> above) => tree.SelectMany(entry =>
    {
        IReadOnlyList<string> path = [.. above, entry.Key];
        return stack.Find([StackText.Key("values"), .. path]) switch
        {
            null => [],
            MappingNode when entry.Value is IReadOnlyDictionary<string, object?> inner => Others(inner, path),
            var said => SameData.Are(YamlData.ToData(said), entry.Value) ? [] : [path],
        };
    });
}
