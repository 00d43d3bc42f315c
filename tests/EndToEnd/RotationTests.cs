using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using Pulumi;

namespace McpInfra.Tests.EndToEnd;

/// <summary>What a changed value does to AWS, to the Secrets and to the pods.</summary>
public sealed class RotationTests
{
    [EndToEndFact]
    public async Task RaisedCounter_RollsThePodsOnceOntoANewSecretAndTouchesNothingElse()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        await live.UpAsync();
        var (oldName, oldAws) = (live.SecretName("gateway-gateway"), await live.AwsValuesAsync("gateway"));
        var before = await live.Pod.GatewayAsync();
        Raise(live, 1);

        var update = await live.UpAsync();
        var after = await live.Pod.GatewayAsync();
        var newAws = await live.AwsValuesAsync("gateway");

        Assert.NotEqual(oldAws["JWT_SECRET_KEY"], newAws["JWT_SECRET_KEY"]);
        Assert.Equal(newAws["JWT_SECRET_KEY"], after["JWT_SECRET_KEY"].Value);
        Assert.NotEqual(oldName, live.SecretName("gateway-gateway"));
        Assert.Equal(before["AUTH_ENCRYPTION_SECRET"].Value, after["AUTH_ENCRYPTION_SECRET"].Value);
        Assert.Equal(before.Keys.Where(name => name != "JWT_SECRET_KEY").ToDictionary(name => name, name => before[name].Value),
            after.Keys.Where(name => name != "JWT_SECRET_KEY").ToDictionary(name => name, name => after[name].Value));
        Assert.Equal(["secrets-gateway-gateway/versioned", "vault-JWT_SECRET_KEY", "vault-gateway"], update.Replaced);
        Assert.Equal(["mcp-stack"], update.Updated);
        Assert.Empty(update.Created);

        // One new pod template: the old ReplicaSet is at 0 and there is one other.
        var replicaSets = (await live.Cluster.ListAsync("replicasets.apps", live.Settings.Namespace))
            .Where(set => ((string)set["metadata"]!["name"]!).Contains("mcpgateway", StringComparison.Ordinal)).ToList();
        Assert.Equal([0, 1], replicaSets.Select(set => (int)set["spec"]!["replicas"]!).Order());
    }

    [EndToEndFact]
    public async Task Harness_OldSecret_KeepsItsValueUntilTheRolloutIsDone()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with { Store = live.Settings.Store with { RefreshInterval = "1s" } };
        await live.UpAsync();
        var oldName = live.SecretName("gateway-gateway");
        var before = await live.SecretAsync(oldName);
        Raise(live, 1);
        var seenBeforeDeletion = 0;

        await live.UpAsync(beforeDeletion: async () =>
        {
            await RefreshedTwiceAsync(live, oldName);
            Assert.Equal(before, await live.SecretAsync(oldName));
            Assert.Equal(live.SecretName("gateway-gateway"), (await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Source);
            seenBeforeDeletion++;
        });

        Assert.Equal(1, seenBeforeDeletion);
        Assert.Null(await live.Cluster.FindAsync(live.Named("externalsecrets.external-secrets.io", oldName)));
        await live.Cluster.WaitAsync(live.Named("Secret", oldName), found => found is null, TimeSpan.FromSeconds(60));
    }

    [EndToEndFact]
    public async Task FailedRollout_KeepsTheOldSecretAndValueAndTheNextRunCompletes()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        await live.UpAsync();
        var before = await live.Pod.GatewayAsync();
        Raise(live, 1);
        var good = live.Settings;
        live.SetValues(("mcpContextForge.replicaCount", "many"));

        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());
        var during = await live.Pod.GatewayAsync();
        live.Settings = good;
        await live.UpAsync();
        var after = await live.Pod.GatewayAsync();

        Assert.Contains("replicaCount", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(before["JWT_SECRET_KEY"], during["JWT_SECRET_KEY"], EffectiveComparer);
        Assert.NotEqual(before["JWT_SECRET_KEY"].Value, after["JWT_SECRET_KEY"].Value);
        live.Canaries.AssertNoneIn("the message", stopped.Message);
    }

    [EndToEndFact]
    public async Task ExternalValue_ChangedInAws_ReachesTheSecretByItself()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with
        {
            Secrets = [.. live.Settings.Secrets, new SecretSettings("SMTP_PASSWORD", new ValueSource { From = SecretSource.External })],
            Store = live.Settings.Store with { RefreshInterval = "1s" },
        };
        await live.PutAsync("external", ("SMTP_PASSWORD", live.Canaries.NewWord()));
        await live.UpAsync();
        var changed = live.Canaries.NewWord();

        await live.PutAsync("external", ("SMTP_PASSWORD", changed));

        await live.Cluster.WaitAsync(live.Named("Secret", live.SecretName("gateway-external")),
            found => found is not null && SecretData.Of(found)["SMTP_PASSWORD"] == changed, TimeSpan.FromSeconds(60));
    }

    [EndToEndFact]
    public async Task EncryptionKey_ChangedInAws_DoesNotReachTheSecret()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with { Store = live.Settings.Store with { RefreshInterval = "1s" } };
        await live.UpAsync();
        var before = (await live.Pod.GatewayAsync())["AUTH_ENCRYPTION_SECRET"].Value;
        await live.PutAsync("encryption", ("AUTH_ENCRYPTION_SECRET", live.Canaries.NewWord()));

        // It has the same interval.
        await RefreshedTwiceAsync(live, "mcp-redis");
        Assert.Equal(before, (await live.Pod.GatewayAsync())["AUTH_ENCRYPTION_SECRET"].Value);
    }

    private static IEqualityComparer<EffectiveVariable<string>> EffectiveComparer { get; } =
        EqualityComparer<EffectiveVariable<string>>.Create((one, other) => (one?.Value, one?.Source) == (other?.Value, other?.Source), variable => variable.Value.GetHashCode());

    /// <summary>The operator has read a Secret's source twice from now on: once might have begun before.</summary>
    private static async Task RefreshedTwiceAsync(LiveStack live, string externalSecret)
    {
        var name = live.Named("externalsecrets.external-secrets.io", externalSecret);
        for (var refresh = 0; refresh < 2; refresh++)
        {
            var last = (string?)(await live.Cluster.GetAsync(name))["status"]!["refreshTime"];
            await live.Cluster.WaitAsync(name, found => (string?)found?["status"]?["refreshTime"] != last, TimeSpan.FromSeconds(60));
        }
    }

    private static void Raise(LiveStack live, int counter) => live.Settings = live.Settings with
    {
        Secrets = [.. live.Settings.Secrets.Select(secret => secret.Name == "JWT_SECRET_KEY" ? secret with { Source = secret.Source with { Rotate = counter } } : secret)],
    };
}
