using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>Resources that come, change and go.</summary>
internal static class ResourceChanges
{
    private const int MostInputs = 3;

    private const int LongestValue = 60;

    public static IReadOnlyList<Change> Of(PreviewedEnvironment before, PreviewedEnvironment after)
    {
        var old = before.Resources.ToDictionary(resource => (resource.Type, resource.Name));
        var @new = after.Resources.ToDictionary(resource => (resource.Type, resource.Name));
        return
        [
            .. old.Values.Where(resource => !@new.ContainsKey((resource.Type, resource.Name))).Select(resource => new Change("removed", resource.Title, "")),
            .. @new.Values.Where(resource => old.ContainsKey((resource.Type, resource.Name)))
                .Select(resource => (Resource: resource, Inputs: Inputs(old[(resource.Type, resource.Name)].Inputs!, resource.Inputs!)))
                .Where(changed => changed.Inputs.Count > 0)
                .Select(changed => new Change("changed", changed.Resource.Title, Listed(changed.Inputs))),
            .. @new.Values.Where(resource => !old.ContainsKey((resource.Type, resource.Name))).Select(resource => new Change("added", resource.Title, "")),
        ];
    }

    /// <summary>What is different in words; a list is one thing, since an item put in above moves the others, and a policy is reported under IAM.</summary>
    private static List<Words> Inputs(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var different = before.Keys.Union(after.Keys).Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path)).Order(StringComparer.Ordinal);
        return [.. different.GroupBy(Whole).Select(group => IsList(group.Key) && group.Count() > 1 ? ListChange(group.Key, before, after)
            : IamChanges.IsPolicy(after.GetValueOrDefault(group.First()) ?? before[group.First()]) ? Words.Of($"{group.Key}: see IAM")
            : Words.Of($"{group.First()}: {Shown(before, group.First())} → {Shown(after, group.First())}"))];
    }

    private static string Whole(string path) => path.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket ? path[..bracket] + "[]" : path;

    private static bool IsList(string path) => path.EndsWith("[]", StringComparison.Ordinal);

    private static Words ListChange(string list, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var (old, @new) = (Items(list, before), Items(list, after));
        return old == @new ? Words.Of($"{list[..^2]}: other entries, as many as before") : Words.Of($"{list[..^2]}: {old} → {@new} entries");
    }

    private static int Items(string list, IReadOnlyDictionary<string, string> inputs) => inputs.Keys
        .Where(path => path.StartsWith(list[..^1], StringComparison.Ordinal))
        .Select(path => path.IndexOf(']', StringComparison.Ordinal) is >= 0 and var end ? path[..end] : path).Distinct().Count();

    private static Words Shown(IReadOnlyDictionary<string, string> inputs, string path) => inputs.TryGetValue(path, out var text)
        ? text.Length == 0 ? Words.Own("empty") : Words.Brief(text.ReplaceLineEndings(" "), LongestValue)
        : Words.Own("none");

    private static Words Listed(List<Words> inputs) => inputs.Count <= MostInputs
        ? Words.Join("; ", inputs)
        : $"{Words.Join("; ", inputs.Take(MostInputs))}; and {inputs.Count - MostInputs} more";
}
