using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using Pulumi;

namespace McpInfra.Tests.EndToEnd;

/// <summary>A Secret that is not there yet: waited for, unless the stack says that it is optional.</summary>
public sealed class OptionalTests
{
    [EndToEndFact]
    public async Task Optional_SecretNotThereYet_InstallsAndPicksItUpAfterARestart()
    {
        await using var live = await WithEmptySmtpPasswordAsync(optional: true);

        await live.UpAsync();
        var without = await live.Pod.GatewayAsync();
        await live.PutAsync("external", ("SMTP_PASSWORD", live.Canaries.NewWord()));
        var secret = await live.Cluster.WaitAsync(live.Named("Secret", "mcp-gateway-external"), found => found is not null, TimeSpan.FromSeconds(60));
        await live.Cluster.RunAsync(["rollout", "restart", "deployment", ChartNames.GatewayDeployment(live.Settings.Release.Name), "--namespace", live.Settings.Namespace]);
        await live.Cluster.RunAsync(["rollout", "status", "deployment", ChartNames.GatewayDeployment(live.Settings.Release.Name), "--namespace", live.Settings.Namespace, "--timeout=60s"]);
        var with = await live.Pod.GatewayAsync();

        Assert.False(without.ContainsKey("SMTP_PASSWORD"));
        Assert.Contains(with["SMTP_PASSWORD"].Value, live.Canaries.All);
        var pod = (await live.Cluster.ListAsync("pods", live.Settings.Namespace))
            .Where(pod => ((string)pod["metadata"]!["name"]!).Contains("mcpgateway", StringComparison.Ordinal) && pod["metadata"]!["deletionTimestamp"] is null)
            .MaxBy(pod => (DateTime)pod["metadata"]!["creationTimestamp"]!)!;
        Assert.True((DateTime)pod["metadata"]!["creationTimestamp"]! >= (DateTime)secret!["metadata"]!["creationTimestamp"]!);
    }

    [EndToEndFact]
    public async Task Required_SecretNotThereYet_StopsBeforeTheReleaseAndTheNextRunCompletes()
    {
        await using var live = await WithEmptySmtpPasswordAsync(optional: false);

        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());

        Assert.Contains("secrets-gateway-external/", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("timed out waiting for the condition Ready of mcp-gateway-external-", stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(live.Resources, resource => resource.Type == HelmReleases.Release);
        Assert.Equal("", (await live.HelmAsync("list", "--all", "--short")).Trim());

        await live.PutAsync("external", ("SMTP_PASSWORD", live.Canaries.NewWord()));
        live.Settings = live.Settings with { Store = live.Settings.Store with { TimeoutSeconds = 60 } };
        var mended = await live.UpAsync();

        Assert.Contains("mcp-stack", mended.Created);
        Assert.Contains((await live.Pod.GatewayAsync())["SMTP_PASSWORD"].Value, live.Canaries.All);
    }

    private static async Task<LiveStack> WithEmptySmtpPasswordAsync(bool optional)
    {
        var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with
        {
            Secrets = [.. live.Settings.Secrets, new SecretSettings("SMTP_PASSWORD", new ValueSource { From = SecretSource.External })],
            Migration = live.Settings.Migration with { Optional = optional },
            Store = live.Settings.Store with { RefreshInterval = "2s", TimeoutSeconds = 15 },
        };
        return live;
    }
}
