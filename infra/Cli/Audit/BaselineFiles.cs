using McpInfra.Audit;
using McpInfra.Printing;

namespace McpInfra.Cli.Audit;

/// <summary>The file of findings that are known, to be read or to be written.</summary>
internal sealed class BaselineFiles(string directory, string? read, string? write)
{
    /// <summary>Where one is to be written, as the user named it; null where none is.</summary>
    public string? Write => write;

    /// <param name="known">Null where no baseline is given.</param>
    /// <returns>Whether it is none or can be used; what is wrong is printed.</returns>
    public bool TryRead(Printer printer, out AuditBaseline? known)
    {
        known = null;
        if (read is null)
            return true;
        if (write is not null)
        {
            printer.Error("--baseline and --write-baseline are for different runs: write the file first, then give it to --baseline.");
            return false;
        }

        try
        {
            known = AuditBaseline.Read(File.ReadAllText(Path.GetFullPath(read, directory)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            printer.Error($"The baseline {read} cannot be read: {(unreadable is UnauthorizedAccessException ? Words.Own("access is denied, or it is a directory.") : Words.Own("it is not there, or the disk refuses it."))} Write it with --write-baseline {read}.");
            return false;
        }

        if (known is null)
            printer.Error($"{read} is no baseline of version {AuditBaseline.Version}: write it anew with --write-baseline.");
        return known is not null;
    }

    public static void WriteOf(Printer printer, AuditReport report) => printer.Json(new
    {
        AuditBaseline.Version,
        Findings = AuditBaseline.Of(report).Select(finding => new { Fingerprint = Words.Digest(Convert.FromHexString(finding.Fingerprint)), finding.Rule, finding.File, finding.Path }),
    });

    /// <summary>What was not read is not known either.</summary>
    public static int Written(Printer printer, string file, AuditReport report)
    {
        foreach (var unread in report.Unread)
            printer.Line(("not read  ", Tone.Bad), ($"{unread.Place} {unread.Message}", Tone.Plain));
        printer.Line($"{Words.Plural(report.Counted.Count(), "finding")} written to {file}; --baseline takes them for known.");
        return report.Unread.Count > 0 ? ExitCodes.BadInput : ExitCodes.Success;
    }
}
