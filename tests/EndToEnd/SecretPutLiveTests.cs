using System.Text.Json.Nodes;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>A value that is typed, through the real program of its store and the real operator into the Kubernetes Secret.</summary>
[Collection(PulumiCollection.Name)]
public sealed class SecretPutLiveTests
{
    [EndToEndProgramFact("aws")]
    public async Task Aws_PutWithWait_IsInTheSecretAndOnNoCommandLine()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        live.Settings = live.Settings with
        {
            Secrets = [.. live.Settings.Secrets, .. ((string[])["SMTP_PASSWORD", "SSO_GITHUB_CLIENT_SECRET"]).Select(name => new SecretSettings(name, new ValueSource { From = SecretSource.External }))],
        };
        var (first, kept) = (live.Canaries.NewWord(), live.Canaries.NewWord());
        await live.PutAsync("external", ("SMTP_PASSWORD", first), ("SSO_GITHUB_CLIENT_SECRET", kept));
        await live.UpAsync();
        using var tool = new WatchedTool(StackYaml.WithPodIdentity
            .With("aws:region", live.Settings.Aws.Region).With("mcp-infra:aws.accountId", $"\"{live.Settings.Aws.AccountId}\"").With("mcp-infra:aws.prefix", live.Settings.Aws.Prefix)
            .With("mcp-infra:namespace", live.Settings.Namespace).With("mcp-infra:kubernetes.context", await ContextAsync())
            .With("mcp-infra:secrets.SMTP_PASSWORD.from", "external").With("mcp-infra:secrets.SSO_GITHUB_CLIENT_SECRET.from", "external").Text);
        var credentials = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = live.Aws.Credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = live.Aws.Credentials.SecretAccessKey,
        };
        var changed = live.Canaries.New("SMTP_PASSWORD");

        var put = await tool.RunAsync(changed + "\n", credentials, "secret", "put", "SMTP_PASSWORD", "--wait");
        var list = await tool.RunAsync(null, credentials, "secret", "list");

        Assert.True(put.Code == 0, put.Output + put.Error);
        var secret = await live.SecretAsync(live.SecretName("gateway-external"));
        Assert.True(secret["SMTP_PASSWORD"] == changed, "the Secret has another value");
        Assert.Equal(kept, secret["SSO_GITHUB_CLIENT_SECRET"]);
        Assert.True(list.Code == 0, list.Output + list.Error);
        AssertUnseen(live.Canaries, tool, put, list);
    }

    [EndToEndProgramFact("vault", "VAULT_ADDR", "VAULT_TOKEN")]
    public async Task Vault_PutWithWait_IsInTheSecretAndOnNoCommandLine()
    {
        var @namespace = LiveBackend.NewNamespace();
        var role = @namespace + "-reader";
        await VaultServer.AddReaderAsync(role, @namespace + "/dev", @namespace);
        var yaml = BackendStacks.Vault.With("mcp-infra:vault", $"{{address: '{VaultServer.Address}', path: {@namespace}/dev, role: {role}, audience: '{VaultServer.Audience}'}}");
        await using var live = LiveBackend.Create(yaml, @namespace);
        using var tool = new WatchedTool(yaml.With("mcp-infra:namespace", @namespace).With("mcp-infra:kubernetes.context", await ContextAsync()).Text);
        foreach (var (_, values) in live.Values)
        {
            foreach (var name in values.Keys.Select(key => key == "password" ? null : key).OfType<string>())
                Assert.Equal(0, (await tool.RunAsync(null, NoMore, "secret", "put", name, "--generate")).Code);
        }

        Assert.Equal(0, (await tool.RunAsync(null, NoMore, "secret", "put", "POSTGRES_PASSWORD", "--generate")).Code);
        Assert.Equal(0, (await tool.RunAsync(null, NoMore, "secret", "put", "REDIS_PASSWORD", "--generate")).Code);
        await live.UpAsync();
        var changed = live.Canaries.New("PLATFORM_ADMIN_PASSWORD");

        var put = await tool.RunAsync(changed, NoMore, "secret", "put", "PLATFORM_ADMIN_PASSWORD", "--wait");
        var list = await tool.RunAsync(null, NoMore, "secret", "list");

        Assert.True(put.Code == 0, put.Output + put.Error);
        Assert.True((await live.Pod.GatewayAsync())["PLATFORM_ADMIN_PASSWORD"].Value == changed, "the Secret has another value");
        Assert.True(list.Code == 0, list.Output + list.Error);
        AssertUnseen(live.Canaries, tool, put, list);
    }

    /// <summary>From no file at all: each key is sealed into its own, and the controller opens what came of it.</summary>
    [EndToEndProgramFact("kubeseal", "SEALED_SECRETS_CERT")]
    public async Task Sealed_PutKeyByKey_IsOpenedByTheController()
    {
        var @namespace = LiveBackend.NewNamespace();
        var cluster = new Kubectl(RealComponents.Kubeconfig!);
        var canaries = new Canaries();
        using var tool = new WatchedTool(BackendStacks.Sealed.With("mcp-infra:namespace", @namespace).With("mcp-infra:kubernetes.context", await ContextAsync()).Text);
        var (first, second) = (canaries.New("POSTGRES_DB"), canaries.NewWord());

        var one = await tool.RunAsync(first, NoMore, "secret", "put", "POSTGRES_DB");
        var two = await tool.RunAsync(second, NoMore, "secret", "put", "POSTGRES_PASSWORD");

        Assert.True((one.Code, two.Code) == (0, 0), one.Error + two.Error);
        var file = await File.ReadAllTextAsync(tool.PathOf("sealed/dev/mcp-postgres.yaml"));
        canaries.AssertNoneIn("the file", file);
        await cluster.ApplyAsync(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = @namespace } });
        try
        {
            Assert.Equal(0, (await Command.RunAsync("kubectl", ["apply", "--filename=-"], file)).Code);
            var secret = new ObjectName("Secret", "mcp-postgres", @namespace);
            await cluster.WaitAsync(secret, found => found is not null, TimeSpan.FromSeconds(60));
            var data = SecretData.Of(await cluster.GetAsync(secret));
            Assert.True(data["POSTGRES_DB"] == first && data["POSTGRES_PASSWORD"] == second, "the Secret has other values");
        }
        finally
        {
            await cluster.DeleteAsync(new ObjectName("namespace", @namespace));
        }

        AssertUnseen(canaries, tool, one, two);
    }

    private static readonly Dictionary<string, string> NoMore = [];

    private static void AssertUnseen(Canaries canaries, WatchedTool tool, params CommandResult[] runs)
    {
        canaries.AssertNoneIn("an argument or an environment", tool.Seen);
        Assert.All(runs, run => canaries.AssertNoneIn("the output", run.Output + run.Error));
    }

    private static async Task<string> ContextAsync() => (await Command.RunAsync("kubectl", ["config", "current-context"])).Output.Trim();
}
