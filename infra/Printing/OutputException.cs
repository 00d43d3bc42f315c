namespace McpInfra.Printing;

/// <summary>Why nothing more can be shown.</summary>
internal enum OutputLoss
{
    /// <summary>Whoever read has what they wanted, as <c>head</c> does: no fault of anybody.</summary>
    ReaderLeft,

    DiskFull,

    Closed,
}

/// <summary>The process's own output is lost. Of no family that a command catches, since no command can do anything about it.</summary>
internal sealed class OutputException(OutputLoss loss) : Exception
{
    public OutputLoss Loss { get; } = loss;

    public override string Message => Loss.ToString();
}
