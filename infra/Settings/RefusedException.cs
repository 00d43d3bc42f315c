using McpInfra.Printing;
using Pulumi;

namespace McpInfra.Settings;

/// <summary>
/// The program refuses to go on, for reasons a person can mend. The only subclass tree of Pulumi's
/// <see cref="RunException"/> here: the SDK prints such an exception's message and no stack trace.
/// </summary>
internal abstract class RefusedException(Words words) : RunException(words.ToString())
{
    /// <summary>The message for whoever knows what else the run must not show.</summary>
    public Words Words { get; } = words;
}
