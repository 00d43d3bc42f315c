using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>Looks for canaries in the whole cluster.</summary>
internal static class ClusterSearch
{
    /// <summary>Kinds that list what stands elsewhere or asks other servers.</summary>
    private static readonly string[] Elsewhere = ["componentstatuses"];

    /// <summary>
    /// Asserts that no canary is in any object of any kind, in any namespace, but in the Secrets meant to hold it. What a
    /// Secret or a stored Helm release encodes is searched decoded as well.
    /// </summary>
    /// <param name="meant">Names of the Secrets in their namespace that hold secrets by design.</param>
    /// <returns>How many objects were searched.</returns>
    public static async Task<int> AssertNoCanaryAsync(Kubectl cluster, Canaries canaries, string inNamespace, IReadOnlyCollection<string> meant)
    {
        var kinds = (await cluster.KindsAsync()).Except(Elsewhere);
        var objects = await cluster.ListAsync(string.Join(',', kinds));
        var searched = 0;
        foreach (var found in objects)
        {
            var name = ObjectName.Of(found);
            if (name.Resource == "Secret" && name.Namespace == inNamespace && meant.Contains(name.Name))
                continue;
            canaries.AssertNoneIn(name.ToString(), found.ToJsonString());
            if (name.Resource == "Secret")
            {
                foreach (var (key, value) in SecretData.Of(found))
                    canaries.AssertNoneIn($"{name}, key {key}", (string?)found["type"] == "helm.sh/release.v1" ? HelmRelease(value) : value);
            }

            searched++;
        }

        return searched;
    }

    /// <summary>Every stored revision of a release, decoded.</summary>
    public static async Task<IReadOnlyList<JsonObject>> HelmRevisionsAsync(Kubectl cluster, string inNamespace, string release) =>
    [
        .. (await cluster.ListAsync("secrets", inNamespace))
            .Where(secret => ((string)secret["metadata"]!["name"]!).StartsWith($"sh.helm.release.v1.{release}.", StringComparison.Ordinal))
            .Select(secret => JsonNode.Parse(HelmRelease(SecretData.Of(secret)["release"]))!.AsObject())
            .OrderBy(revision => (int)revision["version"]!),
    ];

    /// <summary>Helm stores a release as base64 of gzipped JSON.</summary>
    private static string HelmRelease(string stored)
    {
        using var packed = new GZipStream(new MemoryStream(Convert.FromBase64String(stored)), CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
