using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Model;
using YamlDotNet.Serialization;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>A container could not be started, as the kubelet would say it (reason CreateContainerConfigError).</summary>
internal sealed class ContainerConfigException(string message) : Exception(message);

/// <summary>
/// What a pod of the chart would see, computed as the kubelet does from the Secrets and ConfigMaps that are really there:
/// the nodes here are simulated and start no container.
/// </summary>
internal sealed partial class LivePod(Kubectl cluster, HelmReleases helm, string inNamespace, string release)
{
    private readonly Dictionary<(string Kind, string Name), IReadOnlyDictionary<string, string>?> _read = [];

    public async Task<IReadOnlyDictionary<string, EffectiveVariable<string>>> GatewayAsync()
    {
        var deployment = await cluster.GetAsync(new ObjectName("deployments.apps", ChartNames.GatewayDeployment(release), inNamespace));
        return await SeenByAsync(Container(deployment));
    }

    /// <summary>The Job is gone when it is done, so its spec is read from the release.</summary>
    public async Task<IReadOnlyDictionary<string, EffectiveVariable<string>>> MigrationJobAsync() => await SeenByAsync(Container(await MigrationJobSpecAsync()
        ?? throw new InvalidOperationException("The release has no migration Job.")));

    /// <summary>Null where the release has none.</summary>
    public async Task<JsonObject?> MigrationJobSpecAsync()
    {
        var hooks = await helm.HelmAsync(["get", "hooks", release, "--namespace", inNamespace]);
        return hooks.Split("\n---").Select(ReadYaml).OfType<JsonObject>()
            .FirstOrDefault(hook => (string?)hook["kind"] == "Job" && (string?)hook["metadata"]?["name"] == ChartNames.FullName(release) + "-migration");
    }

    public static JsonObject Container(JsonObject workload) => workload["spec"]!["template"]!["spec"]!["containers"]![0]!.AsObject();

    /// <exception cref="ContainerConfigException">A Secret or ConfigMap that is not optional is missing, or a key of it.</exception>
    public async Task<IReadOnlyDictionary<string, EffectiveVariable<string>>> SeenByAsync(JsonObject container)
    {
        _read.Clear();
        var envFrom = new List<EnvFromContent<string>>();
        foreach (var entry in container["envFrom"]?.AsArray() ?? [])
        {
            var (kind, reference) = entry!["secretRef"] is { } secret ? ("Secret", secret) : ("ConfigMap", entry["configMapRef"]!);
            var name = (string)reference["name"]!;
            var prefix = (string?)entry["prefix"] ?? "";
            if (await ReadAsync(kind, name, reference) is { } data)
                envFrom.Add(new EnvFromContent<string>(name, data.ToDictionary(item => prefix + item.Key, item => item.Value)));
        }

        var seen = PodEnvironment.Compute(envFrom, []).ToDictionary(variable => variable.Key, variable => variable.Value.Value);
        var env = new List<KeyValuePair<string, string>>();
        foreach (var entry in container["env"]?.AsArray() ?? [])
        {
            if (await ValueAsync(entry!.AsObject(), seen) is not { } value)
                continue;
            seen[(string)entry["name"]!] = value;
            env.Add(KeyValuePair.Create((string)entry["name"]!, value));
        }

        return PodEnvironment.Compute(envFrom, env);
    }

    private async Task<string?> ValueAsync(JsonObject entry, Dictionary<string, string> seen)
    {
        if (entry["valueFrom"] is not { } source)
            return Reference().Replace((string?)entry["value"] ?? "", match => seen.GetValueOrDefault(match.Groups["name"].Value, match.Value));
        var (kind, key) = source["secretKeyRef"] is { } secret ? ("Secret", secret) : ("ConfigMap", source["configMapKeyRef"]);
        if (key is null)
            return null;
        var name = (string)key["name"]!;
        var data = await ReadAsync(kind, name, key);
        return data?.GetValueOrDefault((string)key["key"]!)
            ?? ((bool?)key["optional"] == true ? null : throw new ContainerConfigException($"couldn't find key {key["key"]} in {kind} {inNamespace}/{name}"));
    }

    private async Task<IReadOnlyDictionary<string, string>?> ReadAsync(string kind, string name, JsonNode reference)
    {
        if (!_read.TryGetValue((kind, name), out var data))
        {
            var found = await cluster.FindAsync(new ObjectName(kind, name, inNamespace));
            data = found is null ? null : SecretData.Of(found);
            _read[(kind, name)] = data;
        }

        return data ?? ((bool?)reference["optional"] == true ? null : throw new ContainerConfigException($"{kind.ToLowerInvariant()} \"{name}\" not found"));
    }

    private static JsonObject? ReadYaml(string yaml)
    {
        var tree = new DeserializerBuilder().Build().Deserialize<object?>(yaml);
        return tree is null ? null : JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(tree)) as JsonObject;
    }

    [GeneratedRegex(@"\$\((?<name>[A-Za-z_][A-Za-z0-9_]*)\)")]
    private static partial Regex Reference();
}

/// <summary>Reads what a Secret or a ConfigMap holds.</summary>
internal static class SecretData
{
    public static IReadOnlyDictionary<string, string> Of(JsonObject found)
    {
        var isSecret = (string?)found["kind"] == "Secret";
        return (found["data"]?.AsObject() ?? []).ToDictionary(
            entry => entry.Key,
            entry => isSecret ? Encoding.UTF8.GetString(Convert.FromBase64String((string)entry.Value!)) : (string)entry.Value!);
    }
}
