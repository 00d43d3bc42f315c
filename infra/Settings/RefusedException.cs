using McpInfra.Plaintext;
using McpInfra.Printing;
using Pulumi;

namespace McpInfra.Settings;

/// <summary>
/// The program refuses to go on, for reasons a person can mend. The only subclass tree of Pulumi's
/// <see cref="RunException"/> here: the SDK prints such an exception's message and no stack trace, past every printer.
/// </summary>
/// <param name="words">The reasons.</param>
/// <param name="held">What the message must not show besides what looks like a secret; nothing unless given.</param>
internal abstract class RefusedException(Words words, HeldSecrets? held = null) : RunException(words.Shown(new Judge(Caller.Message, held ?? new HeldSecrets())))
{
    /// <summary>The message for whoever knows what else the run must not show.</summary>
    public Words Words { get; } = words;
}
