using System.Text;
using System.Text.Json.Nodes;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// What depends on how old External Secrets Operator is. <c>.ci/run</c> has these and <see cref="ArgoCdTests"/> run twice:
/// under the newest CRDs, and under the operator's own, with <c>ESO_CRDS</c>.
/// </summary>
public sealed class OperatorVersionsTests
{
    private const string ExternalSecrets = "externalsecrets.external-secrets.io";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static Kubectl Cluster => new(RealComponents.Kubeconfig!);

    public static TheoryData<string> Names => [.. Stacks.Names];

    [EndToEndTheory]
    [MemberData(nameof(Names))]
    public async Task Manifests_AppliedTwice_MakeTheSecretsAndThenChangeNothing(string stack)
    {
        await using var live = await LiveStack.CreateAsync(stack);
        live.Settings = live.Settings with
        {
            Rollout = live.Settings.Rollout with { Strategy = RolloutStrategy.Stable },
            ExtraEnvVarsSecret = [],
            Delivery = live.Settings.Delivery with { Mode = DeliveryMode.Git },
        };
        await live.UpAsync();
        var directory = Directory.CreateTempSubdirectory("manifests-");
        try
        {
            OutputDirectory.Compare(directory.FullName, new ManifestsRenderer().Render([DeliverySpec.InGit(live.Settings)], FileHeader.For(GitOpsTool.Manifests))).Write();
            var objects = Path.Combine(directory.FullName, live.Settings.Environment, "objects");

            await ApplyAsync(objects);
            await AssertSecretsAsync(live);
            var before = await VersionsAsync(live);
            await ApplyAsync(objects);

            Assert.Equal(live.Catalog.Objects.Count + 1, before.Count);
            Assert.Equal(before, await VersionsAsync(live));
        }
        finally
        {
            directory.Delete(recursive: true);
            await live.Cluster.RunAsync(["delete", "namespace", live.Settings.Namespace, "--ignore-not-found", "--wait=false"]);
        }
    }

    [EndToEndTheory]
    [MemberData(nameof(OperatorStacks.WithStore), MemberType = typeof(OperatorStacks))]
    public async Task Objects_AnySettingOfTheBackend_AreStoredAsTheyWereWritten(string backend)
    {
        // In a namespace that is there, under names that are not; what differs in its name alone is asked once.
        var written = OperatorStacks.Objects(OperatorStacks.Of[backend]).DistinctBy(value => value["kind"] + value["spec"]!.ToJsonString()).ToList();
        var input = new StringBuilder();
        foreach (var (index, value) in written.Index())
        {
            value["metadata"]!["name"] = $"not-there-{backend}-{index}";
            if (value["metadata"]!["namespace"] is not null)
                value["metadata"]!["namespace"] = "default";
            input.Append(value.ToJsonString()).Append("\n---\n");
        }

        var stored = JsonNode.Parse(await Cluster.RunAsync([.. Apply, "--dry-run=server", "-o", "json", "--filename", "-"], input.ToString()))!["items"]!.AsArray();

        Assert.Equal(written.Count, stored.Count);
        foreach (var (value, taken) in written.Zip(stored))
            Assert.True(CrdChecks.IsKept(value["spec"], taken!["spec"]), $"{value.ToJsonString()}\n{taken["spec"]}");
    }

    /// <summary>The two runs differ: this field is of 2.3 and later.</summary>
    [EndToEndFact]
    public async Task Field_OfALaterRelease_IsRefusedWhereTheCrdsDoNotDeclareIt()
    {
        var crd = await Cluster.GetAsync(new ObjectName("customresourcedefinitions", ExternalSecrets));
        var declared = crd["spec"]!["versions"]!.ToJsonString().Contains("nullBytePolicy", StringComparison.Ordinal);
        var value = OperatorStacks.Objects([StackYaml.Baseline]).First(value => (string?)value["kind"] == "ExternalSecret");
        value["metadata"]!["namespace"] = "default";
        value["spec"]!["data"]![0]!["remoteRef"]!["nullBytePolicy"] = "Ignore";

        var refusal = await Record.ExceptionAsync(() => Cluster.RunAsync([.. Apply, "--dry-run=server", "--filename", "-"], value.ToJsonString()));

        if (RealComponents.EsoCrds is { } release)
            Assert.Equal(Version.Parse(release) >= new Version(2, 3), declared);
        Assert.Equal(declared, refusal is null);
        if (!declared)
            Assert.Contains("field not declared in schema", refusal!.Message, StringComparison.Ordinal);
    }

    private static string[] Apply => ["apply", "--server-side", "--validate=strict"];

    private static Task<string> ApplyAsync(string directory) => Cluster.RunAsync([.. Apply, "--filename", directory]);

    /// <summary>Every Secret is there with its keys, and those of the environment's own AWS secrets have their values.</summary>
    private static async Task AssertSecretsAsync(LiveStack live)
    {
        foreach (var secret in live.Catalog.Objects)
        {
            await live.Cluster.WaitReadyAsync(live.Named(ExternalSecrets, secret.Name.Base), Soon);
            var data = (await live.Cluster.GetAsync(live.Named("Secret", secret.Name.Base)))["data"]!.AsObject();
            Assert.Equal(secret.Keys.Order(StringComparer.Ordinal), data.Select(entry => entry.Key).Order(StringComparer.Ordinal));
            foreach (var fetched in secret.Fetched.Where(_ => secret.Template.Count == 0))
            {
                var group = Assert.IsType<RemoteSecret.OfGroup>(fetched.Remote).Group;
                Assert.True((await live.AwsValuesAsync(group.Name))[fetched.Remote.Item!] == Encoding.UTF8.GetString(Convert.FromBase64String((string)data[fetched.Key]!)), $"{fetched.Key} is another value than in AWS");
            }
        }
    }

    /// <summary>Which writing of each object is stored; any change would raise it.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> VersionsAsync(LiveStack live) =>
        (await live.Cluster.ListAsync(ExternalSecrets, live.Settings.Namespace)).Concat(await live.Cluster.ListAsync("secretstores.external-secrets.io", live.Settings.Namespace))
        .ToDictionary(found => $"{found["kind"]} {found["metadata"]!["name"]}", found => $"{found["metadata"]!["generation"]} {found["metadata"]!["resourceVersion"]}");
}
