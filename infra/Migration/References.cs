using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// The values file that gives a running Helm release the references, before this program takes the release over: taken from
/// the very values that the program would send.
/// </summary>
internal static class References
{
    /// <summary>First line of the file, by which it is known again.</summary>
    public const string Header = "# Written by `migrate --write`; the last values file that Helm is given. It names Secrets and holds none.\n";

    /// <summary>While the inline values stand: the references alone.</summary>
    public static string BesideInline(MigrationPlan plan) => Of(plan, Owned(Carried.AtOnce), removed: []);

    /// <summary>
    /// When the inline values are gone: their places kept empty. A key that is merely left out of the chart's Secret would
    /// stay in the cluster, since the chart writes <c>stringData</c>, of which Kubernetes removes nothing from <c>data</c>.
    /// </summary>
    public static string InPlaceOfInline(MigrationPlan plan) => Of(plan, Owned(Carried.AtOnce).Concat(Owned(Carried.WithTheSecrets)),
        plan.Found.Select(secret => secret.Path).Where(path => path.StartsWith(ChartTable.Variables, StringComparison.Ordinal)));

    /// <summary>Paths of the program that Helm's values are to have from then on; the chart's own variables as one map.</summary>
    private static IEnumerable<string> Owned(Carried carried) => OwnedPaths.All.Where(row => row.Carried == carried)
        .Select(row => row.Path.StartsWith(ChartTable.Variables, StringComparison.Ordinal) ? ChartTable.Variables.TrimEnd('.') : row.Path).Distinct();

    private static string Of(MigrationPlan plan, IEnumerable<string> paths, IEnumerable<string> removed)
    {
        var tree = ChartValues.For(plan.Loaded).ToTree();
        var picked = new Dictionary<string, object?>();
        foreach (var path in paths)
        {
            if (ValueTree.At(tree, path) is { } value)
                ValueTree.Set(picked, path.Split('.'), Named(value));
        }

        foreach (var path in removed)
            ValueTree.Set(picked, path.Split('.', 3), "");

        return Header + YamlWriter.Block(picked);
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
