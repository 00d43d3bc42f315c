using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Chart.Check;

/// <summary>How long a check may take and how much helm may print, so that no chart takes the machine.</summary>
/// <param name="Seconds">Of the whole check.</param>
/// <param name="Mebibytes">Of one run of helm.</param>
internal sealed record HelmLimits(int Seconds = 300, int Mebibytes = 64);

/// <summary>What one run of helm gave back.</summary>
internal sealed record HelmRun(bool IsSuccess, string Output, string Error);

/// <summary>The helm program of this machine. It renders, and never speaks to a cluster here.</summary>
/// <param name="program">A file, or a name that is looked for on PATH.</param>
/// <param name="programs">What starts it; this machine unless given.</param>
internal sealed class Helm(string program, HelmLimits? limits = null, IPrograms? programs = null)
{
    private const int Mebibyte = 1024 * 1024;

    private readonly IPrograms _programs = programs ?? new PathPrograms();

    public HelmLimits Limits { get; } = limits ?? new HelmLimits();

    /// <summary>Ends helm, and what it has started, where the run is stopped or prints too much.</summary>
    /// <exception cref="ChartCheckException">It cannot be started, or printed too much.</exception>
    public async Task<HelmRun> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var answer = await _programs.RunAsync(program, arguments, longest: (long)Limits.Mebibytes * Mebibyte, cancellation: cancellation).ConfigureAwait(false);
        return answer switch
        {
            { IsCut: true } => throw new ChartCheckException(
                $"The check was stopped, which says nothing of the chart: 'helm {arguments[0]}' printed more than {Limits.Mebibytes} MiB.\n"
                + $"    --size-limit MIB lets it print more."),
            { Code: ProgramAnswer.NotThere } => throw new ChartCheckException(
                $"{program} cannot be started. 'chart check' renders the chart with Helm, version 3 or later.\n"
                + $"    Install it (https://helm.sh/docs/intro/install/) so that it is on PATH, or name the program with --helm FILE."),
            _ => new HelmRun(answer.Code == 0, answer.Output, answer.Error),
        };
    }

    /// <summary>What succeeds or ends the check.</summary>
    /// <param name="failure">What to call a failure, such as <c>helm cannot read the chart</c>.</param>
    /// <param name="words">helm's message for a person; <see cref="HelmWords.Of"/> unless given.</param>
    /// <exception cref="ChartCheckException">helm failed.</exception>
    public async Task<string> OutputAsync(
        Words failure, IReadOnlyList<string> arguments, CancellationToken cancellation, Func<string, Words>? words = null)
    {
        var run = await RunAsync(arguments, cancellation).ConfigureAwait(false);
        return run.IsSuccess ? run.Output : throw new ChartCheckException($"{failure}: {(words ?? HelmWords.Of)(run.Error)}.");
    }
}
