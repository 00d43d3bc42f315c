using McpInfra.Printing;

namespace McpInfra.Cli.Init;

/// <summary>A question for a person, in a terminal.</summary>
/// <param name="Suggested">What is taken when nothing is typed; null where there is nothing to suggest.</param>
/// <param name="Choices">What is offered; none for a free text.</param>
internal sealed record Prompt(Question Question, string? Suggested, IReadOnlyList<string> Choices);

/// <summary>What there is to choose from.</summary>
/// <param name="Contexts">Those of the kubeconfig.</param>
/// <param name="Clusters">Stacks of this project that are of a cluster.</param>
internal sealed record AtHand(IReadOnlyList<string> Contexts, IReadOnlyList<string> Clusters);

/// <summary>The answers to what is asked for a new environment.</summary>
internal static class Answers
{
    private const string NoCluster = "none of them";

    /// <summary>A person is asked where the options leave something open that nobody but a person can know; for all of it then, since what is usual may not be meant.</summary>
    /// <param name="given">By options.</param>
    /// <param name="like">What another stack suggests.</param>
    /// <param name="ask">Asks a person; null where nobody can be asked.</param>
    /// <exception cref="InitException">Answers are wrong or missing; it names all of them.</exception>
    public static IReadOnlyDictionary<Question, string> Gather(
        IReadOnlyDictionary<Question, string> given, Func<Question, string?> like, AtHand atHand, Func<Prompt, string>? ask)
    {
        var told = Tell(given, like, atHand, ask: null);
        if (ask is not null && told is { Faults.Count: 0, Missing.Count: > 0 })
            told = Tell(given, like, atHand, ask);
        var faults = told.Faults.ToList();
        if (told.Missing.Count > 0)
            faults.Add(Missing(told.Missing, atHand));
        return faults.Count == 0 ? told.Answers : throw new InitException(Words.Lines(faults));
    }

    private static Told Tell(IReadOnlyDictionary<Question, string> given, Func<Question, string?> like, AtHand atHand, Func<Prompt, string>? ask)
    {
        var faults = new List<Words>();
        var missing = new List<Question>();
        var answers = new Dictionary<Question, string>();
        foreach (var question in Question.All)
        {
            if (given.TryGetValue(question, out var answer))
            {
                if (!question.HasMeaning(answers))
                    faults.Add($"{question.Option} has a meaning with {Reason(question)} alone. Leave it out.");
                else if (question.Fault(answer) is { } fault)
                    faults.Add($"{question.Option}: '{Words.Brief(answer)}' {fault}, such as {question.Example}.");
                else
                    answers[question] = answer;
            }
            else if (question == Question.ClusterStack)
            {
                if (ask is not null && atHand.Clusters.Count > 0 && ask(new Prompt(question, null, [.. atHand.Clusters, NoCluster])) is not NoCluster and var cluster)
                    answers[question] = cluster;
            }
            else if (question.IsAsked(answers))
            {
                var suggested = like(question) ?? question.Suggested;
                if (ask is not null && faults.Count == 0)
                    answers[question] = ask(new Prompt(question, suggested, question.Option == "--context" ? atHand.Contexts : question.Choices));
                else if (suggested is not null)
                    answers[question] = suggested;
                else if (ask is null)
                    missing.Add(question);
            }
        }

        return new Told(answers, faults, missing);
    }

    private static Words Missing(IReadOnlyList<Question> missing, AtHand atHand) => Words.Lines(
    [
        "Say what nobody is there to be asked for:",
        .. missing.Select(question => Words.Of($"  {question.Option.PadRight(missing.Max(other => other.Option.Length))}  {question.Description}, such as {question.Example}")),
        .. atHand.Contexts.Count > 0 && missing.Any(question => question.Option == "--context") ? [Words.Of($"  The kubeconfig at hand has the contexts {Words.Join(", ", atHand.Contexts.Select(context => (Words)context))}.")] : (Words[])[],
        .. atHand.Clusters.Count > 0 ? [Words.Of($"  A cluster's stack says most of it: {Question.ClusterStack.Option} with {Words.Join(" or ", atHand.Clusters.Select(cluster => (Words)cluster))}.")] : (Words[])[],
    ]);

    private static Words Reason(Question question)
    {
        var only = question.Only!;
        var choice = Question.All.Single(other => other.Setting == only.Choice);
        return $"{choice.Option} {only.Words[0]}";
    }

    /// <param name="Faults">What is wrong with the options.</param>
    /// <param name="Missing">What no option says and nothing suggests.</param>
    private sealed record Told(IReadOnlyDictionary<Question, string> Answers, IReadOnlyList<Words> Faults, IReadOnlyList<Question> Missing);
}
