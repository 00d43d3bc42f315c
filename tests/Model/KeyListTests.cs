using McpInfra.Backends;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Model;

/// <summary>
/// A list of keys that changes: whatever the backend, the delivery and the strategy, something of the pods changes with it, and
/// where Pulumi makes the Secret it is another one, so that the former stays whole until the release has left it.
/// </summary>
public sealed class KeyListTests
{
    /// <summary>Every backend, delivery and strategy that may stand together.</summary>
    public static TheoryData<string, string, string> Stands
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var mode in Enum.GetValues<DeliveryMode>())
            {
                foreach (var backend in BackendStacks.All.Keys.Append("aws"))
                    data.Add(backend, mode.ToString(), nameof(RolloutStrategy.Stable));
            }

            data.Add("aws", nameof(DeliveryMode.Helm), nameof(RolloutStrategy.Versioned));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public void List_OneKeyMore_ChangesWhatThePodsAreMadeOf(string backend, string mode, string strategy)
    {
        foreach (var source in Sources(backend))
        {
            var (former, more) = Settings(backend, mode, strategy, source);

            Assert.NotEqual(Pods(former), Pods(more));
            Assert.Equal(Pods(former), Pods(Without(more)));
        }
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public void List_OneKeyMore_IsAnotherObjectThatIsWaitedForWherePulumiNamesIt(string backend, string mode, string strategy)
    {
        foreach (var source in Sources(backend))
        {
            var (former, more) = Settings(backend, mode, strategy, source);
            var before = Made(former);
            var come = Made(more).Where(manifest => !before.Contains(manifest)).ToList();
            var follows = former.Backend.NamesSecrets && former.Delivery.Mode != DeliveryMode.Git;
            if (!former.Backend.NamesSecrets)
            {
                Assert.Empty(come);
                continue;
            }

            // One Secret holds the new key. A version is not known here: the name says that one follows, and Pulumi knows it.
            var changed = Assert.Single(come);
            var name = Assert.IsType<SecretName>(changed.Name);
            Assert.Equal(follows, name.List is not null || name.VersionedBy is not null);
            Assert.NotNull(changed.Ready);
            if (follows && name.VersionedBy is null)
                Assert.DoesNotContain(changed.Resource, before.Select(manifest => manifest.Resource));
        }
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public void List_InGit_KeepsEveryNameAndRollsByADigest(string backend, string mode, string strategy)
    {
        foreach (var source in Sources(backend))
        {
            var (former, more) = Settings(backend, mode, strategy, source);
            var (before, after) = (DeliverySpec.InGit(former), DeliverySpec.InGit(more));

            if (source != SecretSource.Existing && GroupIsThere(former, source))
                Assert.Equal(before.Secrets.Select(secret => secret.Manifest.Name), after.Secrets.Select(secret => secret.Manifest.Name));
            Assert.NotEqual(Digest(before.Values), Digest(after.Values));
            Assert.Matches("^[0-9a-f]{8}$", Digest(after.Values));
        }
    }

    [Fact]
    public void List_OrderAndLengthAndRotation_SayNothing()
    {
        var settings = Load("aws", DeliveryMode.Helm, RolloutStrategy.Stable);
        var other = settings with { Secrets = [.. settings.Secrets.Reverse().Select(secret => secret with { Source = secret.Source with { Length = 99, Rotate = 7 } })] };

        Assert.Equal(Pods(settings), Pods(other));
    }

    [Fact]
    public void List_OtherPlace_IsAnotherList()
    {
        var settings = Load("vault", DeliveryMode.Helm, RolloutStrategy.Stable);
        var moved = BackendStacks.Vault.With("mcp-infra:vault.path", "mcp/other").Load();

        Assert.NotEqual(Pods(settings), Pods(moved));
    }

    /// <summary>What a stack says itself in the chart's list stays, and ours is behind it.</summary>
    [Fact]
    public void Digest_BesideEntriesOfTheStack_IsTheLast()
    {
        var values = DeliverySpec.InGit(StackYaml.Baseline.With("mcp-infra:values.mcpContextForge.extraEnv", "[{name: LOG_LEVEL, value: debug}]").Load()).Values;

        Assert.Equal(["LOG_LEVEL", ChartValues.ListsVariable],
            ((IReadOnlyList<object?>)ValueTree.At(values, ChartNames.ExtraEnv)!).Cast<IReadOnlyDictionary<string, object?>>().Select(entry => entry["name"]));
    }

    /// <summary>While Helm or a person names the Secrets, a name that moves would take them from under the pods.</summary>
    [Theory]
    [InlineData("mcp-infra:migration.optional")]
    [InlineData("mcp-infra:migration.adopting")]
    public void Names_WhileAReleaseIsMoved_StayPlain(string setting) => Assert.All(
        CatalogBuilder.Build(BackendStacks.Vault.With(setting, "true").Load()).Objects, secret => Assert.Equal(secret.Name.Base, secret.Name.ToString()));

    /// <summary>Secrets whose keys are always the same keep their names, and so does the key that encrypts what is stored.</summary>
    [Theory]
    [MemberData(nameof(BackendStacks.Names), MemberType = typeof(BackendStacks))]
    public void Names_OfFixedLists_StayPlain(string backend) => Assert.All(
        CatalogBuilder.Build(BackendStacks.Load(backend, externalServers: true)).Objects.Where(secret => !secret.HasOwnList),
        secret => Assert.Equal(secret.Name.Base, secret.Name.ToString()));

    private static SecretSource[] Sources(string backend) => backend switch
    {
        "aws" => [SecretSource.Generate, SecretSource.External, SecretSource.Existing],
        _ => [SecretSource.External],
    };

    private static (StackSettings Former, StackSettings More) Settings(string backend, string mode, string strategy, SecretSource source)
    {
        var settings = Load(backend, Enum.Parse<DeliveryMode>(mode), Enum.Parse<RolloutStrategy>(strategy));
        return (settings, settings with { Secrets = [.. settings.Secrets, new SecretSettings("ZZ_NEW", Stacks.Source(source))] });
    }

    private static StackSettings Load(string backend, DeliveryMode mode, RolloutStrategy strategy)
    {
        var settings = backend == "aws" ? Stacks.Shipped("dev") : BackendStacks.Load(backend);
        return settings with { Rollout = settings.Rollout with { Strategy = strategy }, Delivery = settings.Delivery with { Mode = mode } };
    }

    private static bool GroupIsThere(StackSettings settings, SecretSource source) => !settings.Backend.WritesValues || source == SecretSource.Generate;

    private static StackSettings Without(StackSettings settings) => settings with { Secrets = [.. settings.Secrets.Where(secret => secret.Name != "ZZ_NEW")] };

    /// <summary>All of the pods' own: the values, with the version of a Secret that follows one as its list, which is what AWS versions.</summary>
    private static string Pods(StackSettings settings)
    {
        var stack = LoadedStack.Of(settings);
        var values = settings.Delivery.Mode == DeliveryMode.Git ? DeliverySpec.InGit(settings).Values : ChartValues.For(stack).ToTree();
        return Shown(values) + string.Join('\n', stack.Catalog.Objects.Where(secret => secret.Name.VersionedBy is not null).Select(secret => secret.List));
    }

    private static string? Digest(IReadOnlyDictionary<string, object?> values) => (ValueTree.At(values, ChartNames.ExtraEnv) as IReadOnlyList<object?>)?
        .Cast<IReadOnlyDictionary<string, object?>>().Single(entry => (string?)entry["name"] == ChartValues.ListsVariable)["value"] as string;

    /// <summary>What is known only later stands as the word that the model has for it.</summary>
    private static string Shown(object? tree) => Tree.Shown(Known(tree));

    private static object? Known(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Known(entry.Value)),
        IReadOnlyList<object?> list => list.Select(Known).ToList(),
        SecretName or PinnedVersion or ReaderRoleArn => value.ToString(),
        _ => value,
    };

    /// <summary>Each object with the Pulumi resource that it is and what it says.</summary>
    private static List<(string Resource, object Name, string? Ready, string Spec)> Made(StackSettings settings) =>
    [
        .. Backend.Of(LoadedStack.Of(settings)).Manifests.Select(manifest => ($"{manifest.Id}/{manifest.Variant}", manifest.Name, manifest.ReadyWhen, Shown(manifest.Body))),
    ];
}
