using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace McpInfra.Tests.Support;

/// <summary>One resource of a run: what mocks see of it, and the options they do not see.</summary>
internal sealed record DeployedResource(string Type, string Name, ImmutableDictionary<string, object> Inputs, ResourceOptions Options)
{
    /// <summary>The inputs as JSON: one text to search or to read from.</summary>
    public string Json => JsonSerializer.Serialize(Inputs);

    /// <summary>The input at a dotted path; list items by index, as in <c>spec.data.0.secretKey</c>.</summary>
    public JsonElement? At(string path)
    {
        using var document = JsonDocument.Parse(Json);
        var current = document.RootElement;
        foreach (var key in path.Split('.'))
        {
            if (current.ValueKind == JsonValueKind.Array && int.TryParse(key, out var index) && index < current.GetArrayLength())
                current = current[index];
            else if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(key, out current))
                return null;
        }

        return current.Clone();
    }

    /// <summary>An input that is an IAM policy.</summary>
    public JsonElement Policy(string input) => JsonDocument.Parse((string)Inputs[input]).RootElement.Clone();

    public string? Text(string path) => At(path)?.ToString();

    /// <summary>Names of the resources that its options say it waits for.</summary>
    public async Task<IReadOnlyList<string>> DependsOnAsync()
    {
        var dependencies = await OutputUtilities.GetValueAsync(Options.DependsOn.ToOutput()).ConfigureAwait(false);
        return [.. dependencies.Select(resource => resource.GetResourceName())];
    }
}

/// <summary>What one run of the real program under mocks produced.</summary>
internal sealed record Deployed(
    IReadOnlyList<DeployedResource> Resources, IDictionary<string, object?> Outputs, Canaries Canaries, GuardReport Guard)
{
    public const string Release = "kubernetes:helm.sh/v3:Release";
    public const string ExternalSecret = "kubernetes:external-secrets.io/v1:ExternalSecret";

    /// <summary>Runs the program as <c>pulumi up</c> would; with <paramref name="cloud"/> unknown, as a first preview.</summary>
    public static Task<Deployed> RunAsync(StackSettings settings, RecordingCloud? cloud = null, Canaries? canaries = null) =>
        RunAsync(settings.Stack, (guard, observe) => Task.FromResult(McpProgram.Define(LoadedStack.Of(settings), guard, observe)), cloud, canaries ?? new Canaries());

    public static Task<Deployed> RunAsync(ClusterSettings cluster, RecordingCloud? cloud = null) =>
        RunAsync(cluster.Stack, (guard, observe) => Task.FromResult(ClusterProgram.Define(cluster, guard, observe)), cloud, new Canaries());

    /// <summary>From the configuration on, whatever kind of stack it is.</summary>
    public static Task<Deployed> RunAsync(ISettingsSource source, RecordingCloud? cloud = null) =>
        RunAsync(source.Stack, (guard, observe) => StackProgram.DefineAsync(source, guard, observe), cloud, new Canaries());

    private static async Task<Deployed> RunAsync(
        string stack, Func<PlaintextGuard, ResourceTransformation, Task<IDictionary<string, object?>>> define, RecordingCloud? cloud, Canaries canaries)
    {
        cloud ??= new RecordingCloud(canaries);
        var guard = new PlaintextGuard();
        var seen = new ConcurrentDictionary<(string, string), ResourceOptions>();
        var (_, outputs) = await Deployment.TestAsync(
            cloud,
            new TestOptions { ProjectName = "mcp-infra", StackName = stack, IsPreview = cloud.Unknown },
            () => define(guard, args =>
            {
                seen[(args.Resource.GetResourceType(), args.Resource.GetResourceName())] = args.Options;
                return null;
            })).ConfigureAwait(false);

        var resources = new List<DeployedResource>();
        foreach (var request in cloud.Requests)
        {
            Assert.True(seen.TryGetValue((request.Type!, request.Name!), out var options), $"{request.Type} {request.Name} escaped the root component");
            resources.Add(new DeployedResource(request.Type!, request.Name!, request.Inputs, options));
        }

        return new Deployed(resources, outputs, canaries, guard.Report);
    }

    public DeployedResource Single(string type, string? name = null) =>
        Assert.Single(Resources, resource => resource.Type == type && (name is null || resource.Name == name));

    /// <summary>The component at the top of a resource's parents.</summary>
    public DeployedResource RootOf(DeployedResource resource) => resource.Options.Parent is { } parent
        ? RootOf(Single(parent.GetResourceType(), parent.GetResourceName()))
        : resource;

    public IEnumerable<DeployedResource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>Every output in its resolved form, as JSON.</summary>
    public async Task<string> OutputsAsync()
    {
        var resolved = new Dictionary<string, string>();
        foreach (var (key, value) in Outputs)
            resolved[key] = await ResolveAsync(value).ConfigureAwait(false);
        return JsonSerializer.Serialize(resolved);
    }

    private static async Task<string> ResolveAsync(object? value) => value switch
    {
        Output<string> text => await OutputUtilities.GetValueAsync(text).ConfigureAwait(false),
        Output<ImmutableDictionary<string, string>> map => JsonSerializer.Serialize(await OutputUtilities.GetValueAsync(map).ConfigureAwait(false)),
        Dictionary<string, object?> map => string.Join(';', await Task.WhenAll(map.Select(async entry => $"{entry.Key}={await ResolveAsync(entry.Value).ConfigureAwait(false)}")).ConfigureAwait(false)),
        _ => value?.ToString() ?? "",
    };
}
