using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;
using Pulumi;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// What a cluster's stack gives the operator's base role, on the role that the real operator holds: two environments that the
/// stack names are read, a third is refused, and IAM decides. The prefix is none that the role could reach before.
/// </summary>
[Collection(PulumiCollection.Name)]
public sealed class ClusterIdentityTests
{
    private const string Store = "secretstores.external-secrets.io";

    private static readonly string[] Named = ["one", "two"];

    [EndToEndFact("ESO_OPERATOR_ROLE_ARN", "MCP_E2E_IAM")]
    public async Task BaseRole_OfAClustersStack_ReachesItsEnvironmentsAndNoOther()
    {
        var aws = await AwsAccount.DeployerAsync();
        var id = LiveStack.NewId();
        var cluster = Cluster("team-" + id, RoleName);
        var policy = (await Deployed.RunAsync(cluster)).Single("aws:iam/rolePolicy:RolePolicy");
        await aws.IamAsync("PutRolePolicy", ("RoleName", RoleName), ("PolicyName", cluster.Aws.Prefix), ("PolicyDocument", policy.Text("policy")!));
        try
        {
            foreach (var environment in Named)
            {
                await using var live = await InClusterAsync(environment, id, cluster);

                await live.UpAsync();

                Assert.True(Conditions.IsTrue(await live.Cluster.GetAsync(live.Named(Store, live.Settings.Store.Name)), "Ready"));
                Assert.Equal((await live.AwsValuesAsync("gateway"))["JWT_SECRET_KEY"], (await live.SecretAsync(live.SecretName("gateway-gateway")))["JWT_SECRET_KEY"]);
            }

            await using var third = await InClusterAsync("three", id, cluster);

            await Assert.ThrowsAnyAsync<RunException>(() => third.UpAsync());

            var told = (await third.Cluster.ListAsync("events", third.Settings.Namespace)).Select(happened => (string)happened["message"]!).ToList();
            Assert.True(told.Any(message => message.Contains("StatusCode: 403", StringComparison.Ordinal)), string.Join('\n', told));
        }
        finally
        {
            await aws.IamAsync("DeleteRolePolicy", ("RoleName", RoleName), ("PolicyName", cluster.Aws.Prefix));
        }
    }

    /// <summary>The operator's release is a chart of this project's own, which keeps what the stack relies on: its values were held against the real one (OperatorValuesTests).</summary>
    [EndToEndFact("OCI_REGISTRY")]
    public async Task ClustersStack_UpAgainAndDown_IsMadeOnceAndGoesWhole()
    {
        var aws = await AwsAccount.DeployerAsync();
        var (kubectl, helm) = (new Kubectl(RealComponents.Kubeconfig!), new HelmReleases(RealComponents.Kubeconfig!));
        var id = LiveStack.NewId();
        var engine = new LiveEngine([new Providers(aws), new AwsResources(aws), new KubernetesResources(kubectl), helm], _ => Task.CompletedTask);
        var cluster = Cluster("team-" + id, "operator-" + id);
        cluster = cluster with { Operator = cluster.Operator with { Source = await PushAsync(helm, id), Namespace = "eso-" + id, Replicas = 2, PodSecurity = true, TimeoutSeconds = 90 } };
        try
        {
            var first = await engine.UpAsync(cluster);
            var again = await engine.UpAsync(cluster);

            Assert.Contains("operator", first.Created);
            Assert.Empty(again.Created.Concat(again.Updated).Concat(again.Replaced).Concat(again.Deleted));
            foreach (var name in (string[])["external-secrets", "external-secrets-webhook"])
                Assert.Equal(2, (int)(await kubectl.GetAsync(new ObjectName("Deployment", name, cluster.Operator.Namespace)))["status"]!["readyReplicas"]!);
            Assert.Equal(2, (await kubectl.ListAsync("poddisruptionbudgets", cluster.Operator.Namespace)).Count);

            await engine.DestroyAsync();

            Assert.Null(await kubectl.FindAsync(new ObjectName("Deployment", "external-secrets", cluster.Operator.Namespace)));
            Assert.Equal("NoSuchEntity", (await Assert.ThrowsAsync<AwsException>(() => aws.IamAsync("GetRole", ("RoleName", "operator-" + id)))).Code);
        }
        finally
        {
            await engine.CleanUpAsync();
        }
    }

    private static async Task<string> PushAsync(HelmReleases helm, string id)
    {
        var folder = Directory.CreateTempSubdirectory("external-secrets-");
        try
        {
            await helm.HelmAsync(["package", Repository.At("tests", "Charts", "external-secrets"), "--destination", folder.FullName]);
            await helm.HelmAsync(["push", folder.GetFiles().Single().FullName, $"oci://{RealComponents.OciRegistry}/{id}", "--plain-http"]);
            return $"oci://{RealComponents.OciRegistry}/{id}/external-secrets";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string RoleName => RealComponents.OperatorRoleArn!.Split('/')[^1];

    private static ClusterSettings Cluster(string prefix, string roleName)
    {
        var cluster = StackYaml.Cluster.LoadCluster();
        return cluster with
        {
            Aws = cluster.Aws with { Prefix = prefix, Region = RealComponents.Region },
            Identity = new ClusterIdentity.PodIdentity { RoleName = roleName, Environments = Named, Roles = [], Addon = false },
        };
    }

    /// <summary>An environment whose identity is what the cluster's stack answers.</summary>
    private static async Task<LiveStack> InClusterAsync(string environment, string id, ClusterSettings cluster)
    {
        var live = await LiveStack.CreateAsync("dev", id);
        live.Settings = live.Settings with
        {
            Environment = environment,
            Namespace = $"{cluster.Aws.Prefix}-{environment}",
            Backend = new BackendSettings.Aws(live.Settings.Aws with { Prefix = cluster.Aws.Prefix, Identity = new IdentitySettings.PodIdentity(cluster.OperatorRoleArn!) }),
        };
        return live;
    }
}
