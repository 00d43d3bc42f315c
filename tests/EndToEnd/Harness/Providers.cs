using System.Collections.Immutable;
using System.Text.Json;

namespace McpInfra.Tests.EndToEnd.Harness;

/// <summary>The program's providers. There is nothing to make of one, but AWS' refuses an account that it was not given.</summary>
/// <param name="aws">Null where nothing may be in AWS: its provider is none of this then.</param>
internal sealed class Providers(AwsApi? aws) : ILiveProvider
{
    public bool Handles(string type) => aws is null ? type == "pulumi:providers:kubernetes" : type.StartsWith("pulumi:providers:", StringComparison.Ordinal);

    public bool MustReplace(
        string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after) => false;

    public async Task<LiveResource> CreateAsync(LiveResource wanted)
    {
        // A provider's lists go over the wire as JSON text.
        if (wanted.Inputs.Text("allowedAccountIds") is { } allowed)
        {
            var caller = await aws!.StsAsync("GetCallerIdentity");
            var account = caller.Descendants().First(element => element.Name.LocalName == "Account").Value;
            if (!JsonSerializer.Deserialize<string[]>(allowed)!.Contains(account))
                throw new AwsException("InvalidConfiguration", "AWS account ID not allowed: " + account);
        }

        return wanted with { Id = wanted.Name + "-id", State = wanted.Inputs };
    }

    public Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before) => CreateAsync(wanted);

    public Task DeleteAsync(LiveResource resource) => Task.CompletedTask;
}
