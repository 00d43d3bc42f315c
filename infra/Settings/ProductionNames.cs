namespace McpInfra.Settings;

/// <summary>Which environment names mean production: <c>prod</c>, <c>prd</c>, <c>production</c>, also as a first or last word.</summary>
internal static class ProductionNames
{
    private static readonly string[] Words = ["prod", "prd", "production"];

    public static bool Matches(string environment)
    {
        var words = environment.Split('-');
        return Words.Contains(words[0], StringComparer.OrdinalIgnoreCase)
            || Words.Contains(words[^1], StringComparer.OrdinalIgnoreCase);
    }
}
