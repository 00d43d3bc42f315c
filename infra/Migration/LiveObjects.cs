using System.Text;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// The objects of the release in the cluster, held against what Helm made, which somebody may have changed past it, and
/// against what the last stage wrote. What they hold is compared in memory; names alone are said.
/// </summary>
internal static class LiveObjects
{
    private const string Deployment = "Deployment";

    /// <summary>The kinds that bring variables into pods.</summary>
    private static readonly string[] Kinds = [Deployment, "StatefulSet", "Secret", "ConfigMap"];

    /// <exception cref="MigrationException">They cannot be read.</exception>
    public static IEnumerable<Words> Differences(MigrationPlan plan, LiveReader reader)
    {
        var made = reader.Manifest().Where(made => Kinds.Contains(Text(made, "kind"))).ToDictionary(NameOf);
        var gateway = (Deployment, made.Keys.FirstOrDefault(name => name is (Deployment, var called) && called.EndsWith(ChartNames.GatewayEnd, StringComparison.Ordinal)).Name
            ?? ChartNames.GatewayDeployment(plan.Settings.Release.Name));
        var names = made.Keys.Union([gateway]).ToList();
        var running = reader.Objects(names.Select(name => $"{name.Item1.ToLowerInvariant()}/{name.Item2}")).ToDictionary(NameOf);
        foreach (var missing in names.Where(name => !running.ContainsKey(name)))
            yield return Words.Of($"{missing.Item1} {missing.Item2} is of the release, and not in the cluster.");
        foreach (var (name, now) in running)
        {
            if (made.TryGetValue(name, out var was) && Changed(Contents(was), Contents(now)) is { Count: > 0 } changed)
                yield return Words.Of($"{name.Kind} {name.Name} was changed past Helm: {Words.Join(", ", changed)}. Write what is in force into the files, or have `helm upgrade` bring the release back.");
        }

        if (running.TryGetValue(gateway, out var pods) && Listed(plan).Where(secret => !Contents(pods).Keys.Any(key => key.StartsWith($"envFrom {secret} ", StringComparison.Ordinal))).ToList() is { Count: > 0 } unread)
            yield return Words.Of($"{gateway.Item1} {gateway.Item2} does not read {Words.Join(", ", unread)} yet: the last stage is written and not in force. Run its lines first.");
    }

    /// <summary>The Secrets that the last stage has had the gateway read, as far as the release is not Pulumi's.</summary>
    private static IEnumerable<string> Listed(MigrationPlan plan) =>
        plan.NamesValues || (plan.Position == MigrationPosition.Done && plan.Place.IsTakenOver) ? [] : plan.Catalog.GatewayObjects.Select(secret => secret.Name.ToString());

    private static (string Kind, string Name) NameOf(MappingNode made) => (Text(made, "kind"), Text(MergedValues.Map(made, "metadata"), "name"));

    /// <summary>What brings variables, by what it is called, with what it holds.</summary>
    private static Dictionary<string, string> Contents(MappingNode made)
    {
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in MergedValues.Map(made, "data")?.Entries ?? [])
            contents[$"key {entry.Key}"] = (entry.Value as ScalarNode)?.Written ?? "";
        foreach (var entry in MergedValues.Map(made, "stringData")?.Entries ?? [])
            contents[$"key {entry.Key}"] = Convert.ToBase64String(Encoding.UTF8.GetBytes((entry.Value as ScalarNode)?.Written ?? ""));
        var pod = MergedValues.Map(made, "spec", "template", "spec");
        foreach (var container in Maps(pod, "initContainers").Concat(Maps(pod, "containers")))
        {
            foreach (var variable in Maps(container, "env"))
                contents[$"variable {Text(variable, "name")} of container {Text(container, "name")}"] = Source(variable);
            foreach (var source in Maps(container, "envFrom"))
                contents[$"envFrom {Text(MergedValues.Map(source, "secretRef") ?? MergedValues.Map(source, "configMapRef"), "name")} of container {Text(container, "name")}"] = Text(source, "prefix");
        }

        return contents;
    }

    /// <summary>A text, or which key of what holds it; of the API server's own additions nothing.</summary>
    private static string Source(MappingNode variable) => MergedValues.Map(variable, "valueFrom") is not { } from ? $"text {Text(variable, "value")}"
        : string.Join(' ', from.Entries.Select(entry => $"{entry.Key} {Text(entry.Value as MappingNode, "name")} {Text(entry.Value as MappingNode, "key")}"));

    private static List<string> Changed(Dictionary<string, string> was, Dictionary<string, string> now) =>
        [.. was.Keys.Union(now.Keys).Where(key => was.GetValueOrDefault(key) != now.GetValueOrDefault(key)).Order(StringComparer.Ordinal)];

    private static IEnumerable<MappingNode> Maps(MappingNode? map, string key) => (map?.Find(key) as SequenceNode)?.Items.OfType<MappingNode>() ?? [];

    private static string Text(MappingNode? map, string key) => (map?.Find(key) as ScalarNode)?.Written ?? "";
}
