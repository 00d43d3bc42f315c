using System.Collections;
using McpInfra.Guard;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview;

/// <summary>How many values whatever installs the chart carries, and how many of them the guard refused.</summary>
internal static class PreviewValues
{
    public static Words Of(IEnumerable<SimulatedResource> resources, GuardReport guard)
    {
        foreach (var resource in resources)
        {
            if (ResourceTypes.ValuesPath(resource.Type) is not { } path)
                continue;
            var values = path.TrimEnd('.').Split('.').Aggregate((object?)resource.Inputs, (inner, key) => (inner as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(key));
            var secrets = guard.Findings.Count(finding => finding.Path.StartsWith(path, StringComparison.Ordinal));
            return $"{Count(values)} values, {secrets} of them secret";
        }

        return Words.Own("not installed");
    }

    private static int Count(object? value) => value switch
    {
        null => 0,
        IDictionary map => map.Values.Cast<object?>().Sum(Count),
        string => 1,
        IEnumerable list => list.Cast<object?>().Sum(Count),
        _ => 1,
    };
}
