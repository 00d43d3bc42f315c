using System.Globalization;
using System.Text.RegularExpressions;

namespace McpInfra.Migration;

/// <summary>A URL of a Postgres or Redis with a password in it, taken apart as its client would.</summary>
/// <param name="Database">Name or number behind the slash; empty where there is none.</param>
internal sealed partial record ServerUrl(string Scheme, string User, string Password, string Host, int? Port, string Database)
{
    /// <summary>Null where a text is no such URL, or says more than the program can: several hosts, or options.</summary>
    public static ServerUrl? Parse(string text)
    {
        var match = Url().Match(text);
        if (!match.Success)
            return null;
        var port = match.Groups["port"];
        return new ServerUrl(
            match.Groups["scheme"].Value,
            Uri.UnescapeDataString(match.Groups["user"].Value),
            Uri.UnescapeDataString(match.Groups["password"].Value),
            match.Groups["host"].Value,
            port.Success ? int.Parse(port.Value, CultureInfo.InvariantCulture) : null,
            match.Groups["database"].Value);
    }

    [GeneratedRegex(@"^(?<scheme>[a-z][a-z0-9+]*)://(?<user>[^:/@]*):(?<password>[^@]+)@(?<host>[A-Za-z0-9.-]+)(:(?<port>[0-9]{1,5}))?(/(?<database>[^?/]*))?\z")]
    private static partial Regex Url();
}
