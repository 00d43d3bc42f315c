using System.Diagnostics;
using System.Text.Json.Nodes;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>An object in the cluster.</summary>
/// <param name="Resource">Kind and group as kubectl takes them, such as <c>externalsecrets.external-secrets.io</c>.</param>
/// <param name="Namespace">Null for an object of the whole cluster.</param>
internal sealed record ObjectName(string Resource, string Name, string? Namespace = null)
{
    /// <summary>The name of an object from its manifest.</summary>
    public static ObjectName Of(JsonObject manifest)
    {
        var (group, kind) = (Group((string)manifest["apiVersion"]!), (string)manifest["kind"]!);
        var metadata = manifest["metadata"]!;
        return new ObjectName(group.Length == 0 ? kind : $"{kind}.{group}", (string)metadata["name"]!, (string?)metadata["namespace"]);
    }

    public override string ToString() => Namespace is null ? $"{Resource} {Name}" : $"{Resource} {Namespace}/{Name}";

    private static string Group(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal)
        ? string.Join('.', apiVersion.Split('/').Reverse())
        : "";
}

/// <summary>The cluster refused something; the message is the API server's.</summary>
internal sealed class KubectlException(string message) : Exception(message);

/// <summary>The cluster, through <c>kubectl</c>: objects go in through standard input and come back as JSON.</summary>
internal sealed class Kubectl(string kubeconfig)
{
    private const string FieldManager = "pulumi-kubernetes-test";

    /// <summary>How long a watch may tell nothing before it is begun anew.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    /// <summary>Server-side apply, under the API server's strict validation: an unknown field is an error.</summary>
    /// <param name="dryRun">Whether the API server only says what it would do.</param>
    public async Task<JsonObject> ApplyAsync(JsonObject manifest, bool dryRun = false, string manager = FieldManager) => Parse(await RunAsync(
        ["apply", "--server-side", "--force-conflicts", "--validate=strict", "--field-manager=" + manager, "-f", "-", "-o", "json", .. dryRun ? ["--dry-run=server"] : Array.Empty<string>()],
        manifest.ToJsonString()));

    public async Task<JsonObject?> FindAsync(ObjectName name)
    {
        var output = await RunAsync(["get", name.Resource, name.Name, "--ignore-not-found", "-o", "json", .. In(name.Namespace)]);
        return output.Length == 0 ? null : Parse(output);
    }

    public async Task<JsonObject> GetAsync(ObjectName name) =>
        await FindAsync(name) ?? throw new KubectlException($"There is no {name}.");

    /// <summary>Every object of a kind, in one namespace or in all.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string resource, string? inNamespace = null)
    {
        var list = Parse(await RunAsync(["get", resource, "-o", "json", .. inNamespace is null ? ["--all-namespaces"] : In(inNamespace)]));
        return [.. list["items"]!.AsArray().Select(item => item!.AsObject())];
    }

    /// <summary>Whether the API server serves a kind.</summary>
    public async Task<bool> KnowsAsync(string resource)
    {
        try
        {
            await RunAsync(["get", resource, "--field-selector=metadata.name=none", "--all-namespaces", "-o", "name"]);
            return true;
        }
        catch (KubectlException unknown) when (unknown.Message.Contains("doesn't have a resource type", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>Every kind that the API server lists.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync() =>
        (await RunAsync(["api-resources", "--verbs=list", "-o", "name"])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Deletes an object that may be gone already, and waits until it is.</summary>
    public Task DeleteAsync(ObjectName name) =>
        RunAsync(["delete", name.Resource, name.Name, "--ignore-not-found", "--wait=true", "--timeout=90s", .. In(name.Namespace)]);

    /// <summary>Waits, watching, until an object is as wanted; it need not be there yet.</summary>
    /// <param name="until">Told the object, or null while it is not there.</param>
    /// <exception cref="TimeoutException">It was not in time; carries what was seen last.</exception>
    public async Task<JsonObject?> WaitAsync(ObjectName name, Func<JsonObject?, bool> until, TimeSpan within)
    {
        var last = await FindAsync(name);
        for (var left = Stopwatch.StartNew(); !until(last) && left.Elapsed < within;)
        {
            // What was deleted before a watch began is in none of its events, so a quiet one is begun anew.
            using var limit = new CancellationTokenSource(TimeSpan.FromTicks(Math.Min(Quiet.Ticks, (within - left.Elapsed).Ticks)));
            last = await WatchAsync(name, last, until, limit.Token);
            if (!until(last))
                last = await FindAsync(name);
        }

        return until(last) ? last : throw new TimeoutException(
            $"{name} was not as wanted within {within.TotalSeconds:0} s; its status is {last?["status"]?.ToJsonString() ?? "absent"}.");
    }

    /// <returns>What was seen last, whether as wanted or not.</returns>
    private async Task<JsonObject?> WatchAsync(ObjectName name, JsonObject? last, Func<JsonObject?, bool> until, CancellationToken limit)
    {
        using var watch = Command.Start("kubectl",
            [.. Config, "get", name.Resource, "--field-selector=metadata.name=" + name.Name, "--watch", "--output-watch-events", "-o", "jsonpath={.type} {.object}{\"\\n\"}", .. In(name.Namespace)]);
        try
        {
            // One event a line: DELETED {"kind": ...
            while (!until(last) && await watch.StandardOutput.ReadLineAsync(limit) is { } change)
                last = change.StartsWith("DELETED ", StringComparison.Ordinal) ? null : Parse(change[change.IndexOf('{', StringComparison.Ordinal)..]);
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            watch.Kill(entireProcessTree: true);
        }

        return last;
    }

    /// <summary>Waits for condition Ready.</summary>
    public Task<JsonObject?> WaitReadyAsync(ObjectName name, TimeSpan within) => WaitAsync(name, found => Conditions.IsTrue(found, "Ready"), within);

    public async Task<string> RunAsync(IEnumerable<string> arguments, string? input = null)
    {
        var result = await Command.RunAsync("kubectl", [.. Config, .. arguments], input);
        return result.Code == 0 ? result.Output : throw new KubectlException(result.Error.Trim());
    }

    private string[] Config => ["--kubeconfig", kubeconfig];

    private static string[] In(string? inNamespace) => inNamespace is null ? [] : ["--namespace", inNamespace];

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

/// <summary>Conditions in an object's status.</summary>
internal static class Conditions
{
    public static JsonObject? Find(JsonObject? found, string type) => found?["status"]?["conditions"]?.AsArray()
        .Select(condition => condition!.AsObject()).FirstOrDefault(condition => (string?)condition["type"] == type);

    public static bool IsTrue(JsonObject? found, string type) => (string?)Find(found, type)?["status"] == "True";

    public static bool IsFalse(JsonObject? found, string type) => (string?)Find(found, type)?["status"] == "False";
}
