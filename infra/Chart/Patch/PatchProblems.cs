using McpInfra.Printing;

namespace McpInfra.Chart.Patch;

/// <summary>A place that the patch relies on and does not find.</summary>
/// <param name="File">File of the chart.</param>
internal sealed record PatchProblem(string File, Words Message);

/// <summary>Why a chart was left as it is: everything at once.</summary>
internal sealed class PatchRefusedException(IReadOnlyList<PatchProblem> problems) : Exception(Describe(problems).ToString())
{
    public IReadOnlyList<PatchProblem> Problems => problems;

    /// <summary>The message for whoever knows what else the run must not show.</summary>
    public Words Words { get; } = Describe(problems);

    private static Words Describe(IReadOnlyList<PatchProblem> problems) => Words.Lines(problems.Select(problem => Words.Of($"  {problem.File}: {problem.Message}")));
}

/// <summary>What cannot be a chart to patch at all, or cannot be read or written.</summary>
internal sealed class UnusableChartException(Words words) : Exception(words.ToString())
{
    /// <summary>The message for whoever knows what else the run must not show.</summary>
    public Words Words { get; } = words;
}
