using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Contract;

namespace McpInfra.Chart.Patch;

/// <summary>Which part of the chart's version is raised.</summary>
internal enum VersionBump
{
    Patch,
    Minor,
}

/// <summary>The chart's version in <c>Chart.yaml</c>, raised.</summary>
internal static partial class VersionPatch
{
    public const string File = "Chart.yaml";

    /// <summary>The patched text with both versions; null where there is no version to raise, which is reported.</summary>
    public static (string Text, string From, string To)? Apply(string text, VersionBump bump, ICollection<PatchProblem> problems)
    {
        var lines = new TextLines(text);
        var line = lines.Find(line => VersionKey().IsMatch(line));
        if (line < 0)
        {
            problems.Add(new PatchProblem(File, "has no line 'version:' at the start of a line"));
            return null;
        }

        if (VersionLine().Match(lines[line]) is not { Success: true } match)
        {
            problems.Add(new PatchProblem(File, $"line {line + 1} has no version of three numbers, such as {ChartTable.NewestVersion}, that could be raised"));
            return null;
        }

        var to = Raised([.. match.Groups["numbers"].Value.Split('.').Select(part => ulong.Parse(part, CultureInfo.InvariantCulture))], match.Groups["pre"].Success, bump);
        lines.Replace(line, match.Groups["before"].Value + to + match.Groups["after"].Value);
        return (lines.ToString(), match.Groups["version"].Value, to);
    }

    /// <summary>A prerelease comes before the version that it is called for, which is therefore the next; what a build is called goes.</summary>
    private static string Raised(IReadOnlyList<ulong> numbers, bool isPrerelease, VersionBump bump) => bump switch
    {
        VersionBump.Minor => $"{numbers[0]}.{numbers[1] + (isPrerelease && numbers[2] == 0 ? 0UL : 1)}.0",
        _ => $"{numbers[0]}.{numbers[1]}.{numbers[2] + (isPrerelease ? 0UL : 1)}",
    };

    [GeneratedRegex(@"^\uFEFF?version:")]
    private static partial Regex VersionKey();

    [GeneratedRegex(@"^(?<before>\uFEFF?version:\s*[""']?)(?<version>(?<numbers>[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9})(?<pre>-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)(?<after>[""']?\s*(#.*)?)$")]
    private static partial Regex VersionLine();
}
