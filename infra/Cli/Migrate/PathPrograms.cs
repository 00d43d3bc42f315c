using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using McpInfra.Migration;

namespace McpInfra.Cli.Migrate;

/// <summary>Runs a program of the path and keeps what it prints in memory.</summary>
internal static class PathPrograms
{
    /// <summary>As a shell answers for a program that is not there.</summary>
    private const int NotThere = 127;

    public static ProgramAnswer Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        try
        {
            using var running = Process.Start(start)!;

            // What it says of an error may quote what it read.
            running.ErrorDataReceived += (_, _) => { };
            running.BeginErrorReadLine();
            var output = running.StandardOutput.ReadToEnd();
            running.WaitForExit();
            return new ProgramAnswer(running.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return new ProgramAnswer(NotThere, "");
        }
    }
}
