using System.Globalization;

namespace McpInfra.Plaintext;

/// <summary>Paths of places, written as <c>pulumi config set --path</c> takes them, without a key that is itself a secret.</summary>
internal static class PlacePath
{
    /// <summary>In place of a key that is a secret, or too long to be a name.</summary>
    public const string Withheld = "[\"...\"]";

    private const int LongestKey = 120;

    private static readonly Judge Judge = new(Caller.Message, new HeldSecrets());

    public static string Key(string path, string key)
    {
        if (key.Length > LongestKey || Judge.Look(new Place("", "", PlaceKind.Key), key) is not null)
            return path + Withheld;
        return NeedsQuotes(key) ? $"{path}[\"{key.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]"
            : path.Length == 0 || path.EndsWith(':') ? path + key
            : $"{path}.{key}";
    }

    public static string Index(string path, int index) => $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]";

    private static bool NeedsQuotes(string key) =>
        key.Length == 0 || key.Any(character => character is '.' or '[' or ']' or '"' || char.IsWhiteSpace(character));
}
