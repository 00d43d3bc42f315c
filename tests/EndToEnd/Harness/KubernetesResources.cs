using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>
/// Objects in a real cluster, made as Pulumi's Kubernetes provider makes them: server-side, never over one that is there,
/// and awaited where <c>pulumi.com/waitFor</c> says so.
/// </summary>
internal sealed class KubernetesResources(Kubectl cluster) : ILiveProvider
{
    private const string Patch = "Patch";

    /// <summary>The provider's own default.</summary>
    private const int DefaultTimeoutSeconds = 600;

    public bool Handles(string type) =>
        type.StartsWith("kubernetes:", StringComparison.Ordinal) && !type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal);

    public bool MustReplace(
        string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after) =>
        changedInputs.Contains("metadata") && ObjectName.Of(Manifest(type, before)) != ObjectName.Of(Manifest(type, after));

    public async Task<LiveResource> CreateAsync(LiveResource wanted)
    {
        var manifest = Manifest(wanted.Type, wanted.Inputs);
        var name = ObjectName.Of(manifest);
        if (!await cluster.KnowsAsync(name.Resource))
            throw new KubectlException($"no matches for kind \"{manifest["kind"]}\" in version \"{manifest["apiVersion"]}\"");
        if (!IsPatch(wanted.Type) && await cluster.FindAsync(name) is not null)
            throw new KubectlException($"resource \"{name.Name}\" was not successfully created: {name} already exists");
        return await ApplyAsync(wanted);
    }

    public Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before) => ApplyAsync(wanted);

    public Task DeleteAsync(LiveResource resource)
    {
        var manifest = Manifest(resource.Type, resource.Inputs);
        if (!IsPatch(resource.Type))
            return cluster.DeleteAsync(ObjectName.Of(manifest));

        // Nothing but the name: what this manager had set goes.
        var metadata = new JsonObject { ["name"] = (string)manifest["metadata"]!["name"]!, ["namespace"] = (string)manifest["metadata"]!["namespace"]! };
        return cluster.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = (string)manifest["apiVersion"]!, ["kind"] = (string)manifest["kind"]!, ["metadata"] = metadata,
        }, manager: resource.Name);
    }

    /// <summary>The object of a resource, its kind taken from the type token.</summary>
    public static JsonObject Manifest(string type, ImmutableDictionary<string, object> inputs)
    {
        var parts = type.Split(':');
        var manifest = inputs.Json();
        manifest["apiVersion"] = parts[1].StartsWith("core/", StringComparison.Ordinal) ? parts[1]["core/".Length..] : parts[1];
        manifest["kind"] = IsPatch(type) ? parts[2][..^Patch.Length] : parts[2];
        return manifest;
    }

    private async Task<LiveResource> ApplyAsync(LiveResource wanted)
    {
        var manifest = Manifest(wanted.Type, wanted.Inputs);
        var name = ObjectName.Of(manifest);
        if (IsPatch(wanted.Type))
            await cluster.ApplyAsync(manifest, manager: wanted.Name);
        else
            await cluster.ApplyAsync(manifest);
        var made = wanted with { Id = name.Namespace is null ? name.Name : $"{name.Namespace}/{name.Name}", State = wanted.Inputs };
        if ((string?)manifest["metadata"]!["annotations"]?["pulumi.com/waitFor"] is { } condition)
            await AwaitAsync(made, name, condition, Timeout(manifest));
        return made;
    }

    private async Task AwaitAsync(LiveResource made, ObjectName name, string condition, TimeSpan within)
    {
        try
        {
            await cluster.WaitAsync(name, found => WaitFor.IsMet(found, condition), within);
        }
        catch (TimeoutException)
        {
            var said = (string?)Conditions.Find(await cluster.FindAsync(name), "Ready")?["message"];
            throw new NotReadyException(made, $"timed out waiting for the condition {condition.Split('=')[^1]} of {name.Name}: {said ?? "nobody has set it"}");
        }
    }

    private static TimeSpan Timeout(JsonObject manifest) => TimeSpan.FromSeconds(
        (string?)manifest["metadata"]!["annotations"]?["pulumi.com/timeoutSeconds"] is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : DefaultTimeoutSeconds);

    private static bool IsPatch(string type) => type.EndsWith(Patch, StringComparison.Ordinal);
}
