using System.Text;
using McpInfra.Printing;

namespace McpInfra.Chart.Patch;

/// <summary>One file as it is and as it will be.</summary>
/// <param name="File">Path in the chart, with slashes.</param>
/// <param name="What">What changes, on one line.</param>
internal sealed record FileChange(string File, string Before, string After, string What);

/// <summary>All of a patch, computed before anything is written.</summary>
/// <param name="Notes">What a person should know of what is not changed.</param>
internal sealed record PatchPlan(IReadOnlyList<FileChange> Changes, IReadOnlyList<Words> Notes)
{
    public bool IsEmpty => Changes.Count == 0;
}

/// <summary>Adds <c>extraEnvVarsSecret</c> to a checkout of a chart that lacks it, and mends what an upgrade and a version with a <c>+</c> break: text is put in, no other byte changes.</summary>
internal static class ChartPatch
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="written">The directory as the person wrote it.</param>
    /// <exception cref="PatchRefusedException">A place that the patch relies on is not there.</exception>
    /// <exception cref="UnusableChartException">The directory is no chart, or a file cannot be read.</exception>
    public static PatchPlan Plan(string directory, VersionBump bump, string? written = null)
    {
        var problems = new List<PatchProblem>();
        var notes = new List<Words>();
        var changes = new List<FileChange>();
        if (Read(directory, VersionPatch.File) is not { } chart)
            throw new UnusableChartException("It has no Chart.yaml, so it is not a chart.");

        if (WrapperChart.Says(directory, written ?? directory) is { } around)
            throw new UnusableChartException(around);
        var hasExtraEnvFrom = Read(directory, TemplatePatch.Gateway)?.Contains(".Values.mcpContextForge.extraEnvFrom", StringComparison.Ordinal) == true;
        Change(ValuesPatch.File, "the field, empty, with its comment", text => ValuesPatch.Apply(text, problems));
        Change(SchemaPatch.File, "what an entry may be", text => SchemaPatch.Apply(text, problems));
        var hasAutoscaler = Read(directory, ValuesPatch.File)?.Contains("\n  hpa:", StringComparison.Ordinal) == true;
        Change(TemplatePatch.Gateway, hasAutoscaler ? "the gateway reads the entries last, and has replicas where no autoscaler has" : "the gateway reads the entries last",
            text => Both(text, text => TemplatePatch.Apply(TemplatePatch.Gateway, text, mayLackEnvFrom: false, problems),
                text => hasAutoscaler ? ScalingPatch.Apply(TemplatePatch.Gateway, text, problems) : null));
        Change(TemplatePatch.MigrationJob, "the migration Job reads the entries last",
            text => TemplatePatch.Apply(TemplatePatch.MigrationJob, text, mayLackEnvFrom: true, problems));
        if (Read(directory, TemplatePatch.MigrationJob)?.Contains("helm.sh/hook", StringComparison.Ordinal) == false)
            notes.Add("the migration Job is no hook, and Kubernetes refuses to change a Job: delete it before an upgrade that changes the list");
        Change(LabelPatch.File, "a version with a + fits into the label", LabelPatch.Apply, isDocument: true);
        Change(ReadmePatch.File, "a section, with Argo CD and the way from inline secrets",
            text => ReadmePatch.Apply(text, hasExtraEnvFrom, problems), isDocument: true);
        Change(ChangelogPatch.File, "an entry", text => ChangelogPatch.Apply(text, problems), isDocument: true);

        // A chart that has all of it is not released anew.
        if ((changes.Count > 0 || problems.Count > 0) && VersionPatch.Apply(chart, bump, problems) is { } version)
            changes.Insert(0, new FileChange(VersionPatch.File, chart, version.Text, $"version {version.From} becomes {version.To}"));
        return problems.Count > 0 ? throw new PatchRefusedException(problems) : new PatchPlan(changes, changes.Count > 0 ? notes : []);

        void Change(string file, string what, Func<string, string?> apply, bool isDocument = false)
        {
            if (Read(directory, file) is not { } text)
            {
                if (isDocument)
                    notes.Add($"{file} is not there, so that nothing is written into it");
                else
                    problems.Add(new PatchProblem(file, "is not there"));
                return;
            }

            if (apply(text) is { } patched)
                changes.Add(new FileChange(file, text, patched, what));
        }
    }

    /// <summary>One change behind the other; null where neither has anything to do.</summary>
    private static string? Both(string text, Func<string, string?> first, Func<string, string?> second) =>
        first(text) is { } changed ? second(changed) ?? changed : second(text);

    /// <summary>A file's text with all of its bytes, a byte order mark too; null where there is none.</summary>
    private static string? Read(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        try
        {
            return File.Exists(path) ? Utf8.GetString(File.ReadAllBytes(path)) : null;
        }
        catch (DecoderFallbackException)
        {
            throw new UnusableChartException($"{file} is not UTF-8 text.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableChartException($"{file} cannot be read.");
        }
    }
}
