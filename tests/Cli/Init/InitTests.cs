using McpInfra.Cli.Preview;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli.Init;

/// <summary>The stack file that <c>init</c> writes, and when it writes none.</summary>
[Collection(PulumiCollection.Name)]
public sealed class InitTests : IDisposable
{
    private static readonly string[] Least = ["--account", StackYaml.AccountId, "--region", "eu-west-1", "--context", "qa-cluster", "--oidc-provider", StackYaml.OidcProviderArn];

    private readonly TemporaryProject _project = new();

    public void Dispose() => _project.Dispose();

    public static TheoryData<string[]> Ways() =>
    [
        Least,
        [.. Least, "--database", "external", "--database-host", "db.example.com"],
        [.. Least, "--delivery", "git"],
        [.. Least[..6], "--identity", "pod-identity", "--operator-role", StackYaml.OperatorRoleArn],
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Init_EveryAnswer_WritesAStackThatPreviewsClean(string[] options)
    {
        var init = await _project.RunAsync(["init", "qa", .. options]);
        var preview = await _project.RunAsync("preview", "--stack", "qa");

        Assert.Equal((0, ""), (init.ExitCode, init.Error));
        Assert.Equal(0, preview.ExitCode);
        Assert.DoesNotContain("Warning", preview.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RunAsync("audit", "--stack", "qa")).ExitCode);
    }

    [Fact]
    public async Task Init_Answers_AreWrittenWithTheirReasonsAndTheNextLinesAreSaid()
    {
        var init = await _project.RunAsync(["init", "qa", .. Least, "--delivery", "git"]);

        Assert.Equal("""
            Pulumi.qa.yaml is written. Next:
              dotnet run --project infra -- preview --stack qa
              pulumi stack init qa
              pulumi up --stack qa

            """.ReplaceLineEndings("\n"), init.Output);
        Assert.Equal($$"""
            config:
              mcp-infra:aws:
                accountId: "123456789012"
              aws:region: eu-west-1
              # Of the kubeconfig, so that nothing lands in whatever cluster is current.
              mcp-infra:kubernetes:
                context: qa-cluster
              # How External Secrets Operator proves to AWS who it is.
              mcp-infra:identity:
                mode: irsa
                oidcProviderArn: "{{StackYaml.OidcProviderArn}}"
              # Who installs the chart.
              mcp-infra:delivery: git
              # The administrator's password has to be asked for: somebody must know that it is there to be fetched from AWS.
              mcp-infra:secrets:
                PLATFORM_ADMIN_PASSWORD:
                  from: generate

            """.ReplaceLineEndings("\n"), _project.Read("Pulumi.qa.yaml"));
    }

    [Fact]
    public async Task Init_FileThatIsThere_IsLeftAsItIs()
    {
        _project.With("qa", "config: {}\n");

        var init = await _project.RunAsync(["init", "qa", .. Least]);

        Assert.Equal(2, init.ExitCode);
        Assert.Contains("Pulumi.qa.yaml is there already, and init overwrites nothing", init.Error, StringComparison.Ordinal);
        Assert.Equal("config: {}\n", _project.Read("Pulumi.qa.yaml"));
    }

    [Fact]
    public async Task Init_LinkThatLeadsNowhere_IsNoPlaceToWrite()
    {
        File.CreateSymbolicLink(_project.PathOf("Pulumi.qa.yaml"), _project.PathOf("elsewhere"));

        Assert.Equal(2, (await _project.RunAsync(["init", "qa", .. Least])).ExitCode);
        Assert.False(File.Exists(_project.PathOf("elsewhere")));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a b")]
    public async Task Init_NameThatPulumiDoesNotTake_WritesNothing(string name)
    {
        var init = await _project.RunAsync(["init", name, .. Least]);

        Assert.Equal(2, init.ExitCode);
        Assert.Empty(Directory.GetFiles(_project.PathOf("."), "Pulumi.*.yaml"));
    }

    [Fact]
    public async Task Init_NameThatIsNoLabelOrIsAnothersEnvironment_GivesTheEnvironmentOneOfItsOwn()
    {
        _project.With("dev", StackYaml.Baseline.With("mcp-infra:environment", "qa").Text);

        await _project.RunAsync(["init", "qa", .. Least]);
        await _project.RunAsync(["init", "Team_A", .. Least]);

        Assert.Contains("mcp-infra:environment: qa-2\n", _project.Read("Pulumi.qa.yaml"), StringComparison.Ordinal);
        Assert.Contains("mcp-infra:environment: team-a\n", _project.Read("Pulumi.Team_A.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, (await _project.RunAsync("preview")).ExitCode);
    }

    [Fact]
    public async Task Init_LikeAStack_TakesItsAccountAndRegion()
    {
        _project.With("dev", StackYaml.Baseline.Text);

        var init = await _project.RunAsync("init", "qa", "--like", "dev", "--context", "qa-cluster", "--oidc-provider", StackYaml.OidcProviderArn);
        var unknown = await _project.RunAsync(["init", "qb", "--like", "nobody", .. Least]);

        Assert.Equal((0, ""), (init.ExitCode, init.Error));
        Assert.Contains(StackYaml.AccountId, _project.Read("Pulumi.qa.yaml"), StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("there is no stack 'nobody' here that can be read. There are: dev, qa.", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_ClusterStackBeside_NeedsNoOtherAnswer()
    {
        foreach (var name in (string[])["cluster-dev", "cluster-prod"])
            _project.With(name, File.ReadAllText(Repository.At($"Pulumi.{name}.yaml")));

        var dev = await _project.RunAsync("init", "qa", "--cluster-stack", "cluster-dev");
        var unlisted = await _project.RunAsync("init", "shop-prod", "--cluster-stack", "cluster-prod");
        var nothing = await _project.RunAsync("init", "qb");

        Assert.Equal((0, ""), (dev.ExitCode, dev.Error));
        Assert.Equal(0, (await _project.RunAsync("preview", "--stack", "qa")).ExitCode);
        Assert.Equal((2, 2), (unlisted.ExitCode, nothing.ExitCode));
        Assert.Contains("pulumi config set --stack cluster-prod", unlisted.Error, StringComparison.Ordinal);
        Assert.Contains("--cluster-stack with cluster-dev or cluster-prod", nothing.Error, StringComparison.Ordinal);
    }

    /// <summary>Each answer may be right and the whole wrong: an ARN of another account.</summary>
    [Fact]
    public async Task Init_AnswersThatDoNotGoTogether_WritesNothingAndSaysWhy()
    {
        var init = await _project.RunAsync(["init", "qa", "--account", "210987654321", .. Least[2..]]);

        Assert.Equal(2, init.ExitCode);
        Assert.Contains("The answers make no environment, and nothing was written:\nmcp-infra:identity.oidcProviderArn", init.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_project.PathOf("Pulumi.qa.yaml")));
    }

    [Fact]
    public async Task Init_ContextThatTheKubeconfigLacks_IsWarnedOf()
    {
        _project.WithFile("kubeconfig", "contexts: [{name: qa-clusters}]\n");

        var init = await _project.RunAsync(new Kubeconfig([_project.PathOf("kubeconfig")]), ["init", "qa", .. Least]);

        Assert.Equal(0, init.ExitCode);
        Assert.Contains("'qa-cluster' is no context of the kubeconfig at hand", init.Output, StringComparison.Ordinal);
    }
}
