using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Backends;
using McpInfra.Cli.Preview;
using McpInfra.Model;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using Moq;

namespace McpInfra.Tests.Program;

/// <summary>What an environment asks of the engine, of AWS and of the cluster, against the least that makes the same.</summary>
[Collection(PulumiCollection.Name)]
public sealed partial class EngineCallsTests
{
    private static readonly ProviderAnswers Answers = new("aws", "eu-west-1", StackYaml.AccountId, (name, _) => "the value of " + name, _ => ProviderAnswers.VersionId(1));

    private readonly List<string> _written = [];
    private readonly Mock<ILiveProvider> _provider = new(MockBehavior.Strict);
    private readonly LiveEngine _engine;

    public EngineCallsTests()
    {
        _provider.Setup(provider => provider.Handles(It.IsAny<string>())).Returns(true);
        _provider.Setup(provider => provider.Changed(It.IsAny<LiveResource>(), It.IsAny<LiveResource>(), It.IsAny<IReadOnlyCollection<string>>()))
            .Returns((LiveResource _, LiveResource _, IReadOnlyCollection<string> changed) => changed);
        _provider.Setup(provider => provider.CreateAsync(It.IsAny<LiveResource>())).ReturnsAsync((LiveResource wanted) =>
        {
            lock (_written)
                _written.Add(wanted.Type);
            return Answers.To(wanted.Type, wanted.Name, wanted.Inputs) is var (id, state) ? wanted with { Id = id, State = state } : wanted;
        });
        _engine = new LiveEngine([_provider.Object], _ => Task.CompletedTask);
    }

    /// <summary>Invokes: the mocks refuse each. Writes of an unchanged update have a test of their own.</summary>
    [Fact]
    public async Task Table_OfTheDocs_IsWhatEachShippedStackAsks()
    {
        var lines = new List<string>
        {
            "| stack | registrations | invokes | writes to AWS, first `up` | writes to the cluster | writes of an unchanged `up` | reads of AWS each refresh | least |",
            "| --- | --: | --: | --: | --: | --: | --: | --: |",
        };
        foreach (var stack in Stacks.Names)
        {
            var settings = Stacks.Shipped(stack);
            var registrations = (await Deployed.RunAsync(settings)).Resources.Count;
            _written.Clear();
            await new LiveEngine([_provider.Object], _ => Task.CompletedTask).UpAsync(settings);
            var (aws, cluster) = (_written.Count(type => type.StartsWith("aws:", StringComparison.Ordinal)), _written.Count(type => type.StartsWith("kubernetes:", StringComparison.Ordinal)));
            var catalog = LoadedStack.Of(settings).Catalog;
            var reads = ReadCost.PeriodicReads(catalog).ToList();
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {stack} | {registrations} | 0 | {aws} | {cluster} | 0 | {reads.Count} | {reads.Select(read => read.Holder).Distinct().Count()} |"));
        }

        Snapshot.MatchesPart("docs/cost.md", "calls", string.Join('\n', lines) + "\n");
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Up_First_WritesNoMoreThanWhatIsThere(string stack)
    {
        var settings = Stacks.Shipped(stack);
        var catalog = LoadedStack.Of(settings).Catalog;

        await _engine.UpAsync(settings);

        // A secret, its policy, and a version where Pulumi writes it; a role and its policy; a key and its alias where they are made.
        var isManaged = settings.Aws.Kms.Mode == McpInfra.Settings.Backends.KmsMode.Managed;
        var least = (2 * catalog.Groups.Count) + catalog.Groups.Count(group => group.WrittenByPulumi) + (settings.Aws.Identity.ReaderRoleArn is null ? 2 : 0) + (isManaged ? 2 : 0);
        Assert.Equal(least, _written.Count(type => type.StartsWith("aws:", StringComparison.Ordinal)));

        // The manifests that the backend has, and the release.
        Assert.Equal(Backend.Of(LoadedStack.Of(settings)).Manifests.Count + 1, _written.Count(type => type.StartsWith("kubernetes:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Up_Unchanged_WritesNothing(string stack)
    {
        await _engine.UpAsync(Stacks.Shipped(stack));
        _written.Clear();

        await _engine.UpAsync(Stacks.Shipped(stack));

        Assert.Empty(_written);
    }

    /// <summary>
    /// What the price is computed of is what the operator is told, and no secret is read twice: an ExternalSecret makes one
    /// call for a secret, whatever number of its keys it names.
    /// </summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Refresh_EveryExternalSecret_ReadsEachSecretOnce(string stack)
    {
        var settings = Stacks.Shipped(stack);
        var deployed = await Deployed.RunAsync(settings);

        var reads = deployed.OfType(Deployed.ExternalSecret)
            .Where(secret => secret.Text("spec.refreshPolicy") != "CreatedOnce")
            .Sum(secret => RemoteKey().Matches(secret.Json).Select(match => match.Value).Distinct().Count());

        Assert.Equal(Backend.Of(LoadedStack.Of(settings)).Cost!.CallsPerRefresh, reads);
        Assert.Equal(ReadCost.PeriodicReads(LoadedStack.Of(settings).Catalog).Select(read => read.Holder).Distinct().Count(), reads);
    }

    [GeneratedRegex("\"key\":\"[^\"]+\"")]
    private static partial Regex RemoteKey();
}
