using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Chart.Check;

/// <summary>A credential that a chart ships in its values.</summary>
/// <param name="Path">Chart path; the text is compared with what is rendered and printed nowhere.</param>
internal sealed record ShippedCredential(string Path, SecretText Text)
{
    public bool IsUserName => Path.EndsWith("user", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a chart says of itself: name, version, and the credentials in its values.</summary>
internal sealed record ChartFacts(string Name, string Version, IReadOnlyList<ShippedCredential> Credentials)
{
    private static readonly Judge Judge = new(Caller.ChartCheck, new HeldSecrets());

    public static async Task<ChartFacts> ReadAsync(Helm helm, string location, string written, CancellationToken cancellation)
    {
        var chart = Root(await helm.OutputAsync($"helm cannot read {written}", ["show", "chart", location], cancellation).ConfigureAwait(false));
        var values = Root(await helm.OutputAsync($"helm cannot read {written}", ["show", "values", location], cancellation).ConfigureAwait(false));
        return new ChartFacts(chart.Text("name") ?? "", chart.Text("version") ?? "", [.. CredentialsIn(values, "")]);
    }

    /// <summary>The known ones, and whatever else is named as a secret and is neither empty nor a switch nor a number.</summary>
    internal static IEnumerable<ShippedCredential> CredentialsIn(YamlNode? node, string above)
    {
        foreach (var entry in node.Entries())
        {
            var path = above.Length == 0 ? entry.Key : $"{above}.{entry.Key}";
            if (entry.Value is ScalarNode { Written: { Length: > 0 } text } && (ChartCredentials.Emptied.Contains(path) || Judge.Look(new Place(entry.Key, path), text) is not null))
                yield return new ShippedCredential(path, new SecretText(text));
            foreach (var below in CredentialsIn(entry.Value, path))
                yield return below;
        }
    }

    private static YamlNode? Root(string text)
    {
        try
        {
            return YamlReader.ReadWhole(text, YamlRules.Manifests);
        }
        catch (YamlFaultException broken)
        {
            throw new ChartCheckException($"The chart's own YAML cannot be read{broken.Where} of what 'helm show' prints.");
        }
    }
}
