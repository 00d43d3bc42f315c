using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>What the judge says of a text that is about to become part of a longer one, such as a key of a path.</summary>
internal static class Secrecy
{
    /// <summary>What Kubernetes takes for a name at most; a longer key is no name.</summary>
    public const int LongestName = 253;

    /// <summary>Knows what secrets look like and holds none; whoever prints knows those of the run as well.</summary>
    public static Judge Unacquainted { get; } = new(new HeldSecrets());

    public static bool IsSecret(string text) => Unacquainted.Mask(text) != text;

    /// <summary>A name that becomes part of a place, such as <c>Secret/mcp/gateway</c>.</summary>
    public static string Name(string text) => new Part(text, PartKind.Foreign, LongestName).Shown(Unacquainted);
}
