using System.ComponentModel;
using System.Diagnostics;

namespace McpInfra.Bench;

/// <summary>The program as a process of its own.</summary>
internal static class Tool
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "McpInfra.dll");

    /// <summary>What one run cost.</summary>
    /// <param name="mayFind">Whether it may end with findings; anything else than success is a fault otherwise.</param>
    public static Cost Run(string directory, bool mayFind, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var from = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

        // The system forgets a process's peak with the process, so that it is asked while it runs.
        var (work, peak) = (TimeSpan.Zero, 0L);
        do
            (work, peak) = Latest(process, work, peak);
        while (!process.WaitForExit(20));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        Task.WaitAll(output, error);
        if (process.ExitCode != 0 && !(mayFind && process.ExitCode == 1))
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{error.Result}\n{output.Result[..Math.Min(2000, output.Result.Length)]}");
        return new Cost(seconds, work.TotalSeconds, peak / (1024.0 * 1024.0));
    }

    /// <summary>Medians of several runs, after one that is not counted.</summary>
    public static Cost Median(int runs, Func<Cost> run)
    {
        run();
        var all = Enumerable.Range(0, runs).Select(_ => run()).ToList();
        return new Cost(Middle(all.Select(one => one.Seconds)), Middle(all.Select(one => one.Work)), Middle(all.Select(one => one.Memory)));
    }

    private static (TimeSpan Work, long Peak) Latest(Process process, TimeSpan work, long peak)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended between the question and the answer.
            return (work, peak);
        }
    }

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

/// <param name="Seconds">On the clock.</param>
/// <param name="Work">Of all processors: what a busy machine does not change much.</param>
/// <param name="Memory">The most that was in use, in MiB.</param>
internal sealed record Cost(double Seconds, double Work, double Memory);
