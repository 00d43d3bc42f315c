using McpInfra.Cli.Init;

namespace McpInfra.Tests.Cli.Init;

/// <summary>Where the answers for a new environment come from: options, a stack like it, a person, what an absent one means.</summary>
public sealed class AnswersTests
{
    private const string Arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789";

    private static readonly (string, string)[] Least = [("--account", "123456789012"), ("--region", "eu-west-1"), ("--context", "qa"), ("--oidc-provider", Arn)];

    [Fact]
    public void Gather_OptionsAlone_TakesWhatAnAbsentOneMeansForTheRest()
    {
        var answers = Gather(Least);

        Assert.Equal(("irsa", "bundled", "helm"), (answers["--identity"], answers["--database"], answers["--delivery"]));
        Assert.DoesNotContain("--operator-role", answers.Keys);
        Assert.DoesNotContain("--database-host", answers.Keys);
    }

    [Fact]
    public void Gather_NobodyToAsk_NamesAllThatIsMissingAndTheContextsAtHand()
    {
        var wrong = Assert.Throws<InitException>(() => Gather([("--identity", "pod-identity")], contexts: ["qa-cluster"])).Message;

        foreach (var option in (string[])["--account", "--region", "--context", "--operator-role", "qa-cluster"])
            Assert.Contains(option, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("--oidc-provider", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--account", "12345", "--account: '12345' is not")]
    [InlineData("--region", "Europe", "--region: 'Europe' is not")]
    [InlineData("--identity", "keys", "--identity: 'keys' is not one of irsa, pod-identity")]
    [InlineData("--operator-role", "arn:aws:iam::123456789012:role/a", "--operator-role has a meaning with --identity pod-identity alone")]
    [InlineData("--database-host", "db.example.com", "--database-host has a meaning with --database external alone")]
    public void Gather_WrongAnswer_SaysWhichOptionAndWhatItTakes(string option, string answer, string message) =>
        Assert.Contains(message, Assert.Throws<InitException>(() => Gather([.. Least.Where(given => given.Item1 != option), (option, answer)])).Message, StringComparison.Ordinal);

    [Fact]
    public void Gather_SeveralWrongAnswers_NamesAll()
    {
        var wrong = Assert.Throws<InitException>(() => Gather([("--account", "1"), ("--region", "x"), ("--context", "qa"), ("--oidc-provider", "y")])).Message;

        Assert.Equal(3, wrong.Split('\n').Length);
    }

    [Fact]
    public void Gather_StackLikeIt_IsTakenForWhatNoOptionSays()
    {
        var answers = Gather([("--context", "qa"), ("--region", "eu-central-1"), ("--oidc-provider", Arn)], like: new() { ["--account"] = "210987654321", ["--region"] = "us-east-1" });

        Assert.Equal(("210987654321", "eu-central-1"), (answers["--account"], answers["--region"]));
    }

    [Fact]
    public void Gather_Person_IsAskedForWhatIsNotSaidAlone()
    {
        var asked = new List<string>();

        Gather([.. Least.Take(2)], contexts: ["a", "b"], ask: prompt =>
        {
            asked.Add($"{prompt.Question.Option} {prompt.Suggested} {string.Join('|', prompt.Choices)}".TrimEnd());
            return prompt.Suggested ?? (prompt.Choices.Count > 0 ? prompt.Choices[0] : Arn);
        });

        Assert.Equal(["--context  a|b", "--identity irsa irsa|pod-identity", "--oidc-provider", "--database bundled bundled|external", "--delivery helm helm|argocd|flux|fleet|git"], asked);
    }

    /// <summary>What a page says to type asks nothing back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gather_PersonAndOptionsThatSayEnough_AsksNothing(bool byCluster)
    {
        var answers = Gather(byCluster ? [("--cluster-stack", "cluster-dev")] : Least, contexts: ["a"], clusters: ["cluster-dev"], ask: prompt => throw new InvalidOperationException(prompt.Question.Option));

        Assert.Equal(("bundled", "helm"), (answers["--database"], answers["--delivery"]));
    }

    [Fact]
    public void Gather_PersonAndAWrongOption_SaysSoBeforeAnythingIsAsked() =>
        Assert.Contains("--account: '12345' is not", Assert.Throws<InitException>(() => Gather([("--account", "12345")], ask: prompt => throw new InvalidOperationException(prompt.Question.Option))).Message, StringComparison.Ordinal);

    [Fact]
    public void Gather_ClusterStack_AnswersWhatItsOutputsSay()
    {
        var answers = Gather([("--cluster-stack", "cluster-dev")]);

        Assert.Equal(["--cluster-stack", "--database", "--delivery"], answers.Keys);
    }

    [Theory]
    [InlineData("cluster-dev", "--cluster-stack --database --delivery")]
    [InlineData("none of them", "--cluster-stack --account --region --context --identity --oidc-provider --database --delivery")]
    public void Gather_PersonWithAClusterAtHand_IsAskedForItFirst(string chosen, string expected)
    {
        var asked = new List<string>();

        Gather([], clusters: ["cluster-dev"], ask: prompt =>
        {
            asked.Add(prompt.Question.Option);
            return prompt.Question == Question.ClusterStack ? chosen : prompt.Suggested ?? prompt.Question.Example;
        });

        Assert.Equal(expected, string.Join(' ', asked));
    }

    private static Dictionary<string, string> Gather(
        IEnumerable<(string Option, string Answer)> given, Dictionary<string, string>? like = null, string[]? contexts = null, string[]? clusters = null, Func<Prompt, string>? ask = null) =>
        Answers.Gather(
                given.ToDictionary(answer => Question.All.Single(question => question.Option == answer.Option), answer => answer.Answer),
                question => like?.GetValueOrDefault(question.Option), new AtHand(contexts ?? [], clusters ?? []), ask)
            .ToDictionary(answer => answer.Key.Option, answer => answer.Value);
}
