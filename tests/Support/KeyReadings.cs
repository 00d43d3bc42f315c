using System.Collections.Concurrent;
using System.Collections.Immutable;
using McpInfra.Cli.Preview;
using McpInfra.Tests.EndToEnd.Harness;

namespace McpInfra.Tests.Support;

/// <summary>What DescribeSecret says of a secret that was told to have AWS's own key: its sources contradict each other (docs/adr/0011).</summary>
public enum KeyReading
{
    /// <summary>The alias, as it was written.</summary>
    Echoed,

    /// <summary>Nothing, as of a secret that was never told a key.</summary>
    LeftOut,
}

/// <summary>
/// The AWS provider as it treats a secret's key: nothing that is not said is sent, create and update end with a read, and a
/// difference is one between what was read and what the program says.
/// </summary>
internal sealed class KeyReadings(KeyReading reading) : ILiveProvider
{
    private const string Secret = "aws:secretsmanager/secret:Secret";
    private const string Key = "kmsKeyId";
    private const string AwsManaged = "alias/aws/secretsmanager";

    private readonly ProviderAnswers _answers = new("aws", "eu-west-1", StackYaml.AccountId, (name, _) => "the value of " + name, _ => ProviderAnswers.VersionId(1));
    private readonly ConcurrentDictionary<string, string> _keys = new();

    /// <summary>The key that encrypts each secret.</summary>
    public IEnumerable<string> KeysInUse => _keys.Values.Distinct();

    public ConcurrentBag<string> Deleted { get; } = [];

    public bool Handles(string type) => true;

    public bool MustReplace(string type, IReadOnlyCollection<string> changedInputs, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after) => false;

    public IEnumerable<string> Changed(LiveResource wanted, LiveResource before, IReadOnlyCollection<string> changedInputs) => wanted.Type != Secret ? changedInputs
        : Equals(before.State.GetValueOrDefault(Key), wanted.Inputs.GetValueOrDefault(Key)) ? changedInputs.Except([Key]) : changedInputs.Append(Key).Distinct();

    public Task<LiveResource> CreateAsync(LiveResource wanted) => Task.FromResult(Written(wanted));

    public Task<LiveResource> UpdateAsync(LiveResource wanted, LiveResource before) => Task.FromResult(Written(wanted));

    public Task DeleteAsync(LiveResource resource)
    {
        Deleted.Add(resource.Name);
        return Task.CompletedTask;
    }

    private LiveResource Written(LiveResource wanted)
    {
        var (id, state) = _answers.To(wanted.Type, wanted.Name, wanted.Inputs);
        if (wanted.Type != Secret)
            return wanted with { Id = id, State = state };
        var isSaid = wanted.Inputs.TryGetValue(Key, out var said);
        var key = isSaid ? _keys[wanted.Name] = (string)said! : _keys.GetOrAdd(wanted.Name, AwsManaged);
        var isRead = key != AwsManaged || (isSaid && reading == KeyReading.Echoed);
        return wanted with { Id = id, State = isRead ? state.SetItem(Key, key) : state.Remove(Key) };
    }
}
