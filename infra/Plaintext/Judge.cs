namespace McpInfra.Plaintext;

/// <summary>The one decider of what a secret looks like.</summary>
/// <param name="held">The values of this run.</param>
internal sealed class Judge(HeldSecrets held)
{
    /// <summary>What stands in a message where a secret would.</summary>
    public const string Withheld = "(withheld)";

    /// <summary>Why a text is a secret at its place; null where it is none.</summary>
    public Sign? Look(Place place, string text)
    {
        foreach (var layer in EncodedText.Layers(text))
        {
            if (held.Occurs(layer))
                return new Sign(SignKind.Held, "a secret that this program holds", text.Length);
            if (SecretPatterns.Describe(layer) is { } found)
                return new Sign(SignKind.Format, found, text.Length);
        }

        return SecretFields.HoldsSecret(place.Name, text) ? new Sign(SignKind.Name, "a literal value under the name of a secret", text.Length)
            : OpaqueText.Find(text) is { } length ? new Sign(SignKind.Opaque, "a string as random as a key", length)
            : null;
    }

    /// <summary>A text for a person: what is a secret in it is replaced by <see cref="Withheld"/>.</summary>
    public string Mask(string text) => Look(Place.Message, text) is null ? text : Withheld;
}
