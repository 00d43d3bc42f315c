using McpInfra.Delivery;
using McpInfra.Delivery.ArgoCd;
using McpInfra.Delivery.Flux;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Delivery.ArgoCd;

/// <summary>What Argo CD is told of kinds that it would call Healthy too early; that it takes it is shown end to end.</summary>
public sealed class HealthChecksTests
{
    private const string File = "argocd-health.yaml";

    [Fact]
    public void Render_ExternalSecrets_HasArgoCdAskForTheirGeneration() => Assert.Equal([HealthChecks.ExternalSecret], Checks(RenderProject.Renderable.Load()));

    [Fact]
    public void Render_SecretsThatAreThereAlready_NeedsNone() =>
        Assert.DoesNotContain(Rendered.Of(GitOpsTool.ArgoCd, InGit(BackendStacks.Existing)), file => file.Path == File);

    /// <summary>What Flux asks the generation of, Argo CD has to be told to ask the same.</summary>
    [Theory]
    [MemberData(nameof(BackendStacks.Names), MemberType = typeof(BackendStacks))]
    public void For_EveryBackend_JudgesEveryKindThatHasAGenerationToWaitFor(string backend)
    {
        var spec = DeliverySpec.InGit(BackendStacks.Load(backend));
        var checks = HealthChecks.For([spec]);

        foreach (var manifest in spec.Secrets.Select(step => step.Manifest))
        {
            var waits = HealthExpressions.Of([manifest]).Any(expression => expression.Current.Contains("metadata.generation", StringComparison.Ordinal));
            Assert.Equal(waits ? 1 : 0, checks.Count(check => check.Judges(manifest)));
        }
    }

    [Fact]
    public void Render_EnvironmentInAnotherCluster_HasArgoCdJudgeApplications() =>
        Assert.Equal([HealthChecks.Application, HealthChecks.ExternalSecret], Checks(RenderProject.Renderable.With("mcp-infra:argocd.clusterName", "prod").Load()));

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

    private static StackSettings Vso() => InGit(BackendStacks.Vso);

    private static StackSettings InGit(StackYaml stack) => stack.With("mcp-infra:delivery", "git").With("mcp-infra:argocd.repoUrl", "https://git.example.com/a/b.git").Load();

    private static IEnumerable<HealthCheck> Checks(StackSettings stack)
    {
        var data = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(Rendered.Of(GitOpsTool.ArgoCd, stack).Single(File).Document["data"]);
        return data.Select(entry => new HealthCheck(entry.Key["resource.customizations.health.".Length..], (string)entry.Value!));
    }
}
