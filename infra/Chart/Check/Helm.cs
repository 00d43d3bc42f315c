using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using McpInfra.Printing;
using External = CliWrap.Cli;

namespace McpInfra.Chart.Check;

/// <summary>The helm program of this machine. It renders, and never speaks to a cluster here.</summary>
/// <param name="program">A file, or a name that is looked for on PATH.</param>
internal sealed class Helm(string program)
{
    public async Task<BufferedCommandResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            return await External.Wrap(program)
                .WithArguments(arguments)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(Encoding.UTF8, cancellation)
                .ConfigureAwait(false);
        }
        catch (Win32Exception)
        {
            throw new ChartCheckException(
                $"{program} cannot be started. 'chart check' renders the chart with Helm, version 3 or later.\n"
                + $"    Install it (https://helm.sh/docs/intro/install/) so that it is on PATH, or name the program with --helm FILE.");
        }
    }

    /// <summary>What succeeds or ends the check.</summary>
    /// <param name="failure">What to call a failure, such as <c>helm cannot read the chart</c>.</param>
    /// <param name="words">helm's message for a person; <see cref="HelmWords.Of"/> unless given.</param>
    /// <exception cref="ChartCheckException">helm failed.</exception>
    public async Task<string> OutputAsync(
        Words failure, IReadOnlyList<string> arguments, CancellationToken cancellation, Func<string, Words>? words = null)
    {
        var run = await RunAsync(arguments, cancellation).ConfigureAwait(false);
        return run.IsSuccess ? run.StandardOutput : throw new ChartCheckException($"{failure}: {(words ?? HelmWords.Of)(run.StandardError)}.");
    }
}
