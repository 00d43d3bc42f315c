using System.Text.Json.Nodes;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>Three environments in one account and one cluster: each reads its own, and IAM refuses it everything else.</summary>
[Collection(ShippedStacksCollection.Name)]
public sealed class IamIsolationTests(ShippedStacks shipped)
{
    private const string Denied = "AccessDenied";

    /// <summary>The environments whose reader is a ServiceAccount, and so a session that a test can open itself.</summary>
    public static TheoryData<string> WithServiceAccount => ["dev", "staging"];

    public static TheoryData<string, string> EveryPair => Pairs(Support.Stacks.Names, Support.Stacks.Names);

    public static TheoryData<string, string> RoleAndForeignToken => Pairs(Support.Stacks.Names, ["dev", "staging"]);

    [EndToEndTheory("MCP_E2E_IAM")]
    [MemberData(nameof(WithServiceAccount))]
    public async Task ReaderRole_OwnSecrets_AreReadAndNothingMore(string stack)
    {
        var live = shipped.Of(stack);
        var reader = await SessionAsync(live, live);

        foreach (var group in live.Catalog.Groups)
            Assert.NotEmpty(await reader.SecretTextAsync(live.AwsName(group.Name)));
        await AssertDeniedAsync(() => reader.SecretsManagerAsync("ListSecrets", []));
        await AssertDeniedAsync(() => reader.SecretsManagerAsync("PutSecretValue", new JsonObject
        {
            ["SecretId"] = live.AwsName("gateway"),
            ["SecretString"] = "{}",
            ["ClientRequestToken"] = Guid.NewGuid().ToString(),
        }));
    }

    [EndToEndTheory("MCP_E2E_IAM")]
    [MemberData(nameof(WithServiceAccount))]
    public async Task ReaderRole_SecretsOfOtherEnvironments_AreRefused(string stack)
    {
        var reader = await SessionAsync(shipped.Of(stack), shipped.Of(stack));

        foreach (var other in shipped.All.Where(live => live.Settings.Stack != stack))
        {
            foreach (var group in other.Catalog.Groups)
                await AssertDeniedAsync(() => reader.SecretTextAsync(other.AwsName(group.Name)));
        }
    }

    [EndToEndTheory("MCP_E2E_IAM")]
    [MemberData(nameof(RoleAndForeignToken))]
    public async Task ReaderRole_TokenOfAnotherEnvironment_IsRefused(string role, string token) =>
        await AssertDeniedAsync(() => SessionAsync(shipped.Of(role), shipped.Of(token)));

    [EndToEndFact("MCP_E2E_IAM")]
    public async Task ReaderRole_TokenOfAnotherServiceAccountOfTheSameNamespace_IsRefused() =>
        await AssertDeniedAsync(() => SessionAsync(shipped.Dev, shipped.Dev, serviceAccount: "default"));

    [EndToEndFact("MCP_E2E_IAM")]
    public async Task ReaderRole_TokenForAnotherAudience_IsRefused() =>
        await AssertDeniedAsync(() => SessionAsync(shipped.Dev, shipped.Dev, audience: "elsewhere.example.com"));

    [EndToEndTheory("MCP_E2E_IAM")]
    [MemberData(nameof(EveryPair))]
    public async Task ExternalSecret_SecretOfAnotherEnvironment_StaysNotReady(string reader, string owner)
    {
        var live = shipped.Of(reader);
        var manifest = KubernetesResources.Manifest(
            "kubernetes:external-secrets.io/v1:ExternalSecret", live.Resource("kubernetes:external-secrets.io/v1:ExternalSecret", "secrets-gateway-encryption/stable").Inputs);
        manifest["metadata"]!["name"] = "foreign-" + owner;
        manifest["spec"]!["target"]!["name"] = "foreign-" + owner;
        manifest["spec"]!["data"]![0]!["remoteRef"]!["key"] = shipped.Of(owner).AwsName("encryption");

        await live.Cluster.ApplyAsync(manifest);
        var refused = await live.Cluster.WaitAsync(ObjectName.Of(manifest), found => Conditions.IsFalse(found, "Ready"), TimeSpan.FromSeconds(60));

        Assert.Equal("SecretSyncedError", (string?)Conditions.Find(refused, "Ready")!["reason"]);
        Assert.Null(await live.Cluster.FindAsync(live.Named("Secret", "foreign-" + owner)));
        var told = (await live.Cluster.ListAsync("events", live.Settings.Namespace))
            .Where(happened => (string?)happened["involvedObject"]!["name"] == "foreign-" + owner).Select(happened => (string)happened["message"]!);
        Assert.True(told.Any(message => message.Contains("StatusCode: 403", StringComparison.Ordinal)), string.Join('\n', told));
        await live.Cluster.DeleteAsync(ObjectName.Of(manifest));
    }

    [EndToEndFact("ESO_OPERATOR_ROLE_ARN")]
    public async Task PodIdentity_Store_ReadsThroughTheOperatorsBaseRole()
    {
        var prod = shipped.Of("prod");
        var store = await prod.Cluster.GetAsync(prod.Named("secretstores.external-secrets.io", prod.Settings.Store.Name));

        Assert.Equal(ReaderRoleArn(prod), (string?)store["spec"]!["provider"]!["aws"]!["role"]);
        Assert.Null(store["spec"]!["provider"]!["aws"]!["auth"]);
        Assert.True(Conditions.IsTrue(store, "Ready"));
        Assert.Equal((await prod.AwsValuesAsync("gateway"))["JWT_SECRET_KEY"], (await prod.SecretAsync(prod.SecretName("gateway-gateway")))["JWT_SECRET_KEY"]);
    }

    [EndToEndFact("ESO_OPERATOR_ROLE_ARN", "MCP_E2E_IAM")]
    public async Task PodIdentity_AnybodyButTheOperatorsRole_MayNotAssumeTheReaderRole()
    {
        var prod = shipped.Of("prod");

        // An administrator's policy is not enough: the role's trust decides.
        await AssertDeniedAsync(() => prod.Aws.AssumeAsync("AssumeRole", ("RoleArn", ReaderRoleArn(prod))));
        var dev = await SessionAsync(shipped.Dev, shipped.Dev);
        await AssertDeniedAsync(() => dev.AssumeAsync("AssumeRole", ("RoleArn", ReaderRoleArn(prod))));
    }

    private static TheoryData<string, string> Pairs(IEnumerable<string> first, IEnumerable<string> second)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var (one, other) in first.SelectMany(one => second.Where(other => other != one), (one, other) => (one, other)))
            pairs.Add(one, other);
        return pairs;
    }

    /// <summary>A session of one environment's role, opened with a token of another's ServiceAccount.</summary>
    private static async Task<AwsApi> SessionAsync(
        LiveStack role, LiveStack token, string? serviceAccount = null, string audience = "sts.amazonaws.com")
    {
        serviceAccount ??= ((IdentitySettings.Irsa)token.Settings.Identity).ServiceAccount;
        var text = await token.Cluster.RunAsync(
            ["create", "token", serviceAccount, "--namespace", token.Settings.Namespace, "--audience", audience]);
        return role.Aws.As(await role.Aws.AssumeAsync("AssumeRoleWithWebIdentity", ("RoleArn", ReaderRoleArn(role)), ("WebIdentityToken", text.Trim())));
    }

    private static string ReaderRoleArn(LiveStack live) =>
        $"arn:{live.Settings.Aws.Partition}:iam::{live.Settings.Aws.AccountId}:role/{ReaderPolicies.RoleName(live.Settings.Aws, live.Settings.Environment)}";

    private static async Task AssertDeniedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<AwsException>(call);
        Assert.StartsWith(Denied, refused.Code, StringComparison.Ordinal);
    }
}
