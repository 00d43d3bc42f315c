using System.Text;

namespace McpInfra.Tests.Support;

/// <summary>Texts as YAML and JSON have them in double quotes.</summary>
internal static class YamlText
{
    /// <summary>Nothing but printable ASCII between the quotes.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                >= ' ' and <= '~' => quoted.Append(character),
                _ => quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            };
        }

        return quoted.Append('"').ToString();
    }
}
