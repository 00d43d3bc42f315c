using System.Text.Json.Nodes;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// A release whose values are embedded in an Application of Argo CD, which another Application takes from Git: every stage is
/// a commit that is pushed, and the controllers bring it to the cluster.
/// </summary>
public sealed class MigrationOfAnApplicationTests
{
    /// <summary>An Ingress has no address in this cluster and an autoscaler no metrics, and Argo CD waits for both.</summary>
    private const string WithoutWhatIsNeverHealthyHere = "ingress: {enabled: false}\n  hpa: {enabled: false}\nmcpFastTimeServer: {ingress: {enabled: false}}";

    private const string File = "apps/mcp.yaml";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(240);

    [ArgoCdFact]
    public async Task Migrate_ApplicationWithEmbeddedValues_LeavesTheGatewayWhatItHasAtEveryStage()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        var (root, name) = ($"{live.Settings.Namespace}-root", $"{live.Settings.Namespace}-gateway");
        using var remote = await new GitRepository().InitialisedAsync();
        remote.Add("charts/mcp-stack", ProjectChart.Path);
        await remote.CommitAsync("The chart");
        var application = Application(live, name, remote.Url);
        using var project = new TemporaryProject().With("dev", MigrationWalkTests.Stack(live)).WithFile(File, AsText(application));
        var argoCd = new ArgoCd(live.Cluster);
        try
        {
            await remote.TakePushesAsync();
            project.Shell($"git init --quiet --initial-branch=main && git config user.name test && git config user.email test@example.com && git remote add origin {remote.Url} && git pull --quiet origin main && git add . && git commit --quiet --message release && git push --quiet --set-upstream origin main");
            await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
            await live.Cluster.ApplyAsync(Root(root, remote.Url));
            await ArrivedAsync();
            var walk = new MigrationWalk(live, project, File) { Pushed = ArrivedAsync };
            var before = await walk.VariablesAsync();
            Assert.Equal("one two: #three", before["SMTP_PASSWORD"]);

            // As a text Argo CD reads the same; it is asked to stand as a map before anything is moved.
            var text = await project.RunAsync("migrate", File);
            Assert.Equal(2, text.ExitCode);
            Assert.Contains("write the same values as a map under spec.source.helm.valuesObject", text.Error, StringComparison.Ordinal);
            project.WithFile(File, application);
            project.Shell($"git add {File} && git commit --quiet --message 'The values as a map' && git push --quiet");
            await ArrivedAsync();
            Assert.Equal(before, await walk.VariablesAsync());

            for (var stage = 1; stage <= 5; stage++)
            {
                await walk.RunAsync(stage);
                Assert.Equal(before, await walk.VariablesAsync());
            }

            Assert.Equal("mcp-gateway-external", (await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Source);
            live.Canaries.AssertNoneIn(File, project.Read(File));
            var history = (await live.Cluster.GetAsync(ArgoCd.Application(name))).ToJsonString();
            Assert.Contains(live.Canaries.All, canary => history.Contains(canary, StringComparison.Ordinal));
            foreach (var line in await walk.AfterwardsAsync())
                await MigrationWalk.KubectlAsync(line);
            await argoCd.AssertStaysSyncedAsync(name);
            await ClusterSearch.AssertNoCanaryAsync(live.Cluster, live.Canaries, live.Settings.Namespace, live.SecretNames);
        }
        finally
        {
            foreach (var made in (string[])[root, name])
                await live.Cluster.DeleteAsync(ArgoCd.Application(made));
            await live.Cluster.RunAsync(["delete", "namespace", live.Settings.Namespace, "--ignore-not-found", "--wait=false"]);
        }

        async Task ArrivedAsync()
        {
            await live.Cluster.RunAsync(["annotate", "applications.argoproj.io", root, "--namespace", ArgoCd.Namespace, "--overwrite", "argocd.argoproj.io/refresh=hard"]);
            var wanted = YamlJson.Read(project.Read(File))["spec"]!["source"]!["helm"]!;
            await live.Cluster.WaitAsync(ArgoCd.Application(name), found => JsonNode.DeepEquals(found?["status"]?["sync"]?["comparedTo"]?["source"]?["helm"], wanted), Long);
            await argoCd.WaitSyncedAsync(name, Long);
        }
    }

    private static JsonObject Root(string name, string url) => YamlJson.Read($$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: {{name}}
          namespace: {{ArgoCd.Namespace}}
        spec:
          project: default
          source: {repoURL: "{{url}}", path: apps, targetRevision: HEAD}
          destination:
            server: https://kubernetes.default.svc
            namespace: {{ArgoCd.Namespace}}
          syncPolicy: {automated: {selfHeal: true} }
        """).AsObject();

    /// <summary>Without an Ingress, for which nobody here has an address, so that Argo CD would wait for it.</summary>
    private static string Application(LiveStack live, string name, string url) => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: {{name}}
          namespace: {{ArgoCd.Namespace}}
        spec:
          project: default
          source:
            repoURL: {{url}}
            path: charts/mcp-stack
            targetRevision: HEAD
            helm:
              releaseName: mcp
              valuesObject:
        {{Indented(MigrationWalkTests.Values(live.Canaries).Replace("ingress: {host: gateway.example.com}", WithoutWhatIsNeverHealthyHere, StringComparison.Ordinal), 8)}}
          destination:
            server: https://kubernetes.default.svc
            namespace: {{live.Settings.Namespace}}
          syncPolicy: {automated: {selfHeal: true, prune: true} }

        """;

    private static string AsText(string application) => application.Replace("valuesObject:\n", "values: |\n", StringComparison.Ordinal);

    private static string Indented(string text, int by) => string.Join('\n', text.Split('\n').Select(line => new string(' ', by) + line));
}
