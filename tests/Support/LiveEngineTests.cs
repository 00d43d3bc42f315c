using System.Collections.Immutable;
using McpInfra.Cli.Preview;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using Moq;
using Pulumi;

namespace McpInfra.Tests.Support;

/// <summary>
/// What the imitated engine of the end-to-end tests asks of its providers, with one that makes nothing anywhere: strict,
/// so that a change or a deletion that nobody expects fails.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed class LiveEngineTests
{
    private const string Release = "mcp-stack";
    private const string Version = "vault-gateway";

    private readonly Mock<ILiveProvider> _provider = new(MockBehavior.Strict);
    private readonly List<string> _made = [];
    private readonly List<string> _deleted = [];
    private readonly ProviderAnswers _answers = new("aws", "eu-west-1", StackYaml.AccountId, (name, _) => "the value of " + name, _ => ProviderAnswers.VersionId(1));
    private readonly LiveEngine _engine;

    public LiveEngineTests()
    {
        _provider.Setup(provider => provider.Handles(It.IsAny<string>())).Returns(true);
        _provider.Setup(provider => provider.Changed(It.IsAny<LiveResource>(), It.IsAny<LiveResource>(), It.IsAny<IReadOnlyCollection<string>>()))
            .Returns((LiveResource _, LiveResource _, IReadOnlyCollection<string> changed) => changed);
        _provider.Setup(provider => provider.CreateAsync(It.IsAny<LiveResource>())).ReturnsAsync((LiveResource wanted) => Made(wanted));
        _engine = new LiveEngine([_provider.Object], made =>
        {
            lock (_made)
                _made.Add(made.Name);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Up_Twice_MakesEverythingOnceAndThenNothing()
    {
        var first = await _engine.UpAsync(Stacks.Shipped("dev"));
        var second = await _engine.UpAsync(Stacks.Shipped("dev"));

        Assert.NotEmpty(first.Created);
        Assert.Equal(first.Created, _made.Order(StringComparer.Ordinal));
        Assert.Equal((0, first.Created.Count), (second.Created.Count, second.Unchanged));
        _provider.Verify(provider => provider.CreateAsync(It.IsAny<LiveResource>()), Times.Exactly(first.Created.Count));
    }

    [Fact]
    public async Task Up_ChangedInput_ChangesTheResourceInItsPlace()
    {
        SetupReplacing(replaces: false);
        _provider.Setup(provider => provider.UpdateAsync(Named(Release), Named(Release))).ReturnsAsync((LiveResource wanted, LiveResource _) => Made(wanted));
        await _engine.UpAsync(Stacks.Shipped("dev"));

        var update = await _engine.UpAsync(WithNote());

        Assert.Equal([Release], update.Updated);
        Assert.Empty(update.Created.Concat(update.Replaced).Concat(update.Deleted));
        _provider.Verify(provider => provider.MustReplace(Deployed.Release, It.Is<IReadOnlyCollection<string>>(changed => changed.Single() == "values"), It.IsAny<ImmutableDictionary<string, object>>(), It.IsAny<ImmutableDictionary<string, object>>()), Times.Once);
        _provider.Verify(provider => provider.UpdateAsync(Named(Release), Named(Release)), Times.Once);
    }

    [Fact]
    public async Task Up_ChangeThatMakesAnotherOfIt_MakesTheNewBeforeTheOldGoes()
    {
        SetupReplacing(replaces: true);
        await _engine.UpAsync(Stacks.Shipped("dev"));
        _made.Clear();
        _provider.Setup(provider => provider.DeleteAsync(Named(Release))).Callback((LiveResource old) =>
        {
            Assert.Equal([Release], _made);
            Assert.DoesNotContain("note", old.Inputs["values"].ToString()!, StringComparison.Ordinal);
            _deleted.Add(old.Name);
        }).Returns(Task.CompletedTask);

        var update = await _engine.UpAsync(WithNote());

        Assert.Equal([Release], update.Replaced);
        Assert.Equal([Release], _deleted);
        Assert.Single(_engine.State, resource => resource.Name == Release);
    }

    [Fact]
    public async Task Up_InputWhoseChangesAreIgnored_StaysWithWhatItWasMadeFrom()
    {
        await _engine.UpAsync(Stacks.Shipped("dev"));
        var before = Assert.Single(_engine.State, resource => resource.Name == "vault-AUTH_ENCRYPTION_SECRET").Inputs;
        var dev = Stacks.Shipped("dev");

        var update = await _engine.UpAsync(dev with
        {
            Secrets = [.. dev.Secrets.Select(secret => secret.Name == "AUTH_ENCRYPTION_SECRET" ? secret with { Source = secret.Source with { Length = 100 } } : secret)],
        });

        Assert.Equal(_engine.State.Count, update.Unchanged);
        Assert.Equal(before["length"], Assert.Single(_engine.State, resource => resource.Name == "vault-AUTH_ENCRYPTION_SECRET").Inputs["length"]);
    }

    [Fact]
    public async Task Up_ResourceThatDidNotComeUp_IsKeptAndTriedAgain()
    {
        SetupReplacing(replaces: false);
        _provider.Setup(provider => provider.CreateAsync(Named(Release))).ThrowsAsync(new NotReadyException(new LiveResource(
            Deployed.Release, Release, ImmutableDictionary<string, object>.Empty, new CustomResourceOptions(), "id", ImmutableDictionary<string, object>.Empty), "its pods are not ready."));
        _provider.Setup(provider => provider.UpdateAsync(Named(Release), Named(Release))).ReturnsAsync((LiveResource wanted, LiveResource _) => Made(wanted));

        var failure = await Assert.ThrowsAnyAsync<RunException>(() => _engine.UpAsync(Stacks.Shipped("dev")));
        var kept = Assert.Single(_engine.State, resource => resource.Name == Release);
        var second = await _engine.UpAsync(Stacks.Shipped("dev"));

        Assert.Contains($"{Deployed.Release} {Release}: its pods are not ready.", failure.Message, StringComparison.Ordinal);
        Assert.False(kept.IsReady);
        Assert.Equal([Release], second.Updated);
        Assert.True(Assert.Single(_engine.State, resource => resource.Name == Release).IsReady);
    }

    [Fact]
    public async Task Up_ProviderThatRefuses_KeepsWhatWasMadeBeforeAndTellsTheResource()
    {
        _provider.Setup(provider => provider.CreateAsync(Named(Version))).ThrowsAsync(new AwsException("AccessDenied", "no."));

        var failure = await Assert.ThrowsAnyAsync<RunException>(() => _engine.UpAsync(Stacks.Shipped("dev")));

        Assert.Contains($"{Version}: AccessDenied: no.", failure.Message, StringComparison.Ordinal);
        Assert.Contains(_engine.State, resource => resource.Type == "aws:secretsmanager/secret:Secret");
        Assert.DoesNotContain(_engine.State, resource => resource.Name == Release);
    }

    [Fact]
    public async Task Destroy_UnprotectedStack_DeletesTheLastMadeFirst()
    {
        _provider.Setup(provider => provider.DeleteAsync(It.IsAny<LiveResource>())).Callback((LiveResource old) => _deleted.Add(old.Type + old.Name)).Returns(Task.CompletedTask);
        await _engine.UpAsync(Stacks.Shipped("dev"));
        var state = _engine.State.Select(resource => resource.Type + resource.Name).ToList();

        await _engine.DestroyAsync();

        Assert.Empty(_engine.State);
        Assert.Equal(state.AsEnumerable().Reverse(), _deleted);
    }

    [Fact]
    public async Task Destroy_ProtectedResource_IsRefusedAndDeletesNothing()
    {
        await _engine.UpAsync(Stacks.Shipped("prod"));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(_engine.DestroyAsync);

        Assert.Contains("aws:kms/key:Key vault-key is protected and cannot be deleted.", refused.Message, StringComparison.Ordinal);
        _provider.Verify(provider => provider.DeleteAsync(It.IsAny<LiveResource>()), Times.Never);
    }

    private static LiveResource Named(string name) => It.Is<LiveResource>(resource => resource.Name == name && resource.Type != "aws:secretsmanager/secret:Secret");

    private static StackSettings WithNote() => Stacks.Shipped("dev") with { Values = new Dictionary<string, object?> { ["note"] = "another" } };

    private LiveResource Made(LiveResource wanted) => _answers.To(wanted.Type, wanted.Name, wanted.Inputs) is var (id, state) ? wanted with { Id = id, State = state } : wanted;

    private void SetupReplacing(bool replaces) => _provider
        .Setup(provider => provider.MustReplace(It.IsAny<string>(), It.IsAny<IReadOnlyCollection<string>>(), It.IsAny<ImmutableDictionary<string, object>>(), It.IsAny<ImmutableDictionary<string, object>>()))
        .Returns(replaces);
}
