using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using McpInfra.Cli.Preview;
using McpInfra.Tests.EndToEnd.Harness;

namespace McpInfra.Tests.Support;

/// <summary>
/// A provider whose cluster knows names alone: an object is never made over one that is there, another name is another
/// object, and a release can be made to fail.
/// </summary>
internal sealed class ClusterOfNames : ILiveProvider
{
    private readonly ProviderAnswers _answers;
    private readonly ConcurrentDictionary<string, bool> _objects = new();
    private int _versions;

    public ClusterOfNames() => _answers = new(
        "aws", "eu-west-1", StackYaml.AccountId, (name, _) => "the value of " + name, _ => ProviderAnswers.VersionId(Interlocked.Increment(ref _versions)));

    /// <summary>Type token of what does not come up.</summary>
    public string? Failing { get; set; }

    /// <summary>What is there, by type, namespace and name.</summary>
    public IReadOnlyList<string> Objects => [.. _objects.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What was deleted, in that order.</summary>
    public ConcurrentQueue<string> Deleted { get; } = [];

    public bool Handles(string type) => true;

    public bool MustReplace(string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after) =>
        IsObject(type) ? NameOf(type, before) != NameOf(type, after) : type == "aws:secretsmanager/secretVersion:SecretVersion";

    public Task<LiveResource> CreateAsync(LiveResource wanted)
    {
        if (IsObject(wanted.Type) && !_objects.TryAdd(NameOf(wanted.Type, wanted.Inputs), true))
            throw new KubectlException($"{NameOf(wanted.Type, wanted.Inputs)} already exists");
        return UpdateAsync(wanted, wanted);
    }

    public Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before)
    {
        var (id, state) = _answers.To(wanted.Type, wanted.Name, wanted.Inputs);
        var made = wanted with { Id = id, State = state };
        return wanted.Type == Failing ? throw new NotReadyException(made, "its pods are not ready.") : Task.FromResult(made);
    }

    public Task DeleteAsync(LiveResource resource)
    {
        if (IsObject(resource.Type) && NameOf(resource.Type, resource.Inputs) is var name && _objects.TryRemove(name, out _))
            Deleted.Enqueue(name);
        return Task.CompletedTask;
    }

    private static bool IsObject(string type) => type.StartsWith("kubernetes:", StringComparison.Ordinal) && !type.EndsWith("Patch", StringComparison.Ordinal);

    private static string NameOf(string type, ImmutableDictionary<string, object> inputs)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(inputs));
        var metadata = document.RootElement.TryGetProperty("metadata", out var said) ? said : document.RootElement;
        return $"{type} {(metadata.TryGetProperty("namespace", out var space) ? space.GetString() : "")}/{metadata.GetProperty("name").GetString()}";
    }
}
