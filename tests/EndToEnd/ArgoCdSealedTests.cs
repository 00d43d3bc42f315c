using McpInfra.Delivery;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>Argo CD and the Sealed Secrets controller together: what Argo CD says of a file that cannot be unsealed, and that the commit which mends it is enough.</summary>
[Collection(ArgoCdTests.Set)]
public sealed class ArgoCdSealedTests
{
    private const string Directory = "argocd";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(240);

    private static StackYaml Yaml => BackendStacks.WithExternalServers(BackendStacks.Sealed)
        .With("mcp-infra:delivery", "git")
        .With("mcp-infra:chart.source", "./charts/mcp-stack");

    private static string Parent => ArgoCdObjects.Prefix + "-dev";

    private static string Chart => Parent + "-chart";

    [ArgoCdFact("SEALED_SECRETS_CERT")]
    public async Task ApplicationSet_FilesSealedForAnotherCluster_AreDegradedUntilACommitMendsThem()
    {
        using var project = new SealedProject();
        using var repository = await new GitRepository().InitialisedAsync();
        await using var live = await SealedStack.CreateAsync(Yaml, LiveBackend.NewNamespace(), project, SealedStack.ForeignCertificate(project));
        var argoCd = new ArgoCd(live.Cluster);
        try
        {
            await argoCd.JudgeAsync(HealthChecks.SealedSecret);
            repository.Add("charts/mcp-stack", ProjectChart.Path);
            await CommitAsync(live, repository, "Sealed for another cluster");
            await live.Cluster.ApplyAsync(YamlJson.Read(repository.Read(Directory + "/applicationset.yaml")).AsObject());

            // Each sync of it fails, and the next is one of the same commit unless Argo CD is told to look for a newer one.
            var failed = await live.Cluster.WaitAsync(
                ArgoCd.Application(Parent), found => ArgoCd.IsDegraded(found) && ArgoCd.Says(found).Contains("Retrying attempt", StringComparison.Ordinal), Long);
            var said = ArgoCd.SaidOf(failed, "SealedSecret");
            Assert.Equal(live.Catalog.Objects.Count, said.Count);
            Assert.All(said, message => Assert.Contains("no key could decrypt secret", message, StringComparison.Ordinal));
            Assert.Null(await live.Cluster.FindAsync(ArgoCd.Application(Chart)));

            await SealedStack.SealAsync(live, Yaml, project);
            await CommitAsync(live, repository, "Sealed for this one");

            await argoCd.WaitHealthyAsync(Chart, Long);
            await argoCd.WaitHealthyAsync(Parent, Long);
            Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
        }
        finally
        {
            await argoCd.DeleteAsync(ArgoCdObjects.Prefix, [Chart, Parent]);
            await argoCd.JudgeNoMoreAsync(HealthChecks.SealedSecret);
        }
    }

    private static async Task CommitAsync(LiveBackend live, GitRepository repository, string message)
    {
        live.Settings = live.Settings with
        {
            Chart = live.Settings.Chart with { Source = "./charts/mcp-stack" },
            Delivery = live.Settings.Delivery with { ArgoCd = live.Settings.Delivery.ArgoCd with { RepoUrl = repository.Url, Path = Directory } },
        };
        repository.Render(Directory, new ArgoCdRenderer().Render([DeliverySpec.InGit(live.Settings)], FileHeader.For(GitOpsTool.ArgoCd)));
        await repository.CommitAsync(message);
    }
}
