using System.Text.Json.Nodes;
using McpInfra.Checks;
using McpInfra.Live;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Live;

/// <summary>What runs as the stack says is well, and each thing that does not is found.</summary>
public sealed class RunningTests
{
    private readonly LiveWorld _world = new(StackYaml.Baseline.With("mcp-infra:secrets.SSO_OKTA_CLIENT_SECRET.from", "external").Load());

    public static TheoryData<string> Backends => [.. BackendStacks.All.Keys];

    public static TheoryData<string> Modes => [.. Enum.GetNames<DeliveryMode>()];

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task Stack_OfEveryBackendThatRunsAsItSays_IsWell(string backend)
    {
        var results = await new LiveWorld(BackendStacks.Load(backend)).StatusAsync();

        Assert.All(results, result => Assert.True(result.Verdict == CheckVerdict.Ok, $"{result.Name}: {result.Text()}"));
        Assert.InRange(results.Count, 6, 60);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Stack_OfEveryDeliveryThatRunsAsItSays_IsWell(string mode) =>
        Assert.Empty(await new LiveWorld(Stacks.DeliveredBy("dev", Enum.Parse<DeliveryMode>(mode))).WrongAsync());

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task Stack_ThatIsShippedAndRunsAsItSays_IsWell(string stack) => Assert.Empty(await new LiveWorld(Stacks.Shipped(stack)).WrongAsync());

    [Fact]
    public async Task Objects_ThatAreReady_SayWhenTheyWereRead() =>
        Assert.Contains(await _world.StatusAsync(), result => result.Name == $"ExternalSecret mcp-gateway-external-secret{LiveWorld.Suffix}" && result.Text() == "ok Ready, read 2026-11-26 11:50:00Z");

    [Theory]
    [InlineData("failed", null, "release mcp: fail mcp-stack-{V}, and the last revision is failed")]
    [InlineData("deployed", "mcp-stack-0.9.9", "release mcp: fail mcp-stack-0.9.9; the stack says {V}")]
    public async Task Release_OtherThanTheStackSays_IsFound(string status, string? chart, string wrong)
    {
        _world.Release["status"] = status;
        _world.Release["chart"] = chart;

        Assert.Equal([wrong.Replace("{V}", StackYaml.Baseline.Load().Chart.Version, StringComparison.Ordinal)], await _world.WrongAsync());
    }

    [Fact]
    public async Task Deployment_OfAnotherChart_IsFound()
    {
        _world.Deployment["metadata"]!["labels"]!["helm.sh/chart"] = "mcp-stack-0.9.9";

        Assert.Equal($"chart: fail of chart mcp-stack-0.9.9; the stack says {StackYaml.Baseline.Load().Chart.Version}", Assert.Single(await _world.WrongAsync()));
    }

    [Fact]
    public async Task Deployment_WithoutAPod_IsFound()
    {
        _world.Deployment["status"]!.AsObject().Remove("availableReplicas");

        Assert.Equal("gateway: warn 0 of 2 pods are available", Assert.Single(await _world.WrongAsync()));
    }

    [Fact]
    public async Task EnvFrom_InAnotherOrder_IsFound()
    {
        var last = _world.EnvFrom[^1]!.DeepClone();
        _world.EnvFrom.RemoveAt(_world.EnvFrom.Count - 1);
        _world.EnvFrom.Insert(1, last);

        var wrong = Assert.Single(await _world.WrongAsync());

        Assert.StartsWith($"envFrom: fail reads {(string)last["secretRef"]!["name"]!}, ", wrong, StringComparison.Ordinal);
        Assert.Contains("a later one wins; the stack says ", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnvFrom_WithoutAReference_IsFound()
    {
        var name = (string)_world.EnvFrom[^1]!["secretRef"]!["name"]!;
        _world.EnvFrom.RemoveAt(_world.EnvFrom.Count - 1);

        var wrong = Assert.Single(await _world.WrongAsync());
        Assert.StartsWith("envFrom: fail does not read mcp-gateway-", wrong, StringComparison.Ordinal);
        Assert.StartsWith(name[..^LiveWorld.Suffix.Length], wrong["envFrom: fail does not read ".Length..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnvFrom_WithSomethingBehindOurs_IsAWarning()
    {
        _world.EnvFrom.Add(LiveWorld.Reference("stray", isSecret: false));

        Assert.Equal("envFrom: warn reads stray too, which the stack does not say, behind its own: what is in there wins", Assert.Single(await _world.WrongAsync()));
    }

    [Fact]
    public async Task Object_ThatIsNotReady_IsFoundWithTheReason()
    {
        var secret = _world.OfKind("ExternalSecret")[0]!;
        secret["status"]!["conditions"]![0]!["status"] = "False";
        secret["status"]!["conditions"]![0]!["reason"] = "SecretSyncedError";

        Assert.Equal($"ExternalSecret {(string)secret["metadata"]!["name"]!}: fail not Ready: SecretSyncedError", Assert.Single(await _world.WrongAsync()));
    }

    [Fact]
    public async Task Object_WithoutAStatus_IsNotReady()
    {
        var secret = _world.OfKind("ExternalSecret")[0]!;
        secret.AsObject().Remove("status");

        Assert.Equal($"ExternalSecret {(string)secret["metadata"]!["name"]!}: fail not Ready", Assert.Single(await _world.WrongAsync()));
    }

    [Theory]
    [InlineData("2026-11-26T10:00:00Z", false)]
    [InlineData("2026-11-26T09:00:00Z", true)]
    public async Task Object_NotReadAgainForTwoIntervals_IsAWarning(string read, bool isLate)
    {
        var secret = _world.OfKind("ExternalSecret").Single(secret => ((string)secret!["metadata"]!["name"]!).StartsWith("mcp-gateway-external-", StringComparison.Ordinal) && !((string)secret["metadata"]!["name"]!).Contains("-secret-", StringComparison.Ordinal))!;
        secret["status"]!["refreshTime"] = read;

        Assert.Equal(isLate ? 1 : 0, (await _world.WrongAsync()).Count);
    }

    [Fact]
    public async Task Object_OfWhichAFieldDiffers_IsFoundByTheFieldAlone()
    {
        var store = _world.OfKind("SecretStore")[0]!;
        store["spec"]!["provider"]!["aws"]!["region"] = "canary-9";

        Assert.Equal("SecretStore aws: fail not as the stack writes it: spec.provider.aws.region", Assert.Single(await _world.WrongAsync()));
    }

    [Fact]
    public async Task Object_OfWhichAListIsLonger_IsFound()
    {
        var secret = _world.OfKind("ExternalSecret")[0]!;
        secret["spec"]!["data"]!.AsArray().Add(new JsonObject { ["secretKey"] = "MORE" });

        Assert.EndsWith("fail not as the stack writes it: spec.data", Assert.Single(await _world.WrongAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_ThatIsNotThere_IsFound()
    {
        _world.OfKind("ExternalSecret").RemoveAt(0);

        Assert.EndsWith(": fail not there", Assert.Single(await _world.WrongAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_OfTheEnvironmentAndNotOfTheStack_IsAWarning()
    {
        var list = _world.OfKind("ExternalSecret");
        var more = list[0]!.DeepClone();
        more["metadata"]!["name"] = "left-behind";
        list.Add(more);

        Assert.Equal("ExternalSecret left-behind: warn of this environment, and not of the stack any more", Assert.Single(await _world.WrongAsync()));
    }

    [Fact]
    public async Task Object_InTwoVersions_IsAWarning()
    {
        var list = _world.OfKind("ExternalSecret");
        var more = list.Single(secret => ((string)secret!["metadata"]!["name"]!).EndsWith(LiveWorld.Suffix, StringComparison.Ordinal) && ((string)secret["metadata"]!["name"]!).StartsWith("mcp-gateway-external-secret", StringComparison.Ordinal))!.DeepClone();
        more["metadata"]!["name"] = "mcp-gateway-external-secret-99999999";
        list.Add(more);

        Assert.Contains(": warn there in 2 versions: a rollout has not ended", Assert.Single(await _world.WrongAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kind_ThatTheClusterDoesNotServe_IsFound()
    {
        var programs = _world.Programs().Fail("kubectl get secretstore.external-secrets.io", "error: the server doesn't have a resource type \"secretstore\"");

        var results = await Asked.AllAsync(Running.Of(LoadedStack.Of(StackYaml.Baseline.Load()), LiveWorld.Now), programs);

        Assert.Contains(results, result => result.Name == "SecretStore" && result.Text() == "fail the cluster serves no such kind: its operator is not installed");
    }

    [Fact]
    public async Task Pod_StartedBeforeASecretChanged_IsFoundWithTheLineThatRestartsIt()
    {
        var name = _world.Secrets.Keys.Single(name => name.StartsWith("mcp-gateway-external-secret", StringComparison.Ordinal));
        _world.Secrets[name] = "2026-11-26T11:30:00Z";

        var wrong = (await _world.StatusAsync()).Single(result => result.Verdict != CheckVerdict.Ok);

        Assert.Equal(("pod gateway-7f-x", $"fail was started before {name} changed, and runs with what was in there before"), (wrong.Name, wrong.Text()));
        Assert.Equal("kubectl rollout restart deployment/gateway --namespace mcp-dev --context mcp-dev", wrong.Mend!.ToString());
    }

    [Fact]
    public async Task Pod_StartedBeforeAFixedSecretChanged_IsWell()
    {
        var catalog = LoadedStack.Of(StackYaml.Baseline.Load()).Catalog;
        foreach (var secret in catalog.Objects.Where(secret => secret.IsFixed))
            _world.Secrets[secret.Name.ToString()] = "2026-11-26T11:30:00Z";

        Assert.Contains(catalog.Objects, secret => secret.IsFixed);
        Assert.Empty(await _world.WrongAsync());
    }

    [Fact]
    public async Task Pod_ThatReadsAnOlderVersion_IsFound()
    {
        _world.Secrets["mcp-gateway-external-secret-99999999"] = "2026-11-26T10:30:00Z";

        Assert.Equal($"pod gateway-7f-x: fail reads mcp-gateway-external-secret{LiveWorld.Suffix}, of which there is a newer one", Assert.Single(await _world.WrongAsync()));
    }

    [Fact]
    public async Task Pod_WhoseSecretIsGone_IsFound()
    {
        _world.Secrets.Remove($"mcp-gateway-external-secret{LiveWorld.Suffix}");

        Assert.Equal($"pod gateway-7f-x: fail reads mcp-gateway-external-secret{LiveWorld.Suffix}, which is not there any more", Assert.Single(await _world.WrongAsync()));
    }

    [Theory]
    [InlineData("deleting")]
    [InlineData("ended")]
    public async Task Pod_ThatRunsNoMore_IsLeftOut(string how)
    {
        var old = _world.Pod("2026-11-26T09:00:00Z");
        if (how == "deleting")
            old["metadata"]!["deletionTimestamp"] = "2026-11-26T11:59:00Z";
        else
            old["status"]!["phase"] = "Succeeded";
        _world.Pods.Add(old);

        Assert.Empty(await _world.WrongAsync());
    }

    [Theory]
    [InlineData("kubectl get secrets ", "pods: unknown whoever asks may not read this; it takes list on secrets")]
    [InlineData("kubectl get pods ", "pods: unknown whoever asks may not read this; it takes list on pods")]
    [InlineData("helm history", "release mcp: unknown whoever asks may not read this; it takes list on secrets, where Helm keeps its releases")]
    [InlineData("kubectl get deployment ", "gateway: unknown whoever asks may not read this; it takes get on deployments")]
    [InlineData("kubectl get externalsecret.", "ExternalSecret: unknown whoever asks may not read this; it takes get and list on externalsecret")]
    public async Task Question_ThatMayNotBeAsked_IsNotKnown(string line, string wrong)
    {
        var settings = StackYaml.Baseline.Load();
        var programs = new LiveWorld(settings).Programs().Fail(line, "Error from server (Forbidden): secrets is forbidden: User \"canary-9\" cannot list");

        var results = await Asked.AllAsync(Running.Of(LoadedStack.Of(settings), LiveWorld.Now), programs);

        Assert.Equal(wrong, Assert.Single(results.Where(result => result.Verdict != CheckVerdict.Ok).Select(result => $"{result.Name}: {result.Text()}")));
    }

    [Fact]
    public async Task Cluster_ThatDoesNotAnswer_IsAskedNothingElse()
    {
        var programs = new AnsweringPrograms().Answer("kubectl config", "mcp-dev").Fail("kubectl version", "Unable to connect to the server: dial tcp: canary-9");

        var results = await Asked.AllAsync(Running.Of(LoadedStack.Of(StackYaml.Baseline.Load()), LiveWorld.Now), programs);

        Assert.Equal(2, programs.Lines.Count);
        Assert.Single(results, result => result.Verdict == CheckVerdict.Fail);
    }

    [Fact]
    public async Task ClusterStack_ThatRunsAsItSays_IsWellAndAnotherVersionIsFound()
    {
        var cluster = StackYaml.ClusterWithEverything.LoadCluster();
        var programs = NeedsTests.Cluster().Answer($"helm history {"external-secrets"} ", """[{"chart": "external-secrets-2.8.0", "status": "deployed", "revision": 1}]""")
            .Answer("helm history reloader ", """[{"chart": "reloader-2.2.16", "status": "deployed", "revision": 1}]""")
            .Answer("kubectl get namespace ", """{"metadata": {"labels": {"app.kubernetes.io/managed-by": "mcp-infra", "pod-security.kubernetes.io/enforce": "restricted"}}}""");

        Assert.All(await Asked.AllAsync(Running.Of(cluster), programs), result => Assert.True(result.Verdict == CheckVerdict.Ok, $"{result.Name}: {result.Text()}"));

        programs.Answer("helm history external-secrets ", """[{"chart": "external-secrets-2.7.0", "status": "deployed", "revision": 1}]""").Answer("kubectl get namespace ", "{}");
        Assert.Equal(["release external-secrets", "namespace eso"], (await Asked.AllAsync(Running.Of(cluster), programs)).Where(result => result.Verdict == CheckVerdict.Fail).Select(result => result.Name));
    }
}
