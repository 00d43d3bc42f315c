using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// Faults of what all environments share. Each of these tests takes something from every test at once (the operator's way
/// to AWS), so they run when no other does.
/// </summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OperatorFaultTests
{
    public const string Name = "Faults of the operator";

    [EndToEndFact("MCP_E2E_OPERATOR_ENDPOINT")]
    public async Task Refresh_AwsEndpointGone_KeepsTheSecretTellsItAndResumes()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with
        {
            Secrets = [.. live.Settings.Secrets, new SecretSettings("SMTP_PASSWORD", new ValueSource { From = SecretSource.External })],
            Store = live.Settings.Store with { RefreshInterval = "1s" },
        };
        await live.PutAsync("external", ("SMTP_PASSWORD", live.Canaries.NewWord()));
        await live.UpAsync();
        var secret = live.SecretName("gateway-external");
        var before = await live.SecretAsync(secret);
        var external = live.Named("externalsecrets.external-secrets.io", secret);
        var changed = live.Canaries.NewWord();

        OperatorEndpoint.Shared!.Cut();
        try
        {
            var failed = await live.Cluster.WaitAsync(external, found => Conditions.IsFalse(found, "Ready"), TimeSpan.FromSeconds(90));
            Assert.Equal("SecretSyncedError", (string?)Conditions.Find(failed, "Ready")!["reason"]);
            await live.PutAsync("external", ("SMTP_PASSWORD", changed));
            Assert.Equal(before, await live.SecretAsync(secret));
            Assert.Equal(before["SMTP_PASSWORD"], (await live.Pod.GatewayAsync())["SMTP_PASSWORD"].Value);
        }
        finally
        {
            OperatorEndpoint.Shared.Restore();
        }

        await live.Cluster.WaitAsync(live.Named("Secret", secret),
            found => found is not null && SecretData.Of(found)["SMTP_PASSWORD"] == changed, TimeSpan.FromSeconds(120));
        await live.Cluster.WaitReadyAsync(external, TimeSpan.FromSeconds(30));
    }

    [EndToEndFact("MCP_TOOLS")]
    public async Task Up_ClusterWithoutTheOperatorsKinds_NamesTheMissingOneAndCompletesOnceTheyAreThere()
    {
        await using var own = await OwnCluster.StartAsync();
        await using var live = await LiveStack.CreateAsync("dev", own: own);
        var kinds = await own.RemoveKindsAsync("external-secrets.io");

        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());
        Assert.Contains("no matches for kind \"SecretStore\" in version \"external-secrets.io/v1\"", stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(live.Resources, resource => resource.Type == HelmReleases.Release);
        live.Canaries.AssertNoneIn("the message", stopped.Message);

        await own.AddKindsAsync(kinds);
        live.Settings = live.Settings with { Store = live.Settings.Store with { TimeoutSeconds = 120 } };
        await live.UpAsync();
        Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
    }
}
