using System.Text;
using Microsoft.Win32.SafeHandles;

namespace McpInfra.Cli.Migrate;

/// <summary>Whether this process writes into another one's hands, and what another one gives into its own.</summary>
internal static class PipeCheck
{
    private const int StandardOutput = 1;

    /// <summary>What is piped in; null at a terminal.</summary>
    public static TextReader? StandardInput() => Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) : null;

    /// <summary>A pipe is neither a terminal nor seekable, as a file is.</summary>
    public static bool StandardOutputIsPipe()
    {
        if (!Console.IsOutputRedirected)
            return false;
        if (OperatingSystem.IsWindows())
            return true;
        using var handle = new SafeFileHandle(StandardOutput, ownsHandle: false);
        using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        return !stream.CanSeek;
    }
}
