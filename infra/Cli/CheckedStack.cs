using McpInfra.Checks;

namespace McpInfra.Cli;

/// <summary>What was asked about one stack, and found.</summary>
internal sealed record CheckedStack(string Stack, IReadOnlyList<CheckResult> Checks)
{
    public int Count(CheckVerdict verdict) => Checks.Count(check => check.Verdict == verdict);

    /// <summary>What nobody knows is no fault.</summary>
    public int ExitCode => Count(CheckVerdict.Fail) > 0 ? ExitCodes.Refused : ExitCodes.Success;
}
