using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>What the judge says of a text that is about to become part of a longer one, such as a key of a path.</summary>
internal static class Secrecy
{
    /// <summary>What Kubernetes takes for a name at most; a longer key is no name.</summary>
    public const int LongestName = 253;

    /// <summary>Knows what secrets look like and holds none; whoever prints knows those of the run as well.</summary>
    public static Judge Unacquainted { get; } = new(Caller.Message, new HeldSecrets());

    /// <summary>Whether words with this text in them would not show all of it.</summary>
    public static bool IsSecret(string text) => Unacquainted.Mask(text) != text;

    /// <summary>Whether a name, which nobody has reason to make up at random, is a secret.</summary>
    public static bool IsSecretName(string name) => new Judge(Caller.Message, new HeldSecrets()).Look(new Place("", "", PlaceKind.Key), name) is not null;

    /// <summary>A name that becomes part of a place, such as <c>Secret/mcp/gateway</c>.</summary>
    public static string Name(string name) => IsSecretName(name) ? Judge.Withheld : new Part(name, PartKind.Foreign, LongestName).Shown(Unacquainted);
}
