using McpInfra.Plaintext;

namespace McpInfra.Programs;

/// <summary>Other programs, such as <c>kubectl</c>: the one way from here into another process.</summary>
internal interface IPrograms
{
    /// <summary>Runs a program until it ends.</summary>
    /// <param name="arguments">Everybody on the machine can read them: none is a value.</param>
    /// <param name="input">What stands on its standard input; nothing unless given, and never what stands on this program's own.</param>
    ProgramAnswer Run(string program, IReadOnlyList<string> arguments, SecretText? input = null);
}

/// <summary>What a program said. Its output may be a value, and its error may quote one: neither is shown as it is.</summary>
internal sealed record ProgramAnswer(int Code, string Output, string Error = "")
{
    /// <summary>As a shell answers for a program that is not there.</summary>
    public const int NotThere = 127;
}
