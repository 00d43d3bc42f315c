using System.CommandLine;

namespace McpInfra.Cli;

/// <summary>How much of a report is shown as text: the verdict alone, what a person reads, or everything.</summary>
/// <param name="quiet">What help says of the verdict.</param>
/// <param name="all">What help says of everything.</param>
internal sealed class DetailOptions(string quiet, string all)
{
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = quiet };

    public Option<bool> All { get; } = new("--all") { Description = all };

    /// <summary>A program reads everything, so other forms have no more and no less.</summary>
    public void OfTextAlone<TWriter>(Command command, Option<ReportFormat<TWriter>> format)
        where TWriter : class => command.Validators.Add(result =>
    {
        if (result.GetValue(Quiet) && result.GetValue(All))
            result.AddError("--quiet shows the verdict alone and --all everything. Say one of them.");
        else if ((result.GetValue(Quiet) || result.GetValue(All)) && result.GetValue(format) is { Word: not "text" } other)
            result.AddError($"{(result.GetValue(Quiet) ? Quiet.Name : All.Name)} is for text: {other.Word} has everything. Leave one of them out.");
    });

    /// <summary>What writes as much as was asked for; null where nothing was, or nothing else than the form's own way writes everything.</summary>
    public TWriter? Of<TWriter>(ParseResult parsed, TWriter verdict, TWriter? everything)
        where TWriter : class => parsed.GetValue(Quiet) ? verdict : parsed.GetValue(All) ? everything : null;
}
