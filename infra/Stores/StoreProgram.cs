using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Stores;

/// <summary>The program of one store. What it prints may be a value, so that nothing of it is shown but the name of a fault.</summary>
internal sealed partial class StoreProgram(IPrograms programs, string name)
{
    /// <exception cref="StoreException">It is not there.</exception>
    public ProgramAnswer Run(IReadOnlyList<string> arguments, SecretText? input = null)
    {
        var answer = programs.Run(name, arguments, input);
        return answer.Code != ProgramAnswer.NotThere ? answer
            : throw new StoreException($"{name} is not on the PATH, and the store is asked through it: install it.");
    }

    /// <summary>The JSON that a line prints.</summary>
    /// <exception cref="StoreException">It failed, or printed something else.</exception>
    public JsonObject Json(IReadOnlyList<string> arguments, SecretText? input = null) => Json(Run(arguments, input), arguments);

    /// <inheritdoc cref="Json(IReadOnlyList{string}, SecretText?)"/>
    public JsonObject Json(ProgramAnswer answer, IReadOnlyList<string> arguments) => answer.Code != 0 ? throw Failed(arguments, answer)
        : StoredJson.Parse(answer.Output) ?? throw new StoreException($"{Line(arguments)} answered something that is no JSON map. Run it yourself to see what.");

    /// <exception cref="StoreException">It failed.</exception>
    public void Done(IReadOnlyList<string> arguments, SecretText? input = null)
    {
        if (Run(arguments, input) is { Code: not 0 } failed)
            throw Failed(arguments, failed);
    }

    public StoreException Failed(IReadOnlyList<string> arguments, ProgramAnswer answer)
    {
        var fault = Fault().Match(answer.Error) is { Success: true } named ? Words.Of($" ({named.Groups["name"].Value})") : Words.None;
        return new StoreException($"{Line(arguments)} ended with {answer.Code}{fault}. What it said is withheld, since it may quote a value: run it yourself to see why.");
    }

    private ShellLine Line(IReadOnlyList<string> arguments) => ShellLine.Of($"{name} {arguments}");

    /// <summary>What the programs call a fault: <c>(AccessDeniedException) when calling</c>, <c>permission denied</c>, <c>(Forbidden)</c>, <c>PERMISSION_DENIED</c>.</summary>
    [GeneratedRegex(@"\((?<name>[A-Z][A-Za-z]{0,40}(Exception|Error|Denied|Failure|NotFound|Token|TokenId|Client)|Forbidden|Unauthorized)\)|(?<name>permission denied|Unable to locate credentials|PERMISSION_DENIED|connection refused|az login|UNAUTHENTICATED)")]
    private static partial Regex Fault();
}
