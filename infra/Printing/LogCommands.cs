using System.Text.RegularExpressions;

namespace McpInfra.Printing;

/// <summary>
/// Lines that a pipeline would take for orders: GitHub reads <c>::error::</c> at the start of a line of any step's output,
/// Azure Pipelines and GitHub's older form <c>##vso[</c> and <c>##[</c> anywhere in it.
/// </summary>
internal static partial class LogCommands
{
    /// <summary>The line with a backslash where the order would begin.</summary>
    public static string Defused(string line) =>
        line.Contains("::", StringComparison.Ordinal) || line.Contains("##", StringComparison.Ordinal) ? Order().Replace(line, @"${space}\${order}") : line;

    /// <summary>The same for JSON, whose strings say no less for an escape.</summary>
    public static string DefusedJson(string json) => json.Contains("##", StringComparison.Ordinal) ? Inner().Replace(json, @"\u0023#") : json;

    [GeneratedRegex(@"^(?<space>\s*)(?<order>::)|(?<order>##(?=[A-Za-z]*\[))")]
    private static partial Regex Order();

    [GeneratedRegex(@"##(?=[A-Za-z]*\[)")]
    private static partial Regex Inner();
}
