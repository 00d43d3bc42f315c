using McpInfra.Plaintext;

namespace McpInfra.Programs;

/// <summary>Other programs, such as <c>kubectl</c>: the one way from here into another process.</summary>
internal interface IPrograms
{
    /// <summary>Runs a program until it ends.</summary>
    /// <param name="program">A name of the path, or a file.</param>
    /// <param name="arguments">Everybody on the machine can read them: none is a value.</param>
    /// <param name="input">What stands on its standard input; nothing unless given, and never what stands on this program's own.</param>
    /// <param name="longest">Of what it prints, in bytes; whoever prints more is ended.</param>
    /// <param name="cancellation">Ends it, and what it has started.</param>
    /// <exception cref="OperationCanceledException">It was ended so.</exception>
    Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default);

    /// <inheritdoc cref="RunAsync"/>
    ProgramAnswer Run(string program, IReadOnlyList<string> arguments, SecretText? input = null) => RunAsync(program, arguments, input).GetAwaiter().GetResult();
}

/// <summary>What a program said. Its output may be a value, and its error may quote one: neither is shown as it is.</summary>
/// <param name="IsCut">Whether it was ended because it printed too much.</param>
internal sealed record ProgramAnswer(int Code, string Output, string Error = "", bool IsCut = false)
{
    /// <summary>As a shell answers for a program that cannot be started.</summary>
    public const int NotThere = 127;
}
