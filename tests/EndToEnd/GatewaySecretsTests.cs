using System.Text.Json.Nodes;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Tests.EndToEnd.Harness;

namespace McpInfra.Tests.EndToEnd;

/// <summary>The feature request's scenarios on environments that are up: what pods get, what wins, and where nothing is.</summary>
[Collection(ShippedStacksCollection.Name)]
public sealed class GatewaySecretsTests(ShippedStacks shipped)
{
    public static TheoryData<string> Stacks => [.. Support.Stacks.Names];

    [EndToEndTheory]
    [MemberData(nameof(Stacks))]
    public async Task Gateway_EveryVariableOfTheCatalog_ComesFromItsAwsSecret(string stack)
    {
        var live = shipped.Of(stack);
        var seen = await live.Pod.GatewayAsync();

        foreach (var secret in live.Catalog.GatewayObjects)
        {
            foreach (var fetched in secret.Fetched)
            {
                var group = Assert.IsType<RemoteSecret.OfGroup>(fetched.Remote);
                var expected = (await live.AwsValuesAsync(group.Group.Name))[group.Property];
                Assert.True(expected == seen[fetched.Key].Value, $"{fetched.Key} is another value than in AWS");
                Assert.Equal(live.SecretName(secret.Id), seen[fetched.Key].Source);
            }
        }
    }

    [EndToEndTheory]
    [MemberData(nameof(Stacks))]
    public async Task Gateway_CredentialsThatTheChartShips_AreOverridden(string stack)
    {
        var live = shipped.Of(stack);
        var seen = await live.Pod.GatewayAsync();
        var chartSecret = ChartNames.FullName(live.Settings.Release.Name) + "-gateway-secret";

        foreach (var variable in ChartCredentials.GatewayVariables)
        {
            Assert.Contains(chartSecret, seen[variable].Overridden);
            Assert.Contains(seen[variable].Value, live.Canaries.All);
        }

        Assert.DoesNotContain(seen.Values, variable => variable.Value.Contains(ProjectChart.ShippedCredential, StringComparison.Ordinal));
    }

    [EndToEndTheory]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task MigrationJob_ExternalDatabase_SeesTheSameSecretsAsTheGateway(string stack)
    {
        var live = shipped.Of(stack);
        var gateway = await live.Pod.GatewayAsync();
        var job = await live.Pod.MigrationJobAsync();

        foreach (var name in live.Catalog.GatewayObjects.SelectMany(secret => secret.Keys).Append("DATABASE_URL"))
            Assert.True(gateway[name].Value == job[name].Value, $"{name} differs");
        Assert.Equal("pre-install,pre-upgrade", (string?)(await live.Pod.MigrationJobSpecAsync())!["metadata"]!["annotations"]!["helm.sh/hook"]);
    }

    [EndToEndTheory]
    [MemberData(nameof(Stacks))]
    public async Task Cluster_EveryObjectOfEveryKind_CarriesNoSecretButWhereMeant(string stack)
    {
        var live = shipped.Of(stack);

        var searched = await ClusterSearch.AssertNoCanaryAsync(live.Cluster, live.Canaries, live.Settings.Namespace, live.SecretNames);

        Assert.NotEmpty(live.Canaries.All);
        Assert.InRange(searched, 100, int.MaxValue);
    }

    [EndToEndFact]
    public async Task Cluster_SecretsMeantToHoldThem_AreFoundByTheSearch()
    {
        // The search is only worth something if it finds what is there.
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => ClusterSearch.AssertNoCanaryAsync(
            shipped.Dev.Cluster, shipped.Dev.Canaries, shipped.Dev.Settings.Namespace, meant: []));
    }

    [EndToEndTheory]
    [MemberData(nameof(Stacks))]
    public async Task HelmRelease_StoredValues_NameSecretsAndHoldNone(string stack)
    {
        var live = shipped.Of(stack);

        var revision = Assert.Single(await ClusterSearch.HelmRevisionsAsync(live.Cluster, live.Settings.Namespace, live.Settings.Release.Name));

        var values = revision["config"]!.AsObject();
        live.Canaries.AssertNoneIn("the stored values", values.ToJsonString());
        Assert.All(ChartCredentials.GatewayVariables, variable => Assert.Equal("", (string?)values["mcpContextForge"]!["secret"]![variable]));
        var listed = values["mcpContextForge"]!["extraEnvVarsSecret"]!.AsArray().Select(entry => (string?)entry!["secretRef"]?["name"]);
        Assert.Contains(live.SecretName("gateway-gateway"), listed);
    }

    [EndToEndTheory]
    [MemberData(nameof(Stacks))]
    public async Task AppliedObjects_SentAgainStrictly_AreAcceptedByTheApiServer(string stack)
    {
        var live = shipped.Of(stack);
        var objects = live.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) && resource.Type != HelmReleases.Release).ToList();

        Assert.NotEmpty(objects);
        foreach (var resource in objects)
            await live.Cluster.ApplyAsync(KubernetesResources.Manifest(resource.Type, resource.Inputs), dryRun: true);
    }

    [EndToEndFact]
    public async Task AppliedObject_WithAFieldThatTheCrdLacks_IsRefusedByTheApiServer()
    {
        var store = shipped.Dev.Resources.Single(resource => resource.Type.EndsWith(":SecretStore", StringComparison.Ordinal));
        var manifest = KubernetesResources.Manifest(store.Type, store.Inputs);
        manifest["spec"]!["provider"]!["aws"]!["regoin"] = "eu-west-1";

        var refused = await Assert.ThrowsAsync<KubectlException>(() => shipped.Dev.Cluster.ApplyAsync(manifest, dryRun: true));

        Assert.Contains("regoin", refused.Message, StringComparison.Ordinal);
    }

    [EndToEndTheory]
    [MemberData(nameof(Stacks))]
    public async Task Harness_UpAgainWithNothingChanged_ChangesNothing(string stack)
    {
        var live = shipped.Of(stack);
        var before = await SnapshotAsync(live);

        var again = await live.UpAsync();

        Assert.Empty(again.Created.Concat(again.Updated).Concat(again.Replaced).Concat(again.Deleted));
        Assert.Equal(live.Resources.Count, again.Unchanged);
        Assert.Equal(before, await SnapshotAsync(live));
        Assert.Single(await ClusterSearch.HelmRevisionsAsync(live.Cluster, live.Settings.Namespace, live.Settings.Release.Name));
    }

    /// <summary>Nothing that was written is dropped or changed; defaults stand beside it, which <see cref="OperatorVersionsTests"/> shows to be no drift.</summary>
    [EndToEndTheory]
    [MemberData(nameof(Stacks))]
    public async Task AppliedObjects_OfTheOperator_AreStoredAsTheyWereWritten(string stack)
    {
        var live = shipped.Of(stack);
        var objects = live.Resources.Where(resource => resource.Type.StartsWith("kubernetes:external-secrets.io/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(objects);
        foreach (var resource in objects)
        {
            // A new name, so that what comes back is the API server's work alone and nothing the operator wrote into the object.
            var manifest = KubernetesResources.Manifest(resource.Type, resource.Inputs);
            manifest["metadata"]!["name"] = "not-there-yet";

            var stored = await live.Cluster.ApplyAsync(manifest, dryRun: true);

            Assert.True(CrdChecks.IsKept(manifest["spec"], stored["spec"]), $"{ObjectName.Of(manifest)}: {stored["spec"]}");
        }
    }

    private static async Task<List<string>> SnapshotAsync(LiveStack live)
    {
        var objects = await live.Cluster.ListAsync("externalsecrets,secretstores,secrets,configmaps,deployments,serviceaccounts,services", live.Settings.Namespace);
        return [.. objects.Select(found => $"{ObjectName.Of(found)} {found["metadata"]!["resourceVersion"]}").Order(StringComparer.Ordinal)];
    }
}
