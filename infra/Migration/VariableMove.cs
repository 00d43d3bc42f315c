using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>The gateway's variables whose values are carried over: those of the files, and the chart's own where nobody set another.</summary>
internal sealed class VariableMove(IReadOnlyList<InlineSecret> found, MergedValues values, string chartVersion, List<Words> notes)
{
    public IReadOnlyList<CarriedValue> Carried =>
    [
        .. InFiles().Concat(Unnamed()).OrderBy(value => value.Id, StringComparer.Ordinal),
    ];

    private IEnumerable<CarriedValue> InFiles() => found
        .Where(secret => secret.Target is Target.Gateway)
        .Select(secret => new CarriedValue(((Target.Gateway)secret.Target).Variable, secret.Value, new Origin.OfFile(secret)));

    /// <summary>The chart's credentials of which the files say nothing.</summary>
    private IEnumerable<CarriedValue> Unnamed()
    {
        var named = found.Select(secret => secret.Target).OfType<Target.Gateway>().Select(target => target.Variable).ToHashSet();
        var references = values.References.Count > 0;
        var pods = new PodVariables(values);
        foreach (var name in ChartCredentials.GatewayVariables.Where(name => !named.Contains(name)))
        {
            var path = ChartTable.Variables + name;
            switch (pods.Of(name))
            {
                case null when references:
                    notes.Add($"{name} is in no file, and extraEnvFrom may bring it: see what the pods have, and put that value beside the others.");
                    yield return new CarriedValue(name, null, new Origin.Elsewhere("the chart's default, or extraEnvFrom"));
                    break;
                case null when ShippedCredentials.At(path, chartVersion) is { Length: > 0 } shipped:
                    yield return new CarriedValue(name, new(shipped), new Origin.OfChart());
                    break;
                case var (where, node) when found.Any(secret => secret.Target is Target.ByHand && MergedValues.Resolve(secret.Removed) == node):
                    // The program must not make a value of its own in the meantime.
                    yield return new CarriedValue(name, null, new Origin.Elsewhere($"{where}, by hand"));
                    break;
                case var (where, node) when PodVariables.IsBrought(node):
                    notes.Add($"{values.PlaceOf(node, where)} has another Secret bring {name}, and keeps doing so until you take the entry out: put its value into the store by hand. It is not in mcp-infra:values, where it would hide what the store has.");
                    yield return new CarriedValue(name, null, new Origin.Elsewhere(where));
                    break;
                case var (where, node) when node is ScalarNode { Written: "" } && name == ChartCredentials.AuthEncryptionSecret && EncryptionKey.MayBeEmpty(chartVersion):
                    yield return new CarriedValue(name, new(""), new Origin.Elsewhere($"{where}, which is empty"));
                    break;
                case var (where, node) when node is ScalarNode { Written: "" } or ScalarNode { Value: null }:
                    notes.Add($"{name} is empty today, by {values.PlaceOf(node, where)}; the program gives it a generated value unless the stack says otherwise.");
                    break;
            }
        }
    }
}
