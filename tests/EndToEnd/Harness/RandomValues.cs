using System.Collections.Immutable;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>Generated values: real random text, held as canaries.</summary>
internal sealed class RandomValues(Canaries canaries) : ILiveProvider
{
    public bool Handles(string type) => type == "random:index/randomPassword:RandomPassword";

    public bool MustReplace(
        string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after) => true;

    public Task<LiveResource> CreateAsync(LiveResource wanted) => Task.FromResult(wanted with
    {
        Id = wanted.Name + "-id",
        State = wanted.Inputs.SetItem("result", canaries.NewWord(wanted.Inputs.Integer("length"))),
    });

    public Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before) => CreateAsync(wanted);

    public Task DeleteAsync(LiveResource resource) => Task.CompletedTask;
}
