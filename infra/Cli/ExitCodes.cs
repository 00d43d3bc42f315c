namespace McpInfra.Cli;

/// <summary>How a pipeline learns what came of a run. The README has the same table; a test compares the two.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The program or its guard refused, a check found something, or somebody interrupted.</summary>
    public const int Refused = 1;

    /// <summary>A command line or a file that cannot be used, or a fault of the tool itself.</summary>
    public const int BadInput = 2;
}
