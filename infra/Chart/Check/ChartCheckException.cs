using McpInfra.Printing;

namespace McpInfra.Chart.Check;

/// <summary>Why a chart could not be looked at.</summary>
internal sealed class ChartCheckException(Words words) : Exception(words.ToString())
{
    /// <summary>The message for whoever knows what else the run must not show.</summary>
    public Words Words { get; } = words;
}
