using System.Text.RegularExpressions;
using McpInfra.Printing;

namespace McpInfra.Chart.Check;

/// <summary>helm's own messages in words that say what to do.</summary>
internal static partial class HelmWords
{
    private const int LongestMessage = 300;

    /// <summary>A schema that refuses more places than these is another chart's.</summary>
    private const int MostProblems = 20;

    /// <summary>Why a chart could not be fetched, on one line.</summary>
    public static Words OfFetch(string error)
    {
        if (Missing().IsMatch(error))
            return "there is no such chart or version there";
        if (Unauthorized().IsMatch(error))
            return "the registry wants a login, or this one may not read the chart; run helm registry login";
        return Unreachable().IsMatch(error) ? Words.Own("the registry cannot be reached from here") : Of(error);
    }

    /// <summary>Why a chart could not be read or rendered, on one line.</summary>
    public static Words Of(string error)
    {
        if (error.Contains("missing in charts/ directory", StringComparison.Ordinal))
            return "its dependencies are not there; run helm dependency build";
        if (error.Contains("does not appear to be a gzipped archive", StringComparison.Ordinal))
            return "it is not a packaged chart";
        return IsSchemaRefusal(error) ? Words.Join("; ", SchemaProblems(error).Take(MostProblems)) : Words.Brief(FirstLine(error), LongestMessage);
    }

    public static bool IsSchemaRefusal(string error) =>
        error.Contains("values don't meet the specifications of the schema", StringComparison.Ordinal);

    /// <summary>The places that a chart's JSON schema refuses, as <c>/mcpContextForge/extraEnvFrom: got string, want array</c>; helm's own order changes.</summary>
    private static IEnumerable<string> SchemaProblems(string error) => error.Split('\n')
        .Select(line => SchemaProblem().Match(line.Trim()))
        .Where(match => match.Success)
        .Select(match => match.Groups["path"].Success
            ? $"{(match.Groups["path"].Length == 0 ? "/" : match.Groups["path"].Value)}: {Sorted(match.Groups["problem"].Value)}"
            : match.Groups["problem"].Value)
        .Order(StringComparer.Ordinal);

    private static string Sorted(string problem)
    {
        var names = QuotedName().Matches(problem).Select(match => match.Value).Order(StringComparer.Ordinal).GetEnumerator();
        return QuotedName().Replace(problem, _ => names.MoveNext() ? names.Current : "");
    }

    private static string FirstLine(string error)
    {
        var line = error.Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.StartsWith("Error:", StringComparison.Ordinal))
            ?? error.Split('\n').Select(text => text.Trim()).LastOrDefault(text => text.Length > 0)
            ?? "it says nothing";
        if (line.StartsWith("Error:", StringComparison.Ordinal))
            line = line["Error:".Length..].Trim();
        return line;
    }

    [GeneratedRegex(@"\b404\b|not found|no such manifest|MANIFEST_UNKNOWN|NAME_UNKNOWN|could not locate a version", RegexOptions.IgnoreCase)]
    private static partial Regex Missing();

    [GeneratedRegex(@"\b40[13]\b|unauthorized|denied|authentication required", RegexOptions.IgnoreCase)]
    private static partial Regex Unauthorized();

    [GeneratedRegex(@"no such host|connection refused|i/o timeout|network is unreachable|TLS handshake timeout|context deadline exceeded", RegexOptions.IgnoreCase)]
    private static partial Regex Unreachable();

    [GeneratedRegex(@"'[^']*'")]
    private static partial Regex QuotedName();

    // Before 3.18 the place is part of the sentence.
    [GeneratedRegex(@"^- (at '(?<path>[^']*)': )?(?<problem>.+)$")]
    private static partial Regex SchemaProblem();
}
