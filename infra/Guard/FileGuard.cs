using System.Globalization;

using McpInfra.Plaintext;

namespace McpInfra.Guard;

/// <summary>Reads a rendered file by the rules that hold for a resource: Git forgets a secret as little as Pulumi's state does.</summary>
internal sealed class FileGuard(HeldSecrets held)
{
    private readonly PlaintextRules _rules = new(held);

    /// <param name="path">The file, for the findings.</param>
    /// <param name="document">What it says: a Kubernetes object, or the chart's values where the file is called <c>values.yaml</c>.</param>
    public IReadOnlyList<Finding> Inspect(string path, IReadOnlyDictionary<string, object?> document)
    {
        var isValues = path.Split('/')[^1] == "values.yaml";
        var type = isValues ? ResourceTypes.Release : $"kubernetes:{document.GetValueOrDefault("apiVersion")}:{document.GetValueOrDefault("kind")}";
        return
        [
            .. from leaf in Leaves(isValues ? "values" : "", document)
               let found = _rules.Check(type, leaf)
               where found is not null
               select new Finding(path, leaf.IsKey ? "(a name that is a secret)" : leaf.Path, found.Value.Problem, found.Value.Fix),
        ];
    }

    private static IEnumerable<InputLeaf> Leaves(string path, object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.SelectMany(entry =>
        {
            var at = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            return Leaves(at, entry.Value).Prepend(new InputLeaf(at, entry.Key, IsKey: true));
        }),
        IReadOnlyList<object?> list => list.SelectMany((item, index) => Leaves($"{path}[{index}]", item)),
        _ => [new InputLeaf(path, Convert.ToString(value, CultureInfo.InvariantCulture))],
    };
}
