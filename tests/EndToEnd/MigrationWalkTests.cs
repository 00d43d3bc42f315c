using System.Collections.Immutable;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>
/// A release with inline secrets, installed by Helm, on the way through every stage that <c>migrate</c> prints: the lines are
/// run as they are printed, but for the kubeconfig's context and AWS' own command line.
/// </summary>
public sealed class MigrationWalkTests
{
    /// <summary>The program decides it by the database, and a bundled one is migrated by the pods.</summary>
    private const string DecidedByTheProgram = "MCPGATEWAY_SKIP_MIGRATIONS";

    [EndToEndFact]
    public async Task Migrate_EveryStage_LeavesTheGatewayWhatItHas()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        using var project = new TemporaryProject().With("dev", Stack(live)).WithFile("values.yaml", Values(live.Canaries));
        var walk = new MigrationWalk(live, project, "values.yaml");
        await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
        await live.HelmAsync("install", "mcp", ProjectChart.Path, "--values", project.PathOf("values.yaml"), "--wait", "--timeout", "90s");
        var before = await walk.VariablesAsync();
        Assert.Equal("one two: #three", before["SMTP_PASSWORD"]);
        await AssertIsWhatTheFilesSayAsync(live, project);

        await walk.RunAsync(stage: 1);
        Assert.Equal(before, await walk.VariablesAsync());

        await walk.RunAsync(stage: 2);
        Assert.Equal(before, await walk.VariablesAsync());

        await walk.RunAsync(stage: 3);
        Assert.Equal(before, await walk.VariablesAsync());
        Assert.Equal("mcp-gateway-external", (await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Source);

        await walk.RunAsync(stage: 4);
        Assert.Equal(before, await walk.VariablesAsync());
        live.Canaries.AssertNoneIn("values.yaml", project.Read("values.yaml"));

        var update = await walk.RunAsync(stage: 5);
        var after = await walk.VariablesAsync();
        Assert.Equal(("true", "false"), (before[DecidedByTheProgram], after[DecidedByTheProgram]));
        Assert.Equal(before.Remove(DecidedByTheProgram), after.Remove(DecidedByTheProgram));
        Assert.Equal(("mcp-stack", "namespace"), (update!.Updated.Order(StringComparer.Ordinal).First(name => name.StartsWith("mcp", StringComparison.Ordinal)), update.Updated.Single(name => name == "namespace")));

        // Once Helm names the Secret no more, its name follows its keys.
        Assert.Empty(update.Replaced);
        Assert.Equal("secrets-gateway-external/stable", Assert.Single(update.Deleted));
        Assert.Equal($"secrets-gateway-external/{live.SecretName("gateway-external")["mcp-gateway-external-".Length..]}", Assert.Single(update.Created));

        Assert.Contains(await RevisionsAsync(live), revision => live.Canaries.All.Any(canary => revision.Contains(canary, StringComparison.Ordinal)));
        foreach (var line in await walk.AfterwardsAsync())
            await MigrationWalk.KubectlAsync(line);

        var left = await RevisionsAsync(live);
        Assert.Single(left);
        Assert.All(left, revision => live.Canaries.AssertNoneIn("a stored Helm revision", revision));
        await ClusterSearch.AssertNoCanaryAsync(live.Cluster, live.Canaries, live.Settings.Namespace, live.SecretNames);
        Assert.Empty((await live.UpAsync()).Updated);
    }

    /// <summary>Nobody set a value, so what the chart ships is in force, and a volume was made with it.</summary>
    [EndToEndFact]
    public async Task Migrate_ReleaseOnChartDefaults_KeepsWhatIsInForce()
    {
        await using var live = await LiveStack.CreateAsync("dev");
        using var project = new TemporaryProject().With("dev", Stack(live, ProjectChart.WithUpstreamCredentials)).WithFile("values.yaml", "mcpContextForge: {metrics: {serviceMonitor: {enabled: false}}}\n");
        var walk = new MigrationWalk(live, project, "values.yaml");
        await live.Cluster.RunAsync(["create", "namespace", live.Settings.Namespace]);
        await live.HelmAsync("install", "mcp", ProjectChart.WithUpstreamCredentials, "--values", project.PathOf("values.yaml"), "--wait", "--timeout", "90s");
        var before = await walk.VariablesAsync();
        Assert.Equal(("test123", ""), (before["POSTGRES_PASSWORD"], before[ChartCredentials.AuthEncryptionSecret]));

        for (var stage = 1; stage <= 5; stage++)
        {
            await walk.RunAsync(stage);
            var now = await walk.VariablesAsync();

            // Empty it protects nothing and no gateway of this version starts with it; the plan says that it is generated.
            Assert.Equal(Without(before, ChartCredentials.AuthEncryptionSecret, DecidedByTheProgram), Without(now, ChartCredentials.AuthEncryptionSecret, DecidedByTheProgram));
        }

        Assert.Equal(live.SecretName("gateway-external"), (await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Source);
        Assert.Empty((await live.UpAsync()).Updated);
    }

    /// <summary>By the real Helm, whose answer has what the chart ships too. The stack's context is made one of the cluster at hand.</summary>
    private static async Task AssertIsWhatTheFilesSayAsync(LiveStack live, TemporaryProject project)
    {
        var current = (await live.Cluster.RunAsync(["config", "view", "--minify", "--output", "jsonpath={.contexts[0].context.cluster} {.contexts[0].context.user}"])).Split(' ');
        await live.Cluster.RunAsync(["config", "set-context", "mcp-dev", "--cluster", current[0], "--user", current[1]]);

        var same = await project.RunAsync("migrate", "values.yaml", "--live");
        await live.HelmAsync("upgrade", "mcp", ProjectChart.Path, "--values", project.PathOf("values.yaml"), "--set", "mcpContextForge.secret.DEFAULT_USER_PASSWORD=set-by-hand-x7", "--wait", "--timeout", "90s");
        var set = await project.RunAsync("migrate", "values.yaml", "--live", "--write");
        await live.HelmAsync("upgrade", "mcp", ProjectChart.Path, "--reset-values", "--values", project.PathOf("values.yaml"), "--wait", "--timeout", "90s");

        Assert.True(same.ExitCode == 0, same.Output + same.Error);
        Assert.Contains("values are the same in the running release", same.Output, StringComparison.Ordinal);
        Assert.Equal(1, set.ExitCode);
        Assert.Contains("DEFAULT_USER_PASSWORD is another in the running release", set.Error, StringComparison.Ordinal);
        live.Canaries.AssertNoneIn("what --live says", same.Output + set.Output + set.Error);
    }

    /// <summary>Nor what this project's chart says otherwise than upstream's of settings that are no secret.</summary>
    private static ImmutableSortedDictionary<string, string> Without(ImmutableSortedDictionary<string, string> values, params string[] names) =>
        values.RemoveRange([.. names, "ALLOWED_ORIGINS", "APP_DOMAIN", "JWT_AUDIENCE", "JWT_ISSUER"]);

    private static async Task<IReadOnlyList<string>> RevisionsAsync(LiveStack live) =>
        [.. (await ClusterSearch.HelmRevisionsAsync(live.Cluster, live.Settings.Namespace, "mcp")).Select(revision => revision.ToJsonString())];

    internal static string Stack(LiveStack live, string? chart = null) => StackYaml.OfRelease
        .With("aws:region", live.Settings.Aws.Region)
        .With("mcp-infra:namespace", live.Settings.Namespace)
        .With("mcp-infra:aws.prefix", live.Settings.Aws.Prefix)
        .With("mcp-infra:aws.recoveryWindowDays", "0")
        .With("mcp-infra:chart.source", chart ?? ProjectChart.Path)
        .With("mcp-infra:release.timeoutSeconds", "90")
        .With("mcp-infra:store.timeoutSeconds", "40").Text;

    internal static string Values(Canaries canaries) => $$"""
        mcpContextForge:
          secret:
            JWT_SECRET_KEY: {{canaries.NewWord()}}
            AUTH_ENCRYPTION_SECRET: "{{canaries.NewWord()}} \n"   # with a blank and a line end
            BASIC_AUTH_PASSWORD: {{canaries.NewWord()}}
            PLATFORM_ADMIN_PASSWORD: {{canaries.NewWord()}}
            DEFAULT_USER_PASSWORD: {{canaries.NewWord()}}
            ED25519_PRIVATE_KEY: |
              -----BEGIN PRIVATE KEY-----
              {{canaries.NewWord()}}
              -----END PRIVATE KEY-----
            JWT_ISSUER: ours
          config: {LOG_LEVEL: DEBUG, APP_DOMAIN: "https://gateway.example.com", ALLOWED_ORIGINS: "[]", RATELIMITER_REDIS_URL: "redis://:{{canaries.NewWord()}}@limits:6379/0"}
          extraEnv:
            - {name: SMTP_PASSWORD, value: "one two: #three"}
            - {name: PROXY, value: "http://proxy:3128"}
          metrics: {serviceMonitor: {enabled: false} }
          ingress: {host: gateway.example.com}
        postgres:
          credentials: {user: gateway, password: "{{canaries.NewWord()}}" }
        redis:
          auth: {password: "{{canaries.NewWord()}}" }
        """;
}
