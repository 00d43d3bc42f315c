namespace McpInfra.Cli;

/// <summary>What the process tells a pipeline.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The program or its guard refused, or a check found something.</summary>
    public const int Refused = 1;

    /// <summary>A command line or a stack file that cannot be used.</summary>
    public const int BadInput = 2;
}
