using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Render;

/// <summary>What each tool cannot keep, or has no meaning for, is said before anything is written.</summary>
public sealed class RenderLimitsTests : IDisposable
{
    private readonly RenderProject _project = new();

    public void Dispose() => _project.Dispose();

    /// <summary>Each of them writes names of ours into labels, which Kubernetes ends at 63 characters.</summary>
    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    [InlineData("fleet")]
    public async Task Render_EnvironmentWhoseNamesAreNoLabels_IsRefusedWithOneThatFits(string tool)
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:environment", new string('e', 44)));
        var tooLong = await _project.RenderAsync(tool);
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:environment", new string('e', 43)));
        var longest = await _project.RenderAsync(tool);

        Assert.Equal((2, 0), (tooLong.ExitCode, longest.ExitCode));
        Assert.Contains("an environment's name has 43 at most", tooLong.Error, StringComparison.Ordinal);
        Assert.Contains($"pulumi config set --stack dev mcp-infra:environment {new string('e', 43)}\n", tooLong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev-chart")]
    [InlineData("dev-secrets")]
    public async Task RenderArgoCd_EnvironmentCalledLikeAnothersApplication_IsRefused(string name)
    {
        _project.With("dev", RenderProject.Renderable).With(name, RenderProject.Renderable);

        var run = await _project.RenderAsync("argocd");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"Environment '{name}' of stack {name} would have an Application of the name that one of environment 'dev' has", run.Error, StringComparison.Ordinal);
        Assert.Contains($"pulumi config set --stack {name} mcp-infra:environment {name}-2\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderFlux_RegistrySettingsOfADirectory_AreWarnedOf()
    {
        var folder = RenderProject.Renderable.With("mcp-infra:chart.source", "./charts/mcp-stack");
        _project.With("dev", folder.With("mcp-infra:flux.chartSecret", "a"));
        var secret = await _project.RenderAsync("flux");
        _project.With("dev", folder.With("mcp-infra:flux.insecure", "true"));
        var insecure = await _project.RenderAsync("flux");
        _project.With("dev", folder);
        var neither = await _project.RenderAsync("flux");

        Assert.All((ToolRun[])[secret, insecure], run => Assert.Contains("mcp-infra:flux.chartSecret and insecure have a meaning with an oci:// address", run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("chartSecret", neither.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenderFlux_ReloaderWithDeliveryGit_IsRendered()
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:delivery", "git").With("mcp-infra:rollout.reloader", "true"));

        var run = await _project.RenderAsync("flux");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("reloader.stakater.com/auto", _project.Read("dev/gateway/helmrelease.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argocd", "applicationset.yaml", "path: dev\n")]
    [InlineData("flux", "dev/secrets.yaml", "path: ./dev/secrets\n")]
    [InlineData("fleet", "dev/gitrepo.yaml", "- dev/secrets\n")]
    public async Task Render_DirectoryThatIsTheRepositorysRoot_IsNamedAsPeopleWould(string tool, string file, string path)
    {
        _project.With("dev", RenderProject.Renderable.With($"mcp-infra:{tool}.path", "."));

        await _project.RenderAsync(tool);

        Assert.Contains(path, _project.Read(file), StringComparison.Ordinal);
    }

    /// <summary>Nothing of it is optional where somebody else has made the Secrets already.</summary>
    [Theory]
    [InlineData("aws", "until each ExternalSecret was read")]
    [InlineData("existing", null)]
    public async Task RenderFleet_OptionalSecrets_WarnsOfTheKindThatFleetDoesNotWaitFor(string backend, string? warning)
    {
        var stack = backend == "aws" ? RenderProject.Renderable : BackendStacks.Existing.With("mcp-infra:fleet.repoUrl", "https://git.example.com/a/b.git");
        _project.With("dev", stack.With("mcp-infra:migration.optional", "true"));

        var run = await _project.RenderAsync("fleet");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(warning is not null, run.Error.Contains(warning ?? "Fleet does not wait", StringComparison.Ordinal));
    }

    /// <summary>Without the point and the slash that the stack writes, helm would take it for an option.</summary>
    [Fact]
    public async Task RenderManifests_ChartDirectoryWithAHyphenInFront_IsNoOptionOfHelm()
    {
        await _project.With("dev", RenderProject.Renderable.With("mcp-infra:chart.source", "./-charts")).RenderAsync("manifests");

        Assert.Contains("helm upgrade --install mcp ./-charts --namespace", _project.Read("dev/values.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oci://registry.example.com/team/gateway-chart", true)]
    [InlineData("oci://registry.example.com/team/mcp-stack", false)]
    public async Task Render_ChartOfAnotherName_WarnsThatItsDeploymentIsCalledOtherwise(string source, bool isWarned)
    {
        _project.With("dev", RenderProject.Renderable.With("mcp-infra:chart.source", source));

        var run = await _project.RenderAsync("flux");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(isWarned, run.Error.Contains("is a chart called 'gateway-chart'", StringComparison.Ordinal));
    }
}
