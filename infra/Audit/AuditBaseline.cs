using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using McpInfra.Audit.Files;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Audit;

/// <summary>One finding of a baseline: what tells it again, and where it was, for people.</summary>
internal sealed record KnownFinding(string Fingerprint, string Rule, string File, string Path);

/// <summary>
/// Findings that were there when somebody began to audit. A fingerprint is of rule, file and path and which one of these it
/// is: lines may move, and nothing of a value is in it, so that none can be guessed from it.
/// </summary>
internal sealed class AuditBaseline(IReadOnlyList<KnownFinding> findings)
{
    public const int Version = 1;

    public static string Fingerprint(string place, int ordinal) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place}\n{ordinal}"))).AsSpan(0, 16));

    /// <summary>Each finding with what tells it again in another run.</summary>
    public static IEnumerable<(AuditFinding Finding, string Fingerprint)> Fingerprints(IReadOnlyList<AuditFinding> findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var place = $"{finding.Rule.Id}\n{finding.File}\n{finding.Path}";
            yield return (finding, Fingerprint(place, seen[place] = seen.GetValueOrDefault(place) + 1));
        }
    }

    /// <summary>What a run would be asked to know next time: what counts in it.</summary>
    public static IReadOnlyList<KnownFinding> Of(AuditReport report) =>
    [
        .. Fingerprints(report.Findings).Where(found => found.Finding.AllowedBecause is null)
            .Select(found => new KnownFinding(found.Fingerprint, found.Finding.Rule.Id, found.Finding.File, found.Finding.Path)),
    ];

    /// <summary>Null where the text is no baseline that this program wrote.</summary>
    public static AuditBaseline? Read(string text)
    {
        if (JsonReader.Read(text) is not { Faults: [], Roots: [var root] } || Nodes.Text(root, "version") != "1" || Nodes.At(root, "findings") is not SequenceNode list)
            return null;
        var findings = list.Items.Select(item => (Fingerprint: Nodes.Text(item, "fingerprint"), Rule: Nodes.Text(item, "rule"), File: Nodes.Text(item, "file"), Path: Nodes.Text(item, "path"))).ToList();
        return findings.Exists(found => found.Fingerprint is null || found.Rule is null || found.File is null || found.Path is null)
            ? null
            : new AuditBaseline([.. findings.Select(found => new KnownFinding(found.Fingerprint!, found.Rule!, found.File!, found.Path!))]);
    }

    /// <summary>Marks what it knows, and tells what of it is no more in the files that were looked at.</summary>
    public AuditReport Apply(AuditReport report)
    {
        var known = findings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var found = Fingerprints(report.Findings).ToList();
        var there = found.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var gone = findings.Where(finding => report.Looked.Contains(finding.File) && !there.Contains(finding.Fingerprint)).ToList();
        return report with
        {
            Findings = [.. found.Select(finding => finding.Finding with { IsKnown = known.Contains(finding.Fingerprint) })],
            IsCompared = true,
            Notes = gone.Count == 0 ? report.Notes : [.. report.Notes, Stale(gone)],
        };
    }

    private static Words Stale(List<KnownFinding> gone)
    {
        const int most = 5;
        var named = Words.Join("; ", gone.Take(most).Select(finding => Words.Of($"{finding.Rule} {finding.File} {finding.Path}")));
        return $"{Words.Plural(gone.Count, "finding")} of the baseline {(gone.Count == 1 ? Words.Own("is") : Words.Own("are"))} no more: {named}{(gone.Count > most ? Words.Of($" and {gone.Count - most} more") : Words.None)}. Take {(gone.Count == 1 ? Words.Own("it") : Words.Own("them"))} out with --write-baseline, or something new in the same place would pass.";
    }
}
