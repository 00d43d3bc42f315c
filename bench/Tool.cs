using System.Diagnostics;

namespace McpInfra.Bench;

/// <summary>The program as a process of its own.</summary>
internal static class Tool
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "McpInfra.dll");

    /// <summary>Wall seconds, and the most memory that was in use, in MiB.</summary>
    /// <param name="mayFind">Whether it may end with findings; anything else than success is a fault otherwise.</param>
    public static (double Seconds, double Memory) Run(string directory, bool mayFind, params string[] arguments)
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
        long peak = 0;
        do
        {
            process.Refresh();
            if (!process.HasExited)
                peak = Math.Max(peak, Peak(process));
        }
        while (!process.WaitForExit(20));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        Task.WaitAll(output, error);
        if (process.ExitCode != 0 && !(mayFind && process.ExitCode == 1))
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{error.Result}\n{output.Result[..Math.Min(2000, output.Result.Length)]}");
        return (seconds, peak / (1024.0 * 1024.0));
    }

    /// <summary>Medians of several runs, after one that is not counted.</summary>
    public static (double Seconds, double Memory) Median(int runs, Func<(double Seconds, double Memory)> run)
    {
        run();
        var all = Enumerable.Range(0, runs).Select(_ => run()).ToList();
        return (Middle(all.Select(one => one.Seconds)), Middle(all.Select(one => one.Memory)));
    }

    private static long Peak(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the answer.
            return 0;
        }
    }

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
