using System.Text.Json.Nodes;
using McpInfra.Chart.Check;
using McpInfra.Checks;
using McpInfra.Live;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary><c>doctor</c> and <c>status</c> on a real API server, operator and Helm: what is well is said to be, and what is broken is found.</summary>
public sealed class OperateTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [EndToEndFact]
    public async Task Doctor_BeforeTheFirstUp_FindsWhatIsMissingAndNothingElse()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var settings = await AskedAsync(live);

        Assert.Equal(["OIDC provider"], Named(await DoctorAsync(live, settings), CheckVerdict.Fail));

        await live.Aws.IamAsync("CreateOpenIDConnectProvider", ("Url", "https://" + Issuer(settings)), ("ClientIDList.member.1", "sts.amazonaws.com"), ("ThumbprintList.member.1", new string('a', 40)));
        try
        {
            Assert.Empty(Named(await DoctorAsync(live, settings), CheckVerdict.Fail));
            await live.Aws.SecretsManagerAsync("CreateSecret", new JsonObject { ["Name"] = live.AwsName("gateway"), ["SecretString"] = "{}", ["ClientRequestToken"] = Guid.NewGuid().ToString() });
            Assert.Equal([$"secret {live.AwsName("gateway")}"], Named(await DoctorAsync(live, settings), CheckVerdict.Warn).Where(name => name.StartsWith("secret ", StringComparison.Ordinal)));
            await live.Aws.SecretsManagerAsync("DeleteSecret", new JsonObject { ["SecretId"] = live.AwsName("gateway"), ["RecoveryWindowInDays"] = 7 });

            var gone = (await DoctorAsync(live, settings)).Single(result => result.Verdict == CheckVerdict.Fail);

            Assert.Equal($"secret {live.AwsName("gateway")}", gone.Name);
            Assert.EndsWith($"aws secretsmanager restore-secret --region {settings.Aws.Region} --secret-id {live.AwsName("gateway")}", gone.Mend!.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await live.Aws.SecretsManagerAsync("DeleteSecret", new JsonObject { ["SecretId"] = live.AwsName("gateway"), ["ForceDeleteWithoutRecovery"] = true });
            await live.Aws.IamAsync("DeleteOpenIDConnectProvider", ("OpenIDConnectProviderArn", ((IdentitySettings.Irsa)settings.Aws.Identity).OidcProviderArn));
        }
    }

    [EndToEndFact]
    public async Task Status_OfAStackThatIsUp_IsWellAndFindsEachThingThatIsBroken()
    {
        await using var live = await LiveStack.CreateAsync("staging");
        await live.UpAsync();
        Assert.All(await StatusAsync(live), result => Assert.True(result.Verdict == CheckVerdict.Ok, $"{result.Name}: {result.Verdict} {result.Says} {result.Ran}"));

        // A value that changes behind the pods' back.
        var external = live.SecretName("gateway-external");
        var before = (string)(await live.Cluster.GetAsync(live.Named("Secret", external)))["metadata"]!["resourceVersion"]!;
        await live.PutAsync("external", [.. live.Catalog.FilledByOthers.Single(group => group.Name == "external").Values.Select(value => (value.Property, live.Canaries.NewWord()))]);
        await live.Cluster.RunAsync(["annotate", "externalsecret", external, "--namespace", live.Settings.Namespace, "force-sync=1", "--overwrite"]);
        await live.Cluster.WaitAsync(live.Named("Secret", external), found => (string?)found?["metadata"]!["resourceVersion"] != before, Within);
        var old = (await StatusAsync(live)).Where(result => result.Verdict != CheckVerdict.Ok).ToList();
        Assert.NotEmpty(old);
        Assert.All(old, result => Assert.Contains($"was started before {external} changed", result.Says.ToString(), StringComparison.Ordinal));
        Assert.All(old, result => Assert.StartsWith("kubectl rollout restart deployment/", result.Mend!.ToString(), StringComparison.Ordinal));

        // An object that somebody has changed, and that is Ready no more for it.
        await live.Cluster.RunAsync(["patch", "externalsecret", external, "--namespace", live.Settings.Namespace, "--type", "merge", "--patch", """{"spec": {"secretStoreRef": {"name": "nobody"}}}"""]);
        await live.Cluster.WaitAsync(live.Named("externalsecrets.external-secrets.io", external), found => Conditions.IsFalse(found, "Ready"), Within);
        var changed = (await StatusAsync(live)).Where(result => result.Name == $"ExternalSecret {external}").Select(result => $"{result.Verdict} {result.Says}").ToList();
        Assert.Contains("Fail not as the stack writes it: spec.secretStoreRef.name", changed);
        Assert.Contains(changed, says => says.StartsWith("Fail not Ready", StringComparison.Ordinal));

        // A reference moved to the front.
        var gateway = live.Named("deployment", ChartNames.GatewayDeployment(live.Settings.Release.Name));
        var list = (await live.Cluster.GetAsync(gateway))["spec"]!["template"]!["spec"]!["containers"]![0]!["envFrom"]!.AsArray();
        var moved = new JsonArray([list[^1]!.DeepClone(), .. list.SkipLast(1).Select(entry => entry!.DeepClone())]);
        await live.Cluster.RunAsync(["patch", "deployment", gateway.Name, "--namespace", live.Settings.Namespace, "--type", "json", "--patch",
            new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec/template/spec/containers/0/envFrom", ["value"] = moved }).ToJsonString()]);
        var order = (await StatusAsync(live)).Single(result => result.Name == "envFrom");
        Assert.Equal(CheckVerdict.Fail, order.Verdict);
        Assert.Contains("in this order, and a later one wins", order.Says.ToString(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CheckResult>> DoctorAsync(LiveStack live, StackSettings settings)
    {
        var programs = new AwsLine(live.Aws);
        var chart = ChartSeen.Of(settings.Chart, Repository.Root, new Helm("helm", programs: programs), new HeldSecrets());
        return Without(live, await CheckRun.RunAsync(Needs.Of(LoadedStack.Of(settings), chart), programs, seconds: 300, CancellationToken.None));
    }

    private static async Task<IReadOnlyList<CheckResult>> StatusAsync(LiveStack live) =>
        Without(live, await CheckRun.RunAsync(Running.Of(LoadedStack.Of(await AskedAsync(live)), TimeProvider.System.GetUtcNow()), new AwsLine(live.Aws), seconds: 300, CancellationToken.None));

    /// <summary>Nothing that is said holds a value.</summary>
    private static IReadOnlyList<CheckResult> Without(LiveStack live, IReadOnlyList<CheckResult> results)
    {
        foreach (var result in results)
            live.Canaries.AssertNoneIn(result.Name, $"{result.Says} {result.Mend}");
        return results;
    }

    /// <summary>The stack with the names that this cluster and its tokens have, which the harness does not go by.</summary>
    private static async Task<StackSettings> AskedAsync(LiveStack live)
    {
        var context = (await live.Cluster.RunAsync(["config", "current-context"])).Trim();
        var issuer = (string)JsonNode.Parse(await live.Cluster.RunAsync(["get", "--raw", "/.well-known/openid-configuration"]))!["issuer"]!;
        var identity = new IdentitySettings.Irsa($"arn:aws:iam::{live.Settings.Aws.AccountId}:oidc-provider/{issuer["https://".Length..]}", ((IdentitySettings.Irsa)live.Settings.Aws.Identity).ServiceAccount);
        return live.Settings with { Kubernetes = new KubernetesSettings(context), Backend = new BackendSettings.Aws(live.Settings.Aws with { Identity = identity }) };
    }

    private static string Issuer(StackSettings settings) => ((IdentitySettings.Irsa)settings.Aws.Identity).OidcProviderArn.Split(":oidc-provider/")[1];

    private static IEnumerable<string> Named(IEnumerable<CheckResult> results, CheckVerdict verdict) => results.Where(result => result.Verdict == verdict).Select(result => result.Name);
}
