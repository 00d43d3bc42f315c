
using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Guard;

/// <summary>Reads a rendered file by the rules that hold for a resource: Git forgets a secret as little as Pulumi's state does.</summary>
internal sealed class FileGuard(HeldSecrets held)
{
    private readonly PlaintextRules _rules = new(held, Caller.RenderedFile);

    /// <param name="path">The file, for the findings.</param>
    /// <param name="document">What it says: a Kubernetes object, or the chart's values where the file is called <c>values.yaml</c>.</param>
    public IReadOnlyList<Finding> Inspect(string path, IReadOnlyDictionary<string, object?> document)
    {
        var isValues = path.Split('/')[^1] == "values.yaml";
        return
        [
            .. _rules.Check(isValues ? ResourceTypes.Release : "", (MappingNode)YamlData.OfData(document), isValues ? "values" : "")
                .Select(found => new Finding(path, found.Path, found.Problem, found.Fix)),
        ];
    }
}
