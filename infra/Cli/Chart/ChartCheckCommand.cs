using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Chart.Check;
using McpInfra.Contract;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;

namespace McpInfra.Cli.Chart;

/// <summary><c>chart check</c>: does a chart honour references to Secrets?</summary>
internal static partial class ChartCheckCommand
{
    private const int LongestCheck = 24 * 60 * 60;

    private const int MostMebibytes = 1024;

    public static CliCommand Create(string directory, IPrograms programs, Printer printer)
    {
        var chart = new Argument<string>("CHART") { Description = "A directory, a .tgz file or an oci:// address." };
        var version = new Option<string?>("--version")
        {
            Description = "Version of a chart at an oci:// address; the newest unless given.",
            HelpName = "VERSION",
        };
        var format = FormatOption.Create<Action<Printer, ChartReport>>(CheckText.Write, CheckJson.Write);
        var helm = new Option<string>("--helm")
        {
            Description = "The helm program; the one on PATH unless given.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "helm",
        };
        var renders = new Option<string?>("--renders")
        {
            Description = "A directory to write each render into, for a look at the lines that are named.",
            HelpName = "DIR",
        };
        var time = Limit("--time-limit", "SECONDS", LongestCheck, new HelmLimits().Seconds, "Seconds that the whole check may take. Then helm is ended, and nothing is said of the chart.");
        var size = Limit("--size-limit", "MIB", MostMebibytes, new HelmLimits().Mebibytes, "Mebibytes that one run of helm may print. Then it is ended too.");
        var command = new Command("check",
            "Renders a chart with helm and says, with template and line, whether the Secrets that are listed for it reach the gateway and the "
            + "migration Job, which variables cannot be set that way, and which credentials of its own are left. Exits 1 when they do not, and 2 when that could not be found out.")
        {
            chart, version, format, renders, helm, time, size,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            () => ChartSource.Parse(parsed.GetValue(chart)!, parsed.GetValue(version), directory), new Helm(parsed.GetValue(helm)!, new HelmLimits(parsed.GetValue(time), parsed.GetValue(size)), programs), parsed.GetValue(format)!.Writer,
            parsed.GetValue(renders) is { } target ? Path.GetFullPath(target, directory) : null, printer, cancellation));
        return new CliCommand(command,
        [
            $"chart check {ChartSettings.PublishedSource} --version {ChartTable.NewestVersion}",
            "chart check ../mcp-context-forge/charts/mcp-stack --format json",
        ],
        [Page.Chart]);
    }

    private static async Task<int> RunAsync(
        Func<ChartSource> source, Helm helm, Action<Printer, ChartReport> write, string? renders, Printer printer, CancellationToken cancellation)
    {
        try
        {
            ChartReport report;
            using (printer.Working(() => Words.Own("rendering the chart with helm ...")))
                report = await ChartCheck.RunAsync(helm, source(), printer.Held, cancellation).ConfigureAwait(false);
            if (renders is not null)
                WriteRenders(printer, renders, report);
            write(printer, report);
            return report.Verdict.Kind == VerdictKind.DoesNotWork ? ExitCodes.Refused : ExitCodes.Success;
        }
        catch (ChartCheckException unusable)
        {
            printer.Error(unusable.Words);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException)
        {
            printer.Error("The check was stopped, which says nothing of the chart.");
            return ExitCodes.BadInput;
        }
    }

    private static Option<int> Limit(string name, string of, int most, int unlessGiven, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = of, DefaultValueFactory = _ => unlessGiven };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most))
                result.AddError($"{name} is a whole number from 1 to {most}.");
        });
        return option;
    }

    private static void WriteRenders(Printer printer, string directory, ChartReport report)
    {
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var rendering in report.Renders.Where(rendering => rendering.Refusal is null))
                printer.PassageInto(Path.Combine(directory, NotOfAName().Replace(rendering.Probe, "-") + ".yaml"), rendering.Text);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new ChartCheckException($"The renders cannot be written into {directory}.");
        }
    }

    [GeneratedRegex("[^A-Za-z0-9.]+")]
    private static partial Regex NotOfAName();
}
