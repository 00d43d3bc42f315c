namespace McpInfra.Chart.Patch;

/// <summary>A place that the patch relies on and does not find.</summary>
/// <param name="File">File of the chart.</param>
internal sealed record PatchProblem(string File, string Message);

/// <summary>Why a chart was left as it is: everything at once, in words for a person.</summary>
internal sealed class PatchRefusedException(IReadOnlyList<PatchProblem> problems) : Exception(
    string.Join("\n", problems.Select(problem => $"  {problem.File}: {problem.Message}")))
{
    public IReadOnlyList<PatchProblem> Problems => problems;
}

/// <summary>What cannot be a chart to patch at all, or cannot be read or written.</summary>
internal sealed class PatchInputException(string message) : Exception(message);
