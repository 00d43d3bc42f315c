using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using McpInfra.Migration;

namespace McpInfra.Cli.Migrate;

/// <summary>Runs a program of the path and keeps what it prints in memory.</summary>
internal static class PathPrograms
{
    public static ProgramAnswer Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        try
        {
            using var running = Process.Start(start)!;

            var error = running.StandardError.ReadToEndAsync();
            var output = running.StandardOutput.ReadToEnd();
            running.WaitForExit();
            return new ProgramAnswer(running.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return new ProgramAnswer(ProgramAnswer.NotThere, "");
        }
    }
}
