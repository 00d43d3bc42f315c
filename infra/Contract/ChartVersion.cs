using System.Globalization;

namespace McpInfra.Contract;

/// <summary>A version of the mcp-stack chart.</summary>
internal sealed record ChartVersion(Version Number, bool IsPrerelease)
{
    /// <summary>The number of a version; one that does not read as a version is taken to be like the newest known.</summary>
    public static Version NumberOf(string version) => (Parse(version) ?? Parse(ChartTable.NewestVersion)!).Number;

    public static ChartVersion? Parse(string text)
    {
        var version = text.StartsWith('v') ? text[1..] : text;
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var number = dash < 0 ? version : version[..dash];
        var parts = number.Split('.');
        return parts.Length == 3 && parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new ChartVersion(Version.Parse(number), dash >= 0)
            : null;
    }
}
