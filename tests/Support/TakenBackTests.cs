using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.EndToEnd.Harness;
using Pulumi;

namespace McpInfra.Tests.Support;

/// <summary>
/// An update that failed is taken back by an update to the former settings, on the imitated engine: it ends in the former
/// state by itself, and no Secret that pods name is gone on the way.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed class TakenBackTests
{
    private const string Application = "kubernetes:argoproj.io/v1alpha1:Application";
    private const string HelmRelease = "kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease";

    private readonly ClusterOfNames _cluster = new();
    private readonly LiveEngine _engine;

    public TakenBackTests() => _engine = new LiveEngine([_cluster], _ => Task.CompletedTask);

    /// <summary>What a stack changes, and the type of what then does not come up.</summary>
    public static TheoryData<string, string> Changes => new()
    {
        { "stable to versioned", Deployed.Release },
        { "versioned to stable", Deployed.Release },
        { "name of the store", Deployed.Release },
        { "name of the ServiceAccount", Deployed.Release },
        { "helm to argocd", Application },
        { "name of the flux release", HelmRelease },
        { "a key more", Deployed.Release },
        { "a key more that has no value", Deployed.ExternalSecret },
        { "a key more in Vault", "kubernetes:secrets.hashicorp.com/v1beta1:VaultStaticSecret" },
        { "a key more under argocd", Deployed.ExternalSecret },
        { "a key more under flux", HelmRelease },
        { "a key less", Deployed.Release },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Up_BackToFormerSettings_EndsInTheFormerState(string change, string failing)
    {
        var (former, changed) = Settings(change);
        await _engine.UpAsync(former);
        var objects = _cluster.Objects;

        _cluster.Failing = failing;
        await Assert.ThrowsAnyAsync<RunException>(() => _engine.UpAsync(changed));
        await Assert.ThrowsAnyAsync<RunException>(() => _engine.UpAsync(changed));
        _cluster.Failing = null;
        Assert.Empty(_cluster.Deleted);
        await _engine.UpAsync(former);
        var again = await _engine.UpAsync(former);

        Assert.Equal(objects, _cluster.Objects);
        Assert.Empty(_cluster.Deleted.Intersect(objects));
        Assert.Equal(_engine.State.Count, again.Unchanged);
    }

    /// <summary>Forward as before: the former objects go when the new ones are in use.</summary>
    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Up_ChangeThatFailedOnce_SucceedsAtTheSecond(string change, string failing)
    {
        var (former, changed) = Settings(change);
        await _engine.UpAsync(former);
        _cluster.Failing = failing;
        await Assert.ThrowsAnyAsync<RunException>(() => _engine.UpAsync(changed));
        _cluster.Failing = null;

        await _engine.UpAsync(changed);
        var again = await _engine.UpAsync(changed);

        Assert.Equal(_engine.State.Count, again.Unchanged);
        Assert.NotEmpty(_cluster.Deleted);
    }

    private static (StackSettings Former, StackSettings Changed) Settings(string change)
    {
        var dev = Stacks.Shipped("dev");
        var stable = Stacks.DeliveredBy("dev", DeliveryMode.Helm);
        var argoCd = Stacks.DeliveredBy("dev", DeliveryMode.ArgoCd);
        var flux = Stacks.DeliveredBy("dev", DeliveryMode.Flux);
        return change switch
        {
            "stable to versioned" => (stable, Touched(dev)),
            "versioned to stable" => (dev, Touched(stable)),
            "name of the store" => (dev, Touched(dev with { Store = dev.Store with { Name = "another" } })),
            "name of the ServiceAccount" => (dev, Touched(dev with { Backend = new BackendSettings.Aws(dev.Aws with { Identity = (IdentitySettings.Irsa)dev.Aws.Identity with { ServiceAccount = "another" } }) })),
            "helm to argocd" => (dev, argoCd),
            "name of the flux release" => (flux, flux with { Release = flux.Release with { Name = "another" } }),
            "a key more" or "a key more that has no value" => More(stable),
            "a key more in Vault" => More(BackendStacks.Vso.Load()),
            "a key more under argocd" => More(argoCd),
            "a key more under flux" => More(flux),
            "a key less" => More(stable) is var (less, more) ? (more, less) : default,
            _ => throw new ArgumentException(change),
        };
    }

    /// <summary>A stack whose Secret of values from elsewhere gets a second key.</summary>
    private static (StackSettings Former, StackSettings Changed) More(StackSettings settings) =>
        (WithKeys(settings, "SMTP_PASSWORD"), WithKeys(settings, "SMTP_PASSWORD", "SSO_OKTA_CLIENT_SECRET"));

    private static StackSettings WithKeys(StackSettings settings, params string[] names) =>
        settings with { Secrets = [.. settings.Secrets, .. names.Select(name => new SecretSettings(name, Stacks.Source(SecretSource.External)))] };

    /// <summary>The release's own inputs change too, so that it is tried.</summary>
    private static StackSettings Touched(StackSettings settings) => settings with { Values = new Dictionary<string, object?> { ["note"] = "another" } };
}
