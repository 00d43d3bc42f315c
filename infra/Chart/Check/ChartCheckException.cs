namespace McpInfra.Chart.Check;

/// <summary>Why a chart could not be looked at, in words for a person.</summary>
internal sealed class ChartCheckException(string message) : Exception(message);
