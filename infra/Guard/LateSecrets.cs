using McpInfra.Plaintext;
using Pulumi;

namespace McpInfra.Guard;

/// <summary>Secrets whose values are known only while the program runs.</summary>
internal static class LateSecrets
{
    /// <summary>
    /// Holds a value that is known later. Whoever uses the value must use the output given back: it is known only
    /// after the value is held, so nothing made of it can be inspected too early.
    /// </summary>
    public static Output<string> Hold(this HeldSecrets held, Output<string> secret) => secret.Apply(value =>
    {
        held.Hold(value);
        return value;
    });
}
