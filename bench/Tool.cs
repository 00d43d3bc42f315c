using System.ComponentModel;
using System.Diagnostics;

namespace McpInfra.Bench;

/// <summary>The program as a process of its own.</summary>
internal static class Tool
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "McpInfra.dll");

    /// <summary>What one run cost.</summary>
    /// <param name="mayFind">Whether it may end with findings; anything else than success is a fault otherwise.</param>
    public static Cost Run(string directory, bool mayFind, params string[] arguments) =>
        Run(new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { WorkingDirectory = directory }, mayFind);

    /// <summary>Any command, as a shell reads it.</summary>
    public static Cost Shell(string command, int secrets)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec " + command]);
        start.Environment["SECRETS"] = secrets.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Run(start, mayFind: false);
    }

    /// <summary>Of several runs, after one that is not counted.</summary>
    public static Cost Of(int runs, Func<Cost> run)
    {
        run();
        return Cost.Of([.. Enumerable.Range(0, runs).Select(_ => run())]);
    }

    private static Cost Run(ProcessStartInfo start, bool mayFind)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
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
            throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{error.Result}\n{output.Result[..Math.Min(2000, output.Result.Length)]}");
        return new Cost(seconds, work.TotalSeconds, peak / (1024.0 * 1024.0));
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
}
