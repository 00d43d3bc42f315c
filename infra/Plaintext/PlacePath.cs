using System.Globalization;

namespace McpInfra.Plaintext;

/// <summary>Paths of places, written as <c>pulumi config set --path</c> takes them, without a key that is itself a secret.</summary>
internal static class PlacePath
{
    /// <summary>In place of a key that is a secret, or too long to be a name.</summary>
    public const string Withheld = "[\"...\"]";

    /// <summary>What Kubernetes takes for a name at most; a longer key is no name.</summary>
    public const int LongestKey = 253;

    private static readonly Place Name = new("", "", PlaceKind.Key);

    /// <param name="held">What the run holds; nothing unless given.</param>
    public static string Key(string path, string key, HeldSecrets? held = null)
    {
        if (IsWithheld(key, held))
            return path + Withheld;
        return NeedsQuotes(key) ? $"{path}[\"{key.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]"
            : path.Length == 0 || path.EndsWith(':') ? path + key
            : $"{path}.{key}";
    }

    public static string Index(string path, int index) => $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>Whether a name, which nobody has reason to make up at random, is a secret.</summary>
    public static bool IsWithheld(string key, HeldSecrets? held = null) =>
        key.Length > LongestKey || new Judge(Caller.Message, held ?? HeldSecrets.None).Look(Name, key) is not null;

    private static bool NeedsQuotes(string key) =>
        key.Length == 0 || key.Any(character => character is '.' or '[' or ']' or '"' || char.IsWhiteSpace(character));
}
