using McpInfra.Delivery;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery.ArgoCd;

/// <summary>What Argo CD is told of kinds that it would call Healthy too early; that it takes it is shown end to end.</summary>
public sealed class HealthChecksTests
{
    private const string File = "argocd-health.yaml";

    [Fact]
    public void Render_EnvironmentInArgoCdsOwnClusterThroughEso_NeedsNone() =>
        Assert.DoesNotContain(Rendered.Of(GitOpsTool.ArgoCd, RenderProject.Renderable.Load()), file => file.Path == File);

    [Fact]
    public void Render_EnvironmentInAnotherCluster_HasArgoCdJudgeApplications() =>
        Assert.Equal([HealthChecks.Application], Checks(RenderProject.Renderable.With("mcp-infra:argocd.clusterName", "prod").Load()));

    [Fact]
    public void Render_VaultSecretsOperator_HasArgoCdJudgeItsSecrets() => Assert.Equal([HealthChecks.VaultStaticSecret], Checks(Vso()));

    [Fact]
    public void Render_Both_AreInOneFile() => Assert.Equal(
        [HealthChecks.Application, HealthChecks.VaultStaticSecret],
        Checks(Vso() with { Delivery = Vso().Delivery with { ArgoCd = Vso().Delivery.ArgoCd with { Cluster = new ArgoCdCluster(null, "prod") } } }));

    [Fact]
    public void Page_HasEachCheckAsItIsRendered()
    {
        var page = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", "argocd.md"));

        foreach (var check in (HealthCheck[])[HealthChecks.Application, HealthChecks.VaultStaticSecret])
            Assert.Contains($"  {check.Key}: |\n{string.Concat(check.Lua.TrimEnd('\n').Split('\n').Select(line => $"    {line}\n"))}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev", "", false)]
    [InlineData("prod", "", true)]
    [InlineData("dev", "true", true)]
    [InlineData("prod", "false", false)]
    public void RenderFlux_Namespace_IsKeptInProductionOrWhereTheStackSaysSo(string environment, string keep, bool isKept)
    {
        var stack = RenderProject.Renderable.With("mcp-infra:environment", environment);
        var files = Rendered.Of(GitOpsTool.Flux, (keep.Length == 0 ? stack : stack.With("mcp-infra:flux.keepNamespace", keep)).Load());

        var space = files.Single($"{environment}/secrets/00-namespace-mcp-{environment}.yaml").Document;
        Assert.Equal(isKept ? "disabled" : null, (ValueTree.At(space, "metadata.annotations") as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("kustomize.toolkit.fluxcd.io/prune"));
    }

    private static StackSettings Vso() => BackendStacks.Vso.With("mcp-infra:delivery", "git").With("mcp-infra:argocd.repoUrl", "https://git.example.com/a/b.git").Load();

    private static IEnumerable<HealthCheck> Checks(StackSettings stack)
    {
        var data = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Rendered.Of(GitOpsTool.ArgoCd, stack).Single(File).Document["data"]);
        return data.Select(entry => new HealthCheck(entry.Key["resource.customizations.health.".Length..], (string)entry.Value!));
    }
}
