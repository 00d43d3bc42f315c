namespace McpInfra.Cli;

/// <summary>How a pipeline learns what came of a run. docs/failures.md has the same table; a test compares the two.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The program or its guard refused, or a check found something.</summary>
    public const int Refused = 1;

    /// <summary>A command line or a file that cannot be used, or a fault of the tool itself.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C, as a shell has it: 128 and the signal's number.</summary>
    public const int Interrupted = 130;

    /// <summary>Whoever read the output has left before its end, as git and kubectl end by SIGPIPE.</summary>
    public const int ReaderLeft = 141;

    /// <summary>SIGTERM.</summary>
    public const int Terminated = 143;
}
