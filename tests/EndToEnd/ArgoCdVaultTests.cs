using System.Text.Json.Nodes;
using McpInfra.Delivery;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.EndToEnd.Harness;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.EndToEnd;

/// <summary>Argo CD, Vault and Vault Secrets Operator together: whether the chart waits for what is read from Vault.</summary>
[Collection(ArgoCdTests.Set)]
public sealed class ArgoCdVaultTests
{
    private const string Directory = "argocd";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(240);

    [ArgoCdFact("VAULT_ADDR", "VAULT_TOKEN")]
    public async Task ApplicationSet_SecretsThatCannotBeReadFromVault_HoldTheChartBackUntilTheyCan()
    {
        await using var live = Create(out var role);
        var argoCd = new ArgoCd(live.Cluster);
        try
        {
            await argoCd.JudgeAsync(HealthChecks.VaultStaticSecret);
            using var repository = await ApplyAsync(live);

            await live.Cluster.WaitAsync(ArgoCd.Application(Parent), found => ArgoCd.Says(found).Contains("waiting for healthy state of secrets.hashicorp.com/VaultStaticSecret", StringComparison.Ordinal), Long);
            Assert.Null(await live.Cluster.FindAsync(ArgoCd.Application(Chart)));

            await VaultServer.AddReaderAsync(role, live.Settings.Namespace + "/dev", live.Settings.Namespace);
            await argoCd.WaitSyncedAsync(Chart, Long);
            await argoCd.WaitSyncedAsync(Parent, Long);
            Assert.Contains((await live.Pod.GatewayAsync())["JWT_SECRET_KEY"].Value, live.Canaries.All);
        }
        finally
        {
            // What waits in a sync is not deleted.
            await VaultServer.AddReaderAsync(role, live.Settings.Namespace + "/dev", live.Settings.Namespace);
            await argoCd.DeleteAsync(ArgoCdObjects.Prefix, [Chart, Parent]);
            await argoCd.JudgeNoMoreAsync(HealthChecks.VaultStaticSecret);
        }
    }

    /// <summary>Why Argo CD has to be told.</summary>
    [ArgoCdFact("VAULT_ADDR", "VAULT_TOKEN")]
    public async Task ApplicationSet_WithoutTheCheck_MakesTheChartBeforeItsSecretsAreRead()
    {
        await using var live = Create(out _);
        var argoCd = new ArgoCd(live.Cluster);
        try
        {
            using var repository = await ApplyAsync(live);

            await live.Cluster.WaitAsync(ArgoCd.Application(Chart), found => found is not null, Long);
            Assert.All(live.Catalog.Objects, secret => Assert.Null(live.Cluster.FindAsync(live.Named("Secret", secret.Name.Base)).Result));
        }
        finally
        {
            await argoCd.DeleteAsync(ArgoCdObjects.Prefix, [Chart, Parent]);
        }
    }

    private static string Parent => ArgoCdObjects.Prefix + "-dev";

    private static string Chart => Parent + "-chart";

    /// <summary>With its values in Vault, and a role there that does not exist yet.</summary>
    private static LiveBackend Create(out string role)
    {
        var @namespace = LiveBackend.NewNamespace();
        role = @namespace + "-reader";
        return LiveBackend.Create(
            BackendStacks.WithExternalServers(BackendStacks.Vault)
                .With("mcp-infra:delivery", "git")
                .With("mcp-infra:chart.source", "./charts/mcp-stack")
                .With("mcp-infra:vault", $"{{operator: vso, address: '{VaultServer.Address}', path: {@namespace}/dev, role: {role}, audience: '{VaultServer.Audience}'}}"),
            @namespace);
    }

    private static async Task<GitRepository> ApplyAsync(LiveBackend live)
    {
        var repository = await new GitRepository().InitialisedAsync();
        live.Settings = live.Settings with
        {
            Chart = live.Settings.Chart with { Source = "./charts/mcp-stack" },
            Delivery = live.Settings.Delivery with { ArgoCd = live.Settings.Delivery.ArgoCd with { RepoUrl = repository.Url, Path = Directory } },
        };
        foreach (var (holder, values) in live.Values)
            await VaultServer.PutAsync(holder, values);
        repository.Add("charts/mcp-stack", ProjectChart.Path);
        repository.Render(Directory, new ArgoCdRenderer().Render([DeliverySpec.InGit(live.Settings)], FileHeader.For(GitOpsTool.ArgoCd)));
        await repository.CommitAsync("One environment");
        await live.Cluster.ApplyAsync(YamlJson.Read(repository.Read(Directory + "/applicationset.yaml")).AsObject());
        return repository;
    }
}
