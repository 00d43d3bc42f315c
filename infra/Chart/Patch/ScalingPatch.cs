using System.Text.RegularExpressions;

namespace McpInfra.Chart.Patch;

/// <summary>
/// The gateway's replicas only where its autoscaler is off: written beside it they set the gateway back with each upgrade, and
/// an upgrade by server-side apply is refused once the autoscaler has spoken.
/// </summary>
internal static partial class ScalingPatch
{
    private const string Switch = ".Values.mcpContextForge.hpa.enabled";

    /// <summary>Null where nothing is to be done: the chart asks already, or writes no replicas. What cannot be told is reported.</summary>
    public static string? Apply(string file, string text, ICollection<PatchProblem> problems)
    {
        if (text.Contains(Switch, StringComparison.Ordinal))
            return null;
        var lines = new TextLines(text);
        var line = lines.Find(line => Replicas().IsMatch(line));
        if (line < 0)
            return null;
        if (!Plain().IsMatch(lines[line]))
        {
            problems.Add(new PatchProblem(file, $"line {line + 1} writes the gateway's replicas otherwise than from mcpContextForge.replicaCount alone"));
            return null;
        }

        var margin = new string(' ', TextLines.Indent(lines[line]));
        return lines.InsertAfter(line, [margin + "{{- end }}"]).InsertAfter(line - 1, [$"{margin}{{{{- if not {Switch} }}}}"]).ToString();
    }

    [GeneratedRegex(@"^  replicas:")]
    private static partial Regex Replicas();

    [GeneratedRegex(@"^  replicas: *\{\{-? *\.Values\.mcpContextForge\.replicaCount *-?\}\} *(#.*)?$")]
    private static partial Regex Plain();
}

/// <summary>
/// The chart's version in a label, which bears no <c>+</c>: Flux appends the digest or the commit of what it fetched behind one.
/// </summary>
internal static partial class LabelPatch
{
    public const string File = "templates/_helpers.tpl";

    /// <summary>Null where no line writes the version as it is.</summary>
    public static string? Apply(string text)
    {
        var lines = new TextLines(text);
        var line = lines.Find(line => VersionAsItIs().IsMatch(line));
        if (line < 0)
            return null;
        lines.Replace(line, VersionAsItIs().Replace(lines[line], "$1 | replace \"+\" \"_\" $2"));
        return lines.ToString();
    }

    /// <summary>Whether a template's line writes the version so.</summary>
    public static bool WritesVersionAsItIs(string line) => VersionAsItIs().IsMatch(line);

    [GeneratedRegex(@"^(\uFEFF?\s*helm\.sh/chart: .*\{\{-? *\.Chart\.Version) *(-?\}\}.*)$")]
    private static partial Regex VersionAsItIs();
}
