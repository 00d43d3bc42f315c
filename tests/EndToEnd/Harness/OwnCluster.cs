using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>A control plane, an operator and an AWS endpoint of one test's own, for what it would take from all others.</summary>
internal sealed partial class OwnCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly Dictionary<string, string> _exports;

    private OwnCluster(DirectoryInfo directory, string exports)
    {
        _directory = directory;
        _exports = Export().Matches(exports).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        Cluster = new Kubectl(Kubeconfig);
    }

    public Kubectl Cluster { get; }

    public string Kubeconfig => _exports["KUBECONFIG"];

    /// <summary>Decides nothing by IAM: this is not what is asked here.</summary>
    public AwsApi Aws => new(new Uri(_exports["AWS_ENDPOINT_URL"]), _exports["AWS_REGION"], new AwsCredentials("test", "test"));

    public static async Task<OwnCluster> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("own-cluster-");
        return new OwnCluster(directory, await RunAsync("up", "--dir", directory.FullName, "eso"));
    }

    /// <summary>Takes the kinds of an API group away.</summary>
    /// <returns>What brings them back.</returns>
    public async Task<IReadOnlyList<JsonObject>> RemoveKindsAsync(string group)
    {
        var removed = (await Cluster.ListAsync("customresourcedefinitions")).Where(crd => (string?)crd["spec"]!["group"] == group).ToList();
        foreach (var crd in removed)
            await Cluster.DeleteAsync(ObjectName.Of(crd));
        return [.. removed.Select(crd => new JsonObject
        {
            ["apiVersion"] = (string)crd["apiVersion"]!,
            ["kind"] = (string)crd["kind"]!,
            ["metadata"] = new JsonObject { ["name"] = (string)crd["metadata"]!["name"]!, ["annotations"] = crd["metadata"]!["annotations"]?.DeepClone() },
            ["spec"] = crd["spec"]!.DeepClone(),
        })];
    }

    public async Task AddKindsAsync(IEnumerable<JsonObject> crds)
    {
        foreach (var crd in crds)
        {
            await Cluster.ApplyAsync(crd);
            await Cluster.WaitAsync(ObjectName.Of(crd), found => Conditions.IsTrue(found, "Established"), TimeSpan.FromSeconds(60));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down", "--dir", _directory.FullName);
        _directory.Delete(recursive: true);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var result = await Command.RunAsync(Path.Combine(RealComponents.Tools!, "cluster"), arguments);
        return result.Code == 0 ? result.Output : throw new InvalidOperationException(result.Error);
    }

    [GeneratedRegex("^export (?<name>[A-Z_]+)=(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Export();
}
