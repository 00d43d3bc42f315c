using McpInfra.Chart.Check;
using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Live;

/// <summary>Whether a stack's chart can be had from here and honours the references, by <c>chart check</c>.</summary>
internal static class ChartSeen
{
    /// <param name="directory">Where a chart that is a directory is looked for.</param>
    /// <param name="held">What this run must not show.</param>
    public static Question Of(ChartSettings settings, string directory, Helm helm, HeldSecrets held)
    {
        var isRemote = settings.Source.StartsWith("oci://", StringComparison.Ordinal);
        return new Question("chart", ShellLine.Of($"{ShellLine.Tool}chart check {settings.Source}{ShellLine.When(isRemote, $" --version {settings.Version}")}"), async (_, cancellation) =>
        {
            try
            {
                var report = await ChartCheck.RunAsync(helm, ChartSource.Parse(settings.Source, isRemote ? settings.Version : null, directory), held, cancellation).ConfigureAwait(false);
                Words says = $"{report.ChartName} {report.ChartVersion} {report.Verdict.Words}";
                return [report.Verdict.Kind == VerdictKind.DoesNotWork ? Found.Fail(says, $"name another chart in chart.source, or have this one patched: chart patch") : Found.Ok(says)];
            }
            catch (ChartCheckException unusable)
            {
                // What else it says speaks of that command's own options.
                var lines = unusable.Words.SplitLines().ToList();
                return [Found.Fail(lines[0], lines.Count > 1 ? Words.Own("run the line, which says what to do") : null)];
            }
        })
        { After = SupportedTools.Helm.Program };
    }
}
