using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Yaml;

namespace McpInfra.Checks;

/// <summary>One question: the line that asks, and what the answer means. Whoever asks reads, and never changes anything.</summary>
/// <param name="Name">Unique among the checks of a stack.</param>
/// <param name="Ran">The line that asks, as a person may paste it.</param>
internal sealed record Question(string Name, ShellLine Ran, Func<IPrograms, CancellationToken, Task<IReadOnlyList<Found>>> Ask)
{
    /// <summary>Name of a check without which this one would say nothing; it stands before this one.</summary>
    public string? After { get; init; }

    /// <summary>A check by one run of a program. What the program says besides is kept to ourselves: it may quote what it read.</summary>
    /// <param name="judge">Gives nothing of an answer that it does not know.</param>
    /// <param name="needs">The right without which nobody is answered.</param>
    public static Question Of(string name, string program, string[] arguments, Func<ProgramAnswer, IEnumerable<Found>> judge, Words? needs = null) => new(
        name,
        ShellLine.Of($"{program} {arguments}"),
        async (programs, cancellation) => Judged(program, await programs.RunAsync(program, arguments, longest: YamlRules.Length, cancellation: cancellation).ConfigureAwait(false), judge, needs));

    /// <summary>A check by what a program answers in JSON.</summary>
    /// <param name="judge">Of an answer that is JSON.</param>
    /// <param name="otherwise">Of a run that failed; gives nothing of what it does not know.</param>
    public static Question OfJson(string name, string program, string[] arguments, Func<YamlNode, IEnumerable<Found>> judge, Func<ProgramAnswer, IEnumerable<Found>>? otherwise = null, Words? needs = null) =>
        Of(name, program, arguments, answer => answer.Code != 0 ? otherwise?.Invoke(answer) ?? [] : JsonReader.ReadValue(answer.Output, line: null).Value is { } json ? judge(json) : [], needs);

    /// <summary>What is said of a run that answers nothing that anybody could judge.</summary>
    public static Found Unanswered(string program, ProgramAnswer answer, Words? needs = null) => answer switch
    {
        { Code: ProgramAnswer.NotThere } => Found.Unknown($"{program} is not on the PATH", $"install {program}"),
        _ when answer.IsRefused() => Found.Unknown($"whoever asks may not read this{(needs is null ? Words.None : Words.Of($"; it takes {needs}"))}"),
        _ when answer.LacksCredentials() => Found.Unknown($"{program} has no credentials that are taken", $"log in, then run the line again"),
        { IsCut: true } => Found.Unknown($"{program} answered more than is read"),
        { Code: 0 } => Found.Unknown($"{program} answered something that is not understood"),
        _ => Found.Unknown($"{program} ended with {answer.Code}", $"run the line to see why"),
    };

    private static IReadOnlyList<Found> Judged(string program, ProgramAnswer answer, Func<ProgramAnswer, IEnumerable<Found>> judge, Words? needs)
    {
        IReadOnlyList<Found> found = answer.Code == ProgramAnswer.NotThere ? [] : [.. judge(answer)];
        return found.Count > 0 ? found : [Unanswered(program, answer, needs)];
    }
}
