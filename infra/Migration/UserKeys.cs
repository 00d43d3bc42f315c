using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Contract;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Says of a setting of the stack where in the release's files it was taken from: people know their own keys.</summary>
internal sealed partial class UserKeys(MergedValues values, IReadOnlyList<InlineSecret> found)
{
    /// <summary>Where the settings come from that a migration takes over under names of this program.</summary>
    private static readonly (string Setting, string[] Paths)[] Taken =
    [
        ("database.host", ["postgres.external.host"]),
        ("database.port", ["postgres.external.port"]),
        ("database.name", ["postgres.external.database", "mcpContextForge.env.postgres.db"]),
        ("database.user", ["postgres.external.user", "postgres.credentials.user"]),
        ("database.password", ["postgres.external.password", "postgres.credentials.password"]),
        ("database", ["postgres.external", "postgres"]),
        ("redis.password", ["redis.auth.password"]),
        ("redis", ["redis.external", "redis"]),
        ("gateway.host", ["mcpContextForge.ingress.host"]),
        ("gateway.ingressClass", ["mcpContextForge.ingress.className"]),
        ("gateway.tlsSecret", ["mcpContextForge.ingress.tls.secretName"]),
        ("gateway", ["mcpContextForge.ingress"]),
        ("extraEnvVarsSecret", ["mcpContextForge.extraEnvFrom"]),
    ];

    /// <summary>What is no longer in the lists of the stack, whose indices are other ones there.</summary>
    private readonly HashSet<YamlNode> _gone = [.. found.Select(secret => secret.Removed), .. found.Select(secret => MergedValues.Resolve(secret.Removed))];

    /// <param name="setting">Its path in the stack file.</param>
    public Words Of(string setting)
    {
        if (found.FirstOrDefault(secret => setting.StartsWith(OfUrl(secret.Target), StringComparison.Ordinal)) is { } url)
            return $"{url.Place}: {url.PathInFile} ({setting})";
        var values = SettingsPath.Of("values").Text + ".";
        if (setting.StartsWith(values, StringComparison.Ordinal))
            return Of(setting[values.Length..], setting);
        var own = setting[(setting.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (Array.Find(Taken, row => own == row.Setting || own.StartsWith(row.Setting + ".", StringComparison.Ordinal) || own.StartsWith(row.Setting + "[", StringComparison.Ordinal)) is not { Paths: { } paths } taken)
            return setting;
        var below = own[taken.Setting.Length..] is ['[', ..] items ? items : "";
        return Of((Array.Find(paths, path => Walk(path).Node is not null) ?? paths[0]) + below, setting);
    }

    /// <summary>The settings that are taken from a URL; no text begins with what is none.</summary>
    private static string OfUrl(Target target) => target switch
    {
        Target.DatabaseUrl => SettingsPath.Of("database").Text,
        Target.RedisUrl => SettingsPath.Of("redis").Text,
        _ => "\0",
    };

    private Words Of(string path, string setting) => Walk(path) is ({ } node, var own) && values.FileOf(node) is { } file
        ? Words.Of($"{file.Name}:{node.Line}: {file.Place.PathOf(own)} ({setting})")
        : Words.Of($"{values.PlaceOf(path)} ({setting})");

    /// <summary>The node at a path of the stack's values, or the nearest above it, with its path in the files.</summary>
    private (YamlNode? Node, string Path) Walk(string path)
    {
        object? current = values.Root;
        var own = "";
        foreach (var step in Step().Matches(path).Select(match => match.Value))
        {
            var (next, said) = step[0] == '[' && current is SequenceNode list && int.TryParse(step[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? Item(list, index, own)
                : (Child(current, step), own.Length == 0 ? step : $"{own}.{step}");
            if (next is null)
                break;
            (current, own) = (next, said);
        }

        return (current as YamlNode, own);
    }

    private (object?, string) Item(SequenceNode list, int index, string own)
    {
        var kept = list.Items.Select((item, at) => (Item: MergedValues.Resolve(item), At: at)).Where(item => !_gone.Contains(item.Item)).Skip(index).FirstOrDefault();
        return (kept.Item, $"{own}[{kept.At.ToString(CultureInfo.InvariantCulture)}]");
    }

    private static object? Child(object? holder, string key) => holder switch
    {
        IReadOnlyDictionary<string, object> map => map.GetValueOrDefault(key),
        MappingNode map => MergedValues.Find(map, key),
        _ => null,
    };

    [GeneratedRegex(@"\[[0-9]+\]|[^.\[\]]+")]
    private static partial Regex Step();
}
