using System.Text;
using McpInfra.Printing;

namespace McpInfra.Cli.Migrate;

/// <summary>Whether this process writes into another one's hands, and what another one gives into its own.</summary>
internal static class PipeCheck
{
    /// <summary>What is piped in; null at a terminal.</summary>
    public static TextReader? StandardInput() => Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) : null;

    /// <summary>A pipe is neither a terminal nor closed, nor seekable, as a file is.</summary>
    public static bool StandardOutputIsPipe()
    {
        if (!Console.IsOutputRedirected)
            return false;
        if (OperatingSystem.IsWindows())
            return true;
        try
        {
            using var output = RawOutput.Open();
            return !output.CanSeek && RawOutput.IsPipe();
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
