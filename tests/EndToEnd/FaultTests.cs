using System.Text.Json.Nodes;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.EndToEnd;

/// <summary>What goes wrong in one environment: a clear message, nothing lost, and a second run that mends it.</summary>
public sealed class FaultTests
{
    [EndToEndFact("MCP_E2E_IAM")]
    public async Task Refresh_AccessDenied_KeepsTheSecretAndTellsItInTheCondition()
    {
        await using var live = await UpWithShortRefreshAsync();
        var before = await live.SecretAsync("mcp-redis");
        var redis = live.Named("externalsecrets.external-secrets.io", "mcp-redis");
        var policy = live.Resource("aws:iam/rolePolicy:RolePolicy", "reader").Inputs;

        await live.Aws.IamAsync("DeleteRolePolicy", ("RoleName", policy.Text("role")!), ("PolicyName", policy.Text("name")!));
        var failed = await live.Cluster.WaitAsync(redis, found => Conditions.IsFalse(found, "Ready"), TimeSpan.FromSeconds(60));
        var during = await live.SecretAsync("mcp-redis");
        await live.Aws.IamAsync("PutRolePolicy", ("RoleName", policy.Text("role")!), ("PolicyName", policy.Text("name")!), ("PolicyDocument", policy.Text("policy")!));

        await live.Cluster.WaitReadyAsync(redis, TimeSpan.FromSeconds(90));
        Assert.Equal("SecretSyncedError", (string?)Conditions.Find(failed, "Ready")!["reason"]);
        Assert.Equal(before, during);
        Assert.Equal(before, await live.SecretAsync("mcp-redis"));
    }

    [EndToEndFact]
    public async Task Up_KeyMissingInTheJson_SaysSoBeforeTheReleaseAndTheNextRunCompletes()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with
        {
            Secrets = [.. live.Settings.Secrets, new SecretSettings("SMTP_PASSWORD", new ValueSource { From = SecretSource.External })],
            Store = live.Settings.Store with { TimeoutSeconds = 15, RefreshInterval = "2s" },
        };
        await live.PutAsync("external", ("SMTP_PASWORD", live.Canaries.NewWord()));

        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());
        var happened = await live.Cluster.ListAsync("events", live.Settings.Namespace);
        await live.PutAsync("external", ("SMTP_PASSWORD", live.Canaries.NewWord()));
        live.Settings = live.Settings with { Store = live.Settings.Store with { TimeoutSeconds = 60 } };
        await live.UpAsync();

        Assert.Contains("timed out waiting for the condition Ready of mcp-gateway-external", stopped.Message, StringComparison.Ordinal);
        Assert.Contains(happened, told => ((string)told["message"]!).Contains("SMTP_PASSWORD", StringComparison.Ordinal));
        live.Canaries.AssertNoneIn("the message", stopped.Message);
        Assert.All(happened, told => live.Canaries.AssertNoneIn("an event", told.ToJsonString()));
        Assert.Contains("SMTP_PASSWORD", await live.Pod.GatewayAsync());
    }

    [EndToEndFact]
    public async Task Up_NamespaceThatSomebodyElseMade_IsRefusedAndLeftAlone()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var mine = new ObjectName("namespace", live.Settings.Namespace);
        await live.Cluster.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = live.Settings.Namespace, ["labels"] = new JsonObject { ["owner"] = "somebody" } },
        });

        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());
        var untouched = await live.Cluster.GetAsync(mine);
        await live.Cluster.DeleteAsync(mine);
        await live.UpAsync();

        Assert.Contains($"\"{live.Settings.Namespace}\" was not successfully created", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("already exists", stopped.Message, StringComparison.Ordinal);
        Assert.Equal("somebody", (string?)untouched["metadata"]!["labels"]!["owner"]);
        Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
    }

    [EndToEndFact]
    public async Task Up_SecretOfTheSameNameScheduledForDeletion_SaysSoAndCompletesOnceItIsGone()
    {
        await using var live = await LiveStack.CreateAsync("staging");
        var name = live.AwsName("gateway");
        await live.Aws.SecretsManagerAsync("CreateSecret", new JsonObject { ["Name"] = name, ["SecretString"] = "{}", ["ClientRequestToken"] = Guid.NewGuid().ToString() });
        await live.Aws.SecretsManagerAsync("DeleteSecret", new JsonObject { ["SecretId"] = name, ["RecoveryWindowInDays"] = 7 });

        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());
        await live.Aws.SecretsManagerAsync("RestoreSecret", new JsonObject { ["SecretId"] = name });
        await live.Aws.SecretsManagerAsync("DeleteSecret", new JsonObject { ["SecretId"] = name, ["ForceDeleteWithoutRecovery"] = true });
        await live.UpAsync();

        // AWS says "scheduled for deletion" where the emulator says "already exists".
        Assert.Matches($"vault-gateway: .*({name} already exists|scheduled for deletion)", stopped.Message);
        Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
    }

    [EndToEndFact]
    public async Task Up_ReleaseLeftFailed_IsUpgradedByTheNextRun()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var good = live.Settings;

        // A quota that no pod fits into: the Deployments are made and never come up.
        live.Settings = good with { Release = good.Release with { TimeoutSeconds = 5 } };
        live.Made = async made =>
        {
            if (made.Type == "kubernetes:core/v1:Namespace")
                await live.Cluster.ApplyAsync(Quota(live, pods: "0"));
        };
        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());
        var failed = await live.HelmAsync("list", "--failed", "--short");
        await live.Cluster.ApplyAsync(Quota(live, pods: "50"));
        live.Settings = good;
        await live.UpAsync();

        Assert.Contains("mcp-stack", stopped.Message, StringComparison.Ordinal);
        Assert.Equal("mcp", failed.Trim());
        Assert.Equal("mcp", (await live.HelmAsync("list", "--deployed", "--short")).Trim());
        Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
    }

    [EndToEndFact]
    public async Task Up_CredentialsOfAnotherAccount_AreRefusedBeforeAnythingIsMade()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings.With(aws => aws with { AccountId = "999999999999" });

        var stopped = await Assert.ThrowsAnyAsync<RunException>(() => live.UpAsync());

        Assert.Contains("AWS account ID not allowed", stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(live.Resources, resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal));
    }

    private static async Task<LiveStack> UpWithShortRefreshAsync()
    {
        var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with { Store = live.Settings.Store with { RefreshInterval = "1s" } };
        await live.UpAsync();
        return live;
    }

    private static JsonObject Quota(LiveStack live, string pods) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ResourceQuota",
        ["metadata"] = new JsonObject { ["name"] = "pods", ["namespace"] = live.Settings.Namespace },
        ["spec"] = new JsonObject { ["hard"] = new JsonObject { ["pods"] = pods } },
    };
}
