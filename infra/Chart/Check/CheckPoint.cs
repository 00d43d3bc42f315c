using McpInfra.Printing;

namespace McpInfra.Chart.Check;

/// <summary>What a point of a check came to.</summary>
internal enum Outcome
{
    Yes,

    /// <summary>Works otherwise than one would wish; a person should know it.</summary>
    Note,

    No,
}

/// <summary>Where a finding can be seen.</summary>
/// <param name="Render">Name of the probe whose render it is.</param>
/// <param name="What">What stands there; never a credential's text.</param>
/// <param name="Template">File of the chart; null where the whole render is meant.</param>
/// <param name="Line">Line of the render, from 1.</param>
/// <param name="LastLine">Where the finding is several lines long.</param>
internal sealed record Evidence(string Render, Words What, string? Template = null, int? Line = null, int? LastLine = null);

/// <summary>One thing that was looked at.</summary>
/// <param name="Names">Variables that the finding is about, where it is about many.</param>
internal sealed record CheckPoint(
    string Name, Outcome Outcome, Words Finding, IReadOnlyList<Evidence> Evidence, IReadOnlyList<string>? Names = null);

/// <summary>Points that belong together.</summary>
internal sealed record CheckGroup(string Title, IReadOnlyList<CheckPoint> Points);

/// <summary>The answer to what was asked: do the references reach the containers?</summary>
internal enum VerdictKind
{
    Works,
    WorksThroughExtraEnvFrom,
    DoesNotWork,
}

internal sealed record Verdict(VerdictKind Kind, Words Reason)
{
    public Words Words => Kind switch
    {
        VerdictKind.Works => $"works: {Reason}",
        VerdictKind.WorksThroughExtraEnvFrom => $"works through extraEnvFrom: {Reason}",
        _ => $"does not work: {Reason}",
    };
}

/// <summary>What a check found; both formats are written from this and nothing else.</summary>
/// <param name="Helm">Version of the helm that rendered it.</param>
internal sealed record ChartReport(
    string Source, string ChartName, string ChartVersion, string Helm, IReadOnlyList<Rendering> Renders, IReadOnlyList<CheckGroup> Groups, Verdict Verdict);
