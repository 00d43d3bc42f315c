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
        .GroupBy(secret => ((Target.Gateway)secret.Target).Variable)
        .Select(of => (of.Key, Secret: of.OrderBy(Strength).Last()))
        .Select(of => new CarriedValue(of.Key, of.Secret.Value, new Origin.OfFile(of.Secret)));

    /// <summary>A pod reads the chart's Secret, then its ConfigMap, then extraEnv; the last wins.</summary>
    private static int Strength(InlineSecret secret) =>
        secret.Path.StartsWith("mcpContextForge.extraEnv", StringComparison.Ordinal) ? 2
        : secret.Path.StartsWith(ChartTable.Settings, StringComparison.Ordinal) ? 1
        : 0;

    /// <summary>The chart's credentials of which the files say nothing.</summary>
    private IEnumerable<CarriedValue> Unnamed()
    {
        var named = found.Select(secret => secret.Target).OfType<Target.Gateway>().Select(target => target.Variable).ToHashSet();
        var references = values.References.Count > 0;
        foreach (var name in ChartCredentials.GatewayVariables.Where(name => !named.Contains(name)))
        {
            var path = ChartTable.Variables + name;
            switch (values.At(path))
            {
                case null when references:
                    notes.Add($"{name} is in no file, and extraEnvFrom may bring it: see what the pods have, and put that value beside the others.");
                    yield return new CarriedValue(name, null, new Origin.Elsewhere("the chart's default, or extraEnvFrom"));
                    break;
                case null when ShippedCredentials.At(path, chartVersion) is { Length: > 0 } shipped:
                    yield return new CarriedValue(name, new(shipped), new Origin.OfChart());
                    break;
                case ScalarNode { Written: "" } empty when name == ChartCredentials.AuthEncryptionSecret && EncryptionKey.MayBeEmpty(chartVersion):
                    yield return new CarriedValue(name, new(""), new Origin.Elsewhere($"line {empty.Line} of a values file"));
                    break;
                case ScalarNode { Written: "" }:
                    notes.Add($"{name} is empty today; the program gives it a generated value unless the stack says otherwise.");
                    break;
            }
        }
    }
}
