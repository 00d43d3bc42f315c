using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Yaml;
using McpInfra.Yaml.Editing;

namespace McpInfra.Migration;

/// <summary>
/// The values that give a running release the references, before this program takes the release over: taken from the very
/// values that the program would send. They stand in a file of their own, or in the object that a controller applies.
/// </summary>
internal static class References
{
    /// <summary>First line of the file, by which it is known again.</summary>
    public const string Header = "# Written by `migrate --write`; the last values file that Helm is given. It names Secrets and holds none.\n";

    /// <summary>Whether a file is that of references.</summary>
    public static bool IsOurs(ValuesFile file) => file.Text.StartsWith(Header, StringComparison.Ordinal);

    /// <summary>The file of them, where there is one that this program has written.</summary>
    /// <exception cref="MigrationException">It cannot be read.</exception>
    public static ValuesFile? Read(MigrationPlan plan) =>
        plan.ReferencesName is { } name && Path.Exists(Path.GetFullPath(name, plan.Directory)) && ValuesFile.Read(plan.Directory, name) is var file && IsOurs(file) ? file : null;

    /// <summary>What the last stage has written; nothing before the first.</summary>
    public static IReadOnlyDictionary<string, object?> Before(MigrationPlan plan) => plan.Position switch
    {
        MigrationPosition.NotBegun => ValueTree.Map(),
        MigrationPosition.References => BesideInline(plan),
        _ => InPlaceOfInline(plan),
    };

    /// <summary>What the next stage writes, as far as its stack file says the same still.</summary>
    public static IReadOnlyDictionary<string, object?> Next(MigrationPlan plan) => plan.NamesValues ? BesideInline(plan) : InPlaceOfInline(plan);

    /// <summary>While the inline values stand: the references alone.</summary>
    public static IReadOnlyDictionary<string, object?> BesideInline(MigrationPlan plan) => Of(plan, Owned(Carried.AtOnce), removed: []);

    /// <summary>
    /// When the inline values are gone: their places kept empty. A key that is merely left out of the chart's Secret would
    /// stay in the cluster, since the chart writes <c>stringData</c>, of which Kubernetes removes nothing from <c>data</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> InPlaceOfInline(MigrationPlan plan) => Of(plan, Owned(Carried.AtOnce).Concat(Owned(Carried.WithTheSecrets)),
        plan.Found.Select(secret => secret.Path).Where(path => path.StartsWith(ChartTable.Variables, StringComparison.Ordinal)));

    /// <summary>What comes with the Secrets in the place of the inline values, without what is emptied for it.</summary>
    public static IReadOnlyDictionary<string, object?> WithTheSecrets(MigrationPlan plan) => Of(plan, Owned(Carried.WithTheSecrets), removed: []);

    /// <summary>Paths of the program that Helm's values are to have from then on; the chart's own variables as one map.</summary>
    private static IEnumerable<string> Owned(Carried carried) => OwnedPaths.All.Where(row => row.Carried == carried)
        .Select(row => row.Path.StartsWith(ChartTable.Variables, StringComparison.Ordinal) ? ChartTable.Variables.TrimEnd('.') : row.Path).Distinct();

    /// <summary>As a values file of their own, below the same keys as the other files of the release.</summary>
    public static string ToFile(IReadOnlyDictionary<string, object?> references, ValuesPlace place) =>
        Header + YamlWriter.Block(place.Keys.Reverse().Aggregate(references, (below, key) => new Dictionary<string, object?> { [key] = below }));

    /// <summary>Written into a file that holds the values at a place; what else it says stays, as does what says the same already.</summary>
    public static string Into(string text, IReadOnlyDictionary<string, object?> references, ValuesPlace place)
    {
        var root = ValuesFile.Parse("", "", text).Root;
        return YamlInsertion.Set(text, Leaves(references, place.Keys).Where(leaf => !SameData.Are(At(root, leaf.Keys), leaf.Value)));
    }

    private static object? At(MappingNode root, IReadOnlyList<string> keys) =>
        MergedValues.Map(root, keys.SkipLast(1))?.Find(keys[^1]) is { } node ? YamlData.ToData(node, YamlVersion.Helm) : new object();

    private static IEnumerable<(IReadOnlyList<string> Keys, object? Value)> Leaves(IReadOnlyDictionary<string, object?> tree, IReadOnlyList<string> above) => tree.SelectMany(entry =>
        entry.Value is IReadOnlyDictionary<string, object?> { Count: > 0 } inner ? Leaves(inner, [.. above, entry.Key]) : [([.. above, entry.Key], entry.Value)]);

    private static Dictionary<string, object?> Of(MigrationPlan plan, IEnumerable<string> paths, IEnumerable<string> removed)
    {
        var tree = ChartValues.For(plan.Loaded).ToTree();
        var picked = new Dictionary<string, object?>();
        foreach (var path in paths)
        {
            if (ValueTree.At(tree, path) is { } value)
                YamlData.Set(picked, path.Split('.'), Named(value));
        }

        foreach (var path in removed)
            YamlData.Set(picked, path.Split('.', 3), "");

        return picked;
    }

    /// <summary>Names of Secrets as texts: during a migration they carry no version.</summary>
    private static object? Named(object? value) => value switch
    {
        SecretName name => name.ToString(),
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Named(entry.Value)),
        IReadOnlyList<object?> list => list.Select(Named).ToList(),
        _ => value,
    };
}
