using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit;

/// <summary>What <c>render</c> writes is what the pull request's audit reads: it must find nothing there.</summary>
public sealed class RenderedDirectoryTests
{
    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    [InlineData("fleet")]
    [InlineData("manifests")]
    public async Task Audit_RenderedDirectory_IsClean(string tool)
    {
        var directory = Directory.CreateTempSubdirectory("mcp-infra-");
        Assert.Equal(0, (await ToolRun.InAsync(Repository.Root, "render", tool, "--out", directory.FullName)).ExitCode);

        var run = await ToolRun.InAsync(Repository.Root, "audit", "--manifests", directory.FullName, "--fail-on", "warning");
        directory.Delete(recursive: true);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(": 0 errors, 0 warnings, 0 allowed", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Argo CD's and Flux's own namespaces hold no pods: the values are for the namespace that the object names.</summary>
    [Theory]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a, namespace: argocd}\nspec: {destination: {namespace: NAMESPACE}, source: {helm: {valuesObject: {x: {existingSecret: mcp-redis}}}}}\n")]
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a, namespace: flux-system}\nspec: {targetNamespace: NAMESPACE, values: {x: {existingSecret: mcp-redis}}}\n")]
    public async Task Audit_SecretOfAnotherNamespace_IsMissing(string yaml)
    {
        using var project = new TemporaryProject().With("dev", StackYaml.Baseline.Text)
            .WithFile("same.yaml", yaml.Replace("NAMESPACE", "mcp-dev", StringComparison.Ordinal))
            .WithFile("other.yaml", yaml.Replace("NAMESPACE", "mcp-other", StringComparison.Ordinal));

        Assert.Equal(0, (await project.RunAsync("audit", "--manifests", "same.yaml")).ExitCode);
        Assert.Contains("MCP201", (await project.RunAsync("audit", "--manifests", "other.yaml")).Output, StringComparison.Ordinal);
    }
}
