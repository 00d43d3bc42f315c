namespace McpInfra.Model;

/// <summary>Texts of ESO's template engine (v2: Go templates with sprig functions) that compose a Secret's keys.</summary>
internal static class SecretTemplate
{
    /// <summary>A fetched key as it is.</summary>
    public static string Verbatim(string key) => $"{{{{ .{key} }}}}";

    /// <summary>
    /// A fetched key, safe inside a URL: the chart joins DATABASE_URL from its parts as they are. Go's
    /// <c>urlquery</c> writes a blank as <c>+</c>, which a URL's user part does not read back as a blank.
    /// </summary>
    public static string UrlEncoded(string key) => $"{{{{ .{key} | urlquery | replace \"+\" \"%20\" }}}}";

    /// <summary>A plain setting, safe inside a URL.</summary>
    public static string UrlEncode(string text) => Uri.EscapeDataString(text);
}
