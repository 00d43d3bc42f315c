using System.Text.Json.Nodes;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Stores;

/// <summary>The program of one store. What it prints may be a value, so that nothing of it is shown but the name of a fault.</summary>
internal sealed class StoreProgram(IPrograms programs, string program)
{
    /// <exception cref="StoreException">It is not there.</exception>
    public ProgramAnswer Run(IReadOnlyList<string> arguments, SecretText? input = null)
    {
        var answer = programs.Run(program, arguments, input);
        return answer.Code != ProgramAnswer.NotThere ? answer
            : throw new StoreException($"{program} is not on the PATH, and the store is asked through it: install it.");
    }

    /// <summary>The JSON that a line prints.</summary>
    /// <exception cref="StoreException">It failed, or printed something else.</exception>
    public JsonObject Json(IReadOnlyList<string> arguments, SecretText? input = null) => Json(Run(arguments, input), arguments);

    /// <inheritdoc cref="Json(IReadOnlyList{string}, SecretText?)"/>
    public JsonObject Json(ProgramAnswer answer, IReadOnlyList<string> arguments) => answer.Code != 0 ? throw Failed(arguments, answer)
        : StoredJson.Parse(answer.Output) ?? throw new StoreException($"{Line(arguments)} answered something that is no JSON map. Run it yourself to see what.");

    public StoreException Failed(IReadOnlyList<string> arguments, ProgramAnswer answer)
    {
        var fault = answer.Fault() is { } name ? Words.Of($" ({name})") : Words.None;
        return new StoreException($"{Line(arguments)} ended with {answer.Code}{fault}. What it said is withheld, since it may quote a value: run it yourself to see why.");
    }

    private ShellLine Line(IReadOnlyList<string> arguments) => ShellLine.Of($"{program} {arguments}");
}
