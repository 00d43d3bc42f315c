using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>What the judge says of a text that is about to become part of a longer one, such as a key of a path.</summary>
internal static class Secrecy
{
    /// <summary>Knows what secrets look like and holds none; whoever prints knows those of the run as well.</summary>
    public static Judge Unacquainted { get; } = new(Caller.Message, new HeldSecrets());

    /// <summary>Whether words with this text in them would not show all of it.</summary>
    public static bool IsSecret(string text) => Unacquainted.Mask(text) != text;

    /// <summary>A name that becomes part of a place, such as <c>Secret/mcp/gateway</c>.</summary>
    public static string Name(string name) => PlacePath.IsWithheld(name) ? Judge.Withheld : new Part(name, PartKind.Foreign, PlacePath.LongestKey).Shown(Unacquainted);
}
