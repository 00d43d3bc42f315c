using McpInfra.Checks;
using McpInfra.Live;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Live;

/// <summary>What is asked before the first <c>pulumi up</c>, of stacks of every kind.</summary>
public sealed class NeedsTests
{
    private const string Operator = """{"items": [{"metadata": {"namespace": "eso", "name": "external-secrets"}, "spec": {"template": {"spec": {"containers": [{"image": "ghcr.io/external-secrets/external-secrets:vVERSION"}]} } }, "status": {"availableReplicas": 1} }]}""";

    private static readonly Question Chart = new("chart", ShellLine.Of($"helm version"), (_, _) => Task.FromResult<IReadOnlyList<Found>>([Found.Ok($"works")]));

    /// <summary>No setting goes round with it: every mode of each is among the stacks that are taken.</summary>
    private const int Sample = 31;

    private static readonly string[] Changing = ["create", "apply", "delete", "patch", "annotate", "label", "put", "write", "enable", "set", "install", "upgrade", "up", "restart", "edit", "scale"];

    public static TheoryData<string, string, string> Answers => new()
    {
        { "cluster", """kubectl version|{"clientVersion": {"gitVersion": "v1.30.4"}, "serverVersion": {"gitVersion": "v1.35.1"} }""", "warn answers, Kubernetes 1.35.1; kubectl 1.30.4 is more than one minor version away" },
        { "cluster", "kubectl version|!Unable to connect", "fail does not answer" },
        { "context", "kubectl config|!error: context mcp-dev not found", "fail mcp-dev is no context of the kubeconfig at hand" },
        { "API external-secrets.io/v1", """kubectl get --raw /apis/|{"versions": [{"version": "v1beta1"}]}""", "fail the cluster serves v1beta1 alone: its External Secrets Operator is older than 0.16.1" },
        { "API external-secrets.io/v1", "kubectl get --raw /apis/|!Error from server (NotFound): x", "fail not served: there is no External Secrets Operator in the cluster" },
        { "External Secrets Operator", "kubectl get deployments|" + Operator.Replace("VERSION", "0.9.4", StringComparison.Ordinal), "fail eso/external-secrets is 0.9.4; 0.16.1 is the oldest that is promised to work" },
        { "External Secrets Operator", "kubectl get deployments|" + Operator.Replace("VERSION", "2.4.0", StringComparison.Ordinal), "warn eso/external-secrets is 2.4.0, with GHSA-fq7h-9x26-6j22: a store reaches tokens of ServiceAccounts that are not its own" },
        { "External Secrets Operator", "kubectl get deployments|" + Operator.Replace("vVERSION", "latest", StringComparison.Ordinal), "unknown eso/external-secrets runs an image whose tag is no version" },
        { "External Secrets Operator", """kubectl get deployments|{"items": []}""", "unknown no Deployment carries the label of its chart, so that its version is not known" },
        { "External Secrets Operator", "kubectl get deployments|!(Forbidden)", "unknown whoever asks may not read this; it takes list on deployments of all namespaces" },
        { "token issuer", """kubectl get --raw /.well-known|{"issuer": "https://other.example.com"}""", "fail the cluster's tokens are of https://other.example.com, and the stack names the provider of oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789: nobody can become the reader role" },
        { "namespace mcp-dev", "kubectl get namespace|{}", "warn there already, and not by its labels of this stack: where another made it, pulumi up stops here" },
        { "pulumi", "pulumi|v3.100.1", "fail 3.100.1 is older than 3.148.0, the oldest that is promised to work" },
        { "helm", "helm|", "unknown it does not tell its version" },
        { "aws", "aws --version|aws-cli/1.20.1 Python/3.11.7", "fail 1.20.1 is older than 2.15.38, the oldest that is promised to work" },
        { "aws", "aws --version|aws-cli/1.45.11 Python/3.11.7", "ok 1.45.11" },
    };

    /// <summary>A cluster and an account that have all that a stack needs, and nothing that it makes.</summary>
    internal static AnsweringPrograms Cluster() => new AnsweringPrograms()
        .Answer("dotnet", "10.0.401").Answer("pulumi", "v3.259.0").Answer("kubectl version --client", "Client Version: v1.35.4").Answer("helm version", "v3.21.4+gabc").Answer("aws --version", "aws-cli/2.31.0 Python/3.13")
        .Answer("aws sts", """{"Account": "123456789012"}""")
        .Answer("aws secretsmanager list-secrets", "0")
        .Fail("aws secretsmanager describe-secret", "(ResourceNotFoundException)")
        .Fail("aws iam get-role", "(NoSuchEntity)")
        .Answer("aws iam get-open-id-connect-provider", """{"ClientIDList": ["sts.amazonaws.com"]}""")
        .Answer("aws eks describe-cluster", """{"cluster": {"status": "ACTIVE", "version": "1.35"} }""")
        .Answer("aws eks list-pod-identity-associations", """{"associations": []}""")
        .Fail("aws eks describe-addon", "(ResourceNotFoundException)")
        .Answer("kubectl config", "mcp-dev\n")
        .Answer("kubectl version --context", """{"clientVersion": {"gitVersion": "v1.35.4"}, "serverVersion": {"gitVersion": "v1.35.1"} }""")
        .Answer("kubectl get --raw /apis/", """{"versions": [{"version": "v1"}]}""")
        .Answer("kubectl get --raw /.well-known", """{"issuer": "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789"}""")
        .Answer("kubectl get deployments", Operator.Replace("VERSION", "2.9.0", StringComparison.Ordinal))
        .Fail("kubectl get namespace", "Error from server (NotFound): namespaces not found")
        .Answer("helm show chart", "name: external-secrets");

    [Fact]
    public async Task Environment_ThatHasAllItNeeds_IsWell() =>
        Assert.All(await Asked.AllAsync(Of(StackYaml.Baseline), Cluster()), result => Assert.True(result.Verdict == CheckVerdict.Ok, $"{result.Name}: {result.Text()}"));

    [Fact]
    public async Task ClusterStack_ThatHasAllItNeeds_IsWell() =>
        Assert.All(await Asked.AllAsync(Needs.Of(StackYaml.ClusterWithEverything.LoadCluster()), Cluster()), result => Assert.True(result.Verdict == CheckVerdict.Ok, $"{result.Name}: {result.Text()}"));

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Question_EachAnswer_SaysWhatItMeans(string name, string answer, string says)
    {
        var (line, output) = (answer.Split('|', 2)[0], answer.Split('|', 2)[1]);
        var programs = output.StartsWith('!') ? Cluster().Fail(line, output[1..]) : Cluster().Answer(line, output);
        if (line == "kubectl version")
            programs.Answer("kubectl version --client", "v1.35.4");

        var results = await Asked.AllAsync(Of(StackYaml.Baseline), programs);

        Assert.Equal(says, results.Single(result => result.Name == name).Text());
    }

    /// <summary>IAM's ARN of it is the issuer's address behind the account; a line that makes the wrong one known would be the worse one.</summary>
    [Fact]
    public async Task Issuer_OfAnother_IsMendedByTheLineThatNamesIt()
    {
        var results = await Asked.AllAsync(Of(StackYaml.Baseline), Cluster().Answer("kubectl get --raw /.well-known", """{"issuer": "https://oidc.eks.eu-west-1.amazonaws.com/id/OTHER"}"""));

        var mend = results.Single(result => result.Name == "token issuer").Mend!.ToString().Split('\n')[1];
        Assert.Equal("pulumi config set --stack dev --path 'mcp-infra:identity.oidcProviderArn' arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER", mend);
        Assert.Null(KnownCommands.FaultOf(mend));
    }

    [Fact]
    public async Task Chart_OfAClusterThatCannotBeHad_IsFound()
    {
        var results = await Asked.AllAsync(Needs.Of(StackYaml.Cluster.LoadCluster()), Cluster().Fail("helm show chart", "no such host canary-9"));

        Assert.StartsWith("fail external-secrets 2.9.0 cannot be had", results.Single(result => result.Name == "chart").Text(), StringComparison.Ordinal);
    }

    /// <summary>Of every stack of the tests: a name each, what comes before is before, and every line only reads.</summary>
    [Fact]
    public void Questions_OfEveryStack_AreLinesThatOnlyRead()
    {
        var all = Every().ToList();

        Assert.InRange(all.Count, 50, int.MaxValue);
        foreach (var questions in all)
        {
            Assert.Equal(questions.Count, questions.Select(question => question.Name).Distinct().Count());
            Assert.All(questions.Index(), question => Assert.True(question.Item.After is null || questions.Take(question.Index).Any(before => before.Name == question.Item.After), question.Item.Name));
        }

        foreach (var line in all.SelectMany(questions => questions).Select(question => question.Ran.ToString()).Distinct().Where(line => !line.Contains("chart check", StringComparison.Ordinal)))
        {
            Assert.Null(KnownCommands.FaultOf(line));
            Assert.DoesNotContain(line.Split(' ').Take(4), Changing.Contains);
            Assert.False(line.Split(' ') is [_, "get", "secret" or "secrets", ..] && !line.Contains("--output name", StringComparison.Ordinal) && !line.Contains("jsonpath={range .items[*]}{.metadata.name}", StringComparison.Ordinal), line);
            Assert.DoesNotContain("helm get", line, StringComparison.Ordinal);
            Assert.DoesNotContain("get-secret-value", line, StringComparison.Ordinal);
        }
    }

    /// <summary>The questions about every stack, by stack.</summary>
    internal static IEnumerable<IReadOnlyList<Question>> Every() =>
    [
        .. OperatorStacks.All.Where((_, index) => index % Sample == 0).Concat([StackYaml.Baseline, StackYaml.WithPodIdentity, StackYaml.Everything]).Where(yaml => yaml.Problems().Count == 0)
            .SelectMany(yaml => (IReadOnlyList<Question>[])[Of(yaml), Running.Of(LoadedStack.Of(yaml.Load()), LiveWorld.Now)]),
        .. BackendStacks.All.Keys.Select(name => LoadedStack.Of(BackendStacks.Load(name))).SelectMany(stack => (IReadOnlyList<Question>[])[Needs.Of(stack, Chart), Running.Of(stack, LiveWorld.Now)]),
        .. new[] { StackYaml.Cluster, StackYaml.ClusterWithIrsa, StackYaml.ClusterWithEverything }.Select(yaml => yaml.LoadCluster()).SelectMany(cluster => (IReadOnlyList<Question>[])[Needs.Of(cluster), Running.Of(cluster)]),
    ];

    /// <summary>Of those that between them ask everything, in few lines.</summary>
    internal static IEnumerable<IReadOnlyList<Question>> Few() =>
    [
        Of(StackYaml.Baseline), Of(StackYaml.WithPodIdentity), Running.Of(LoadedStack.Of(StackYaml.Baseline.Load()), LiveWorld.Now),
        .. ((string[])["vault", "azure", "gcpsm", "existing"]).Select(name => Needs.Of(LoadedStack.Of(BackendStacks.Load(name)), Chart)),
        Needs.Of(StackYaml.Cluster.LoadCluster()), Running.Of(StackYaml.ClusterWithEverything.LoadCluster()),
    ];

    private static IReadOnlyList<Question> Of(StackYaml yaml) => Needs.Of(LoadedStack.Of(yaml.Load()), Chart);
}
