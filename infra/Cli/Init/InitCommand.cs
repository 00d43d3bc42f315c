using System.CommandLine;
using McpInfra.Cli.Preview;
using McpInfra.Loading;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Init;

/// <summary><c>init</c>: the stack file of a new environment, which previews clean as it is written, in a new project where there is none.</summary>
internal static class InitCommand
{
    public static CliCommand Create(string directory, Kubeconfig kubeconfig, Printer printer)
    {
        var name = new Argument<string>("name") { Description = "The stack, such as qa." };
        var like = new Option<string?>("--like") { Description = "A stack whose account, region and kind of identity, database and delivery are taken unless said.", HelpName = "STACK" };
        var options = Question.All.ToDictionary(question => question, Option);
        var command = new Command("init",
            "Writes the stack file of a new environment, which previews clean; where there is no project, a whole one. Asks in a terminal where the options do not say enough. A file that is there is never overwritten.")
        {
            name, like,
        };
        foreach (var (question, option) in options)
        {
            option.CompletionSources.Add([.. question.Choices]);
            command.Add(option);
        }

        command.SetAction(parsed => Run(
            directory, parsed.GetValue(name)!, parsed.GetValue(like),
            options.Where(option => parsed.GetValue(option.Value) is not null).ToDictionary(option => option.Key, option => parsed.GetValue(option.Value)!), kubeconfig, printer));
        return new CliCommand(command, ["init qa", "init qa --cluster-stack cluster-dev", "init qa --like dev --context qa-cluster --oidc-provider ARN"], [Page.Quickstart, Page.Settings]);
    }

    private static Option<string?> Option(Question question) => new(question.Option)
    {
        Description = char.ToUpperInvariant(question.Description[0]) + question.Description[1..] + ".",
        HelpName = question.Choices.Count > 0 ? string.Join('|', question.Choices) : question.Example.Any(char.IsAsciiLetterLower) ? "TEXT" : question.Example,
    };

    private static int Run(string directory, string name, string? like, Dictionary<Question, string> given, Kubeconfig kubeconfig, Printer printer)
    {
        try
        {
            var place = NewStackPlace.Of(directory, name);
            var others = place.Others(printer.Held);
            var model = like is null ? null : Model(like, others);
            var answers = Answers.Gather(given, question => model is null ? null : question.Of?.Invoke(model), new AtHand(kubeconfig.Contexts ?? [], place.Clusters), printer.Asks ? prompt => Ask(prompt, printer) : null);
            var environment = new EnvironmentNames(name, () => others.SelectMany(other => (string[])[other.Stack, other.Environment])).Suggest();
            var text = NewStack.Text(environment == name ? null : environment, answers, place.HasSchema);
            var preview = kubeconfig.Check(PreviewRun.Load(new StackFileSource(name, place.Name, () => text, place.Project), printer.Held));
            if (preview.Problems.Count > 0)
                throw new InitException(Words.Lines([Words.Of($"The answers make no environment, and nothing was written:"), .. preview.Problems.Select(problem => OfOtherStack(problem, name))]));
            var (written, left) = place.Write(text);
            Tell(name, written, left, preview, printer);
            return ExitCodes.Success;
        }
        catch (RefusedException refused) when (refused is InitException or StackFilesException)
        {
            printer.Error(refused.Words);
            return ExitCodes.BadInput;
        }
    }

    /// <summary>What mends another stack may be pasted; of this one there is nothing yet to mend.</summary>
    private static Words OfOtherStack(SettingsProblem problem, string name) =>
        problem.Fix is { } fix && !fix.ToString().Contains($"--stack {name}", StringComparison.Ordinal) ? problem.Words : Words.Of($"{problem.Path}: {problem.Message}");

    private static StackSettings Model(string like, IReadOnlyList<StackSettings> others) => others.FirstOrDefault(other => other.Stack == like)
        ?? throw new InitException($"--like: there is no stack '{Words.Brief(like)}' here that can be read. There are: {Words.Join(", ", others.Select(other => (Words)other.Stack))}.");

    private static string Ask(Prompt prompt, Printer printer)
    {
        while (true)
        {
            var answer = printer.Ask($"{prompt.Question.Option[2..]}: {prompt.Question.Description}", prompt.Suggested, prompt.Choices);
            if (prompt.Question.Fault(answer) is not { } fault)
                return answer;
            printer.Error($"That {fault}, such as {prompt.Question.Example}.");
        }
    }

    private static void Tell(string name, IReadOnlyList<string> written, IReadOnlyList<string> left, StackPreview preview, Printer printer)
    {
        if (written is [var file])
        {
            printer.Line($"{file} is written. Next:");
        }
        else
        {
            printer.Line($"A new project is written:");
            foreach (var one in written)
                printer.Line($"  {one}");
            foreach (var one in left)
                printer.Line($"{one} was there and is left as it is.{(one == ".gitignore" ? Words.Of($" It should name bin/ and obj/.") : Words.None)}");
            printer.Line($"Next:");
        }

        printer.Line($"  {ShellLine.Of($"{ShellLine.Tool}preview --stack {name}")}");
        printer.Line($"  {ShellLine.Of($"pulumi stack init {name}")}");
        printer.Line($"  {ShellLine.Of($"pulumi up --stack {name}")}");
        foreach (var warning in preview.Warnings)
            printer.Line($"Warning: {warning.Words}");
    }
}
