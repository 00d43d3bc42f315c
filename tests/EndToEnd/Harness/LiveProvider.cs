using System.Collections.Immutable;
using Pulumi;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>A resource that exists.</summary>
/// <param name="Inputs">What it was last made from.</param>
/// <param name="State">What the program was told of it: the inputs, and what the provider added.</param>
/// <param name="IsReady">Whether it came up; one that did not is there and is tried again.</param>
internal sealed record LiveResource(
    string Type, string Name, ImmutableDictionary<string, object> Inputs, ResourceOptions Options, string Id,
    ImmutableDictionary<string, object> State, bool IsReady = true);

/// <summary>Makes, changes and deletes resources of some types for real.</summary>
internal interface ILiveProvider
{
    bool Handles(string type);

    /// <summary>Inputs that must be changed, which a provider that compares with what it has read finds elsewhere than in the program.</summary>
    /// <param name="changedInputs">Those that are not what they last were.</param>
    IEnumerable<string> Changed(LiveResource wanted, LiveResource before, IReadOnlyCollection<string> changedInputs) => changedInputs;

    /// <summary>Whether a change makes another resource of it.</summary>
    bool MustReplace(string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after);

    /// <summary>Makes what is not there yet.</summary>
    /// <exception cref="NotReadyException">It is there and did not come up.</exception>
    Task<LiveResource> CreateAsync(LiveResource wanted);

    /// <summary>Changes what is there.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before);

    Task DeleteAsync(LiveResource resource);
}

/// <summary>A resource was made and did not come up; the engine keeps it and tries it again.</summary>
internal sealed class NotReadyException(LiveResource made, string message) : Exception(message)
{
    public LiveResource Made { get; } = made;
}

/// <summary>A provider's refusal as the engine tells it: the resource and what its provider said, and no stack trace.</summary>
internal sealed class UpdateFailedException(string message) : RunException(message);

/// <summary>What one update did, by resource name.</summary>
internal sealed record LiveUpdate(
    IReadOnlyList<string> Created, IReadOnlyList<string> Updated, IReadOnlyList<string> Replaced, IReadOnlyList<string> Deleted, int Unchanged,
    IDictionary<string, object?> Outputs);
