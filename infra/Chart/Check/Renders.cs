using System.Text.Json;
using McpInfra.Plaintext;

namespace McpInfra.Chart.Check;

/// <summary>
/// A chart as helm renders it with each probe. Values go to helm in files of a private directory that is gone
/// afterwards; so does a fetched chart.
/// </summary>
internal sealed class Renders
{
    private readonly IReadOnlyDictionary<string, Rendering> _byProbe;

    private Renders(IReadOnlyDictionary<string, Rendering> byProbe, ChartFacts chart, string helm) =>
        (_byProbe, Chart, Helm) = (byProbe, chart, helm);

    public ChartFacts Chart { get; }

    /// <summary>Version of the helm that rendered.</summary>
    public string Helm { get; }

    public Rendering this[string probe] => _byProbe[probe];

    public IEnumerable<Rendering> All => _byProbe.Values;

    /// <exception cref="ChartCheckException">The chart cannot be read, or not be rendered with its own values.</exception>
    public static async Task<Renders> OfAsync(Helm helm, ChartSource source, IReadOnlyList<Probe> probes, HeldSecrets held, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("mcp-chart-");
        try
        {
            var version = (await helm.OutputAsync("helm does not tell its version", ["version", "--short"], cancellation).ConfigureAwait(false)).Trim();
            var location = source.IsRemote ? await FetchAsync(helm, source, directory, cancellation).ConfigureAwait(false) : source.Location;
            var chart = await ChartFacts.ReadAsync(helm, location, source.Written, cancellation).ConfigureAwait(false);
            foreach (var credential in chart.Credentials.Where(credential => !credential.IsUserName))
                held.Refuse(credential.Text.Reveal());
            var renderings = new Rendering[probes.Count];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, probes.Count),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
                async (index, token) => renderings[index] = await RenderAsync(
                    helm, location, probes[index], Path.Combine(directory.FullName, $"values-{index}.json"), token).ConfigureAwait(false)).ConfigureAwait(false);
            var renders = new Renders(renderings.ToDictionary(rendering => rendering.Probe), chart, version);
            return renders[Probes.Defaults].Refusal is { } refusal
                ? throw new ChartCheckException($"helm cannot render {source.Written} with its own values: {refusal}.")
                : renders;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<string> FetchAsync(Helm helm, ChartSource source, DirectoryInfo directory, CancellationToken cancellation)
    {
        string[] arguments =
        [
            "pull", source.Location, "--destination", directory.FullName,
            .. source.Version is null ? Array.Empty<string>() : ["--version", source.Version],
            .. source.IsOnThisMachine ? ["--plain-http"] : Array.Empty<string>(),
        ];
        var what = source.Version is null ? source.Written : $"{source.Written} {source.Version}";
        await helm.OutputAsync($"helm cannot fetch {what}", arguments, cancellation, HelmWords.OfFetch).ConfigureAwait(false);
        return directory.EnumerateFiles("*.tgz").First().FullName;
    }

    private static async Task<Rendering> RenderAsync(Helm helm, string location, Probe probe, string file, CancellationToken cancellation)
    {
        // JSON is YAML too; names of Secrets are written as the texts that they are.
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(probe.Values.ToDictionary(entry => entry.Key, entry => Plain(entry.Value))), cancellation)
            .ConfigureAwait(false);
        var run = await helm.RunAsync(["template", Probes.Release, location, "--namespace", Probes.Release, "--values", file], cancellation).ConfigureAwait(false);
        return run.IsSuccess
            ? Rendering.Read(probe.Name, run.Output)
            : new Rendering(probe.Name, [], Refusal: HelmWords.Of(run.Error), IsRefusedBySchema: HelmWords.IsSchemaRefusal(run.Error));
    }

    private static object? Plain(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
        IReadOnlyList<object?> list => list.Select(Plain).ToList(),
        null or bool or string or long or int or double => value,
        _ => value.ToString(),
    };
}
