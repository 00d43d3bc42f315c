using System.CommandLine;
using McpInfra.Audit;
using McpInfra.Audit.Files;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Audit;

/// <summary><c>audit</c>: secrets in plain text, missing, unused, shadowed or shared, in stack files, values and manifests.</summary>
internal static class AuditCommand
{
    /// <summary>The option that names files and directories.</summary>
    public const string Manifests = "--manifests";

    private const string Warning = "warning";
    private const string Error = "error";

    /// <summary>What a file is called that is none.</summary>
    private const string StandardOutput = "-";

    public static CliCommand Create(string directory, Printer printer)
    {
        var stacks = StackOption.Create("audit");
        var values = new Option<string[]>("--values") { Description = "A file of chart values to audit too; may be given several times.", HelpName = "FILE" };
        var manifests = new Option<string[]>(Manifests)
        {
            Description = "A file, or a directory with all below it, of Kubernetes objects, Helm charts, IAM policies or GitOps files in YAML or JSON; may be given several times.",
            HelpName = "DIR|FILE",
        };
        var exclude = new Option<string[]>("--exclude")
        {
            Description = "What of the directories under --manifests is not read, from the directory on: vendor, '**/testdata', 'apps/*/secrets.yaml'; * is any name, ** any folders. May be given several times.",
            HelpName = "GLOB",
        };
        var ignored = new Option<bool>("--ignored") { Description = "Reads what .gitignore names too." };
        var baseline = new Option<string?>("--baseline") { Description = "Findings of a file that --write-baseline wrote do not count; only what is new does.", HelpName = "FILE" };
        var writeBaseline = new Option<string?>("--write-baseline") { Description = "Writes what is found into this file, so that a later --baseline knows it; the exit code is then 0.", HelpName = "FILE" };
        var format = FormatOption.Create<Action<Printer, AuditReport>>(
            TextFindings.Write, JsonFindings.Write, ("sarif", "sarif (2.1.0) for a code host", SarifFindings.Write));
        var detail = new DetailOptions("Says what was found in a line, and nothing else.", "Lists what a baseline knows too.");
        var output = new Option<string?>("--output", "-o") { Description = "Writes the report into this file, and the summary to the terminal; - is the terminal itself.", HelpName = "FILE" };
        var failOn = new Option<string>("--fail-on") { Description = "From which level on a finding makes the exit code 1.", DefaultValueFactory = _ => Error };
        failOn.AcceptOnlyFromAmong(Warning, Error);
        var command = new Command("audit",
            "Finds secrets in plain text, missing, unused, shadowed or shared between environments, IAM that is too wide, and more, "
            + "in the stack files and whatever else is given. Prints where a secret is and never what it is. "
            + "Exit code 0: nothing at the level of --fail-on; 1: findings; 2: something could not be read.")
        {
            stacks, values, manifests, exclude, ignored, baseline, writeBaseline, format, detail.Quiet, detail.All, output, failOn,
        };
        detail.OfTextAlone(command, format);
        command.SetAction(parsed => Run(
            directory, parsed.GetValue(stacks) ?? [],
            new AuditedPaths(directory, parsed.GetValue(values) ?? [], parsed.GetValue(manifests) ?? [], parsed.GetValue(exclude) ?? []) { WithIgnored = parsed.GetValue(ignored) },
            new BaselineFiles(directory, parsed.GetValue(baseline), parsed.GetValue(writeBaseline)),
            detail.Of(parsed, TextFindings.WriteTotal, TextFindings.WriteAll) ?? parsed.GetValue(format)!.Writer, parsed.GetValue(output), parsed.GetValue(failOn) == Warning ? AuditLevel.Warning : AuditLevel.Error, printer));
        return new CliCommand(command,
            ["audit", "audit --stack prod --values values-prod.yaml --manifests rendered", "audit --manifests . --exclude '**/testdata'", "audit --manifests . --baseline audit-baseline.json", "audit --format sarif --output audit.sarif --fail-on warning"],
            [Page.Audit, Page.AuditAnywhere]);
    }

    private static int Run(
        string directory, string[] stacks, AuditedPaths paths, BaselineFiles baseline, Action<Printer, AuditReport> write, string? into, AuditLevel failOn, Printer printer)
    {
        if (Find(directory, stacks, paths.Values.Count + paths.Manifests.Count > 0, printer) is not { } found || !baseline.TryRead(printer, out var known))
            return ExitCodes.BadInput;
        var seen = 0;
        AuditReport report;
        using (printer.Working(() => seen == 0 ? Words.Own("looking for files ...") : $"{Words.Plural(seen, "file")} audited ..."))
            report = Auditor.Run(AuditCatalogue.Checks, found.All, found.Asked, paths, found.Root, printer.Held, () => seen++);
        if (baseline.Write is { } file)
            return TryWriteFile(Path.GetFullPath(file, directory), written => BaselineFiles.WriteOf(written, report), printer) ? BaselineFiles.Written(printer, file, report) : ExitCodes.BadInput;
        report = known?.Apply(report) ?? report;
        if (into is null or StandardOutput)
        {
            write(printer, report);
        }
        else
        {
            if (!TryWriteFile(Path.GetFullPath(into, directory), file => write(file, report), printer))
                return ExitCodes.BadInput;
            TextFindings.WriteTotal(printer, report);
        }

        return report.Unread.Count > 0 ? ExitCodes.BadInput
            : report.Counted.Any(finding => finding.Level >= failOn) ? ExitCodes.Refused
            : ExitCodes.Success;
    }

    /// <summary>The project's stacks and those asked for; none where files are given outside a project. Null where something is missing, which is printed.</summary>
    private static (IReadOnlyList<StackFile> All, IReadOnlyList<StackFile> Asked, string Root)? Find(
        string directory, string[] stacks, bool hasFiles, Printer printer)
    {
        try
        {
            var all = StackFiles.Find(directory, []);
            return (all, StackFiles.Named(stacks, all), all[0].Project.Directory);
        }
        catch (StackFilesException missing)
        {
            if (hasFiles && stacks.Length == 0)
                return ([], [], Path.GetFullPath(directory));
            printer.Error(stacks.Length > 0 ? missing.Words : $"{missing.Words} Files need no project: {ShellLine.Of($"{ShellLine.Tool}audit --manifests .")}");
            return null;
        }
    }

    private static bool TryWriteFile(string path, Action<Printer> write, Printer printer)
    {
        if (Directory.Exists(path))
        {
            printer.Error($"The report cannot be written to {path}: it is a directory; --output names a file.");
            return false;
        }

        try
        {
            printer.Into(path, write);
            return true;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            printer.Error($"The report cannot be written to {path}: {(unwritable is UnauthorizedAccessException ? Words.Own("access is denied.") : Words.Own("the directory is missing, or the disk refuses it."))}");
            return false;
        }
    }
}
