using System.Text.Json.Nodes;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>What stays and what goes when an environment is removed. The engine that decides it is imitated here.</summary>
public sealed class LifecycleTests
{
    [EndToEndFact]
    public async Task Harness_DestroyedDevEnvironment_LeavesNothingAndCanBeMadeAgainAtOnce()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        await live.UpAsync();
        var secrets = live.Catalog.Groups.Select(group => group.AwsName).ToList();

        await live.DestroyAsync();

        Assert.Empty(live.Resources);
        Assert.Null(await live.Cluster.FindAsync(new ObjectName("namespace", live.Settings.Namespace)));
        foreach (var secret in secrets)
            await AssertMissingAsync("ResourceNotFoundException", () => live.Aws.SecretsManagerAsync("DescribeSecret", new JsonObject { ["SecretId"] = secret }));
        await AssertMissingAsync("NoSuchEntity", () => live.Aws.IamAsync("GetRole", ("RoleName", ReaderPolicies.RoleName(live.Settings.Aws, live.Settings.Environment))));

        await live.UpAsync();
        Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
    }

    [EndToEndFact("ESO_OPERATOR_ROLE_ARN")]
    public async Task Harness_DestroyedProdEnvironment_IsRefusedAndNothingIsGone()
    {
        await using var live = await LiveStack.CreateAsync("prod");
        await live.UpAsync();
        var before = await live.Pod.GatewayAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(live.DestroyAsync);

        foreach (var resource in live.Resources.Where(resource => resource.Type is "aws:secretsmanager/secret:Secret" or "aws:kms/key:Key"))
            Assert.Contains($"{resource.Type} {resource.Name} is protected", refused.Message, StringComparison.Ordinal);
        foreach (var group in live.Catalog.Groups)
            Assert.NotEmpty(await live.AwsValuesAsync(group.Name));
        Assert.Equal(before.Values.Select(variable => variable.Value), (await live.Pod.GatewayAsync()).Values.Select(variable => variable.Value));
    }

    [EndToEndFact]
    public async Task Harness_SecretTakenOutOfTheStack_GoesFromAwsAndFromTheGateway()
    {
        await using var live = await LiveStack.CreateAsync("staging");
        await live.UpAsync();
        Assert.Contains("SSO_GITHUB_CLIENT_SECRET", await live.Pod.GatewayAsync());
        var secret = live.SecretName("gateway-external");
        live.Settings = live.Settings with { Secrets = [.. live.Settings.Secrets.Where(secret => secret.Name != "SSO_GITHUB_CLIENT_SECRET")] };

        var update = await live.UpAsync();

        Assert.Equal(["mcp-stack", "reader"], update.Updated);
        Assert.Contains(update.Deleted, name => name.StartsWith("secrets-gateway-external/", StringComparison.Ordinal));
        Assert.DoesNotContain("SSO_GITHUB_CLIENT_SECRET", await live.Pod.GatewayAsync());
        await live.Cluster.WaitAsync(live.Named("Secret", secret), found => found is null, TimeSpan.FromSeconds(60));
    }

    private static async Task AssertMissingAsync(string code, Func<Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AwsException>(call)).Code);
}
