using System.Text;
using Microsoft.Win32.SafeHandles;

namespace McpInfra.Printing;

/// <summary>The process's own output without the console around it, which writes in the encoding of the locale and says nothing of a pipe that was left.</summary>
internal static class RawOutput
{
    private const int StandardOutput = 1;

    /// <exception cref="IOException">It is closed.</exception>
    public static Stream Open() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Whether it is a pipe: where it was closed, its number may be that of something that this process has opened since.</summary>
    public static bool IsPipe()
    {
        if (!OperatingSystem.IsLinux())
            return true;
        var target = new FileInfo($"/proc/self/fd/{StandardOutput}").LinkTarget;
        return target is not null && (target.StartsWith("pipe:", StringComparison.Ordinal) || target.StartsWith("socket:", StringComparison.Ordinal) || (target.StartsWith('/') && !target.StartsWith("/dev/", StringComparison.Ordinal)));
    }

    /// <exception cref="IOException">Nobody reads it.</exception>
    public static void Write(string text)
    {
        using var output = Open();
        output.Write(Encoding.UTF8.GetBytes(text));
    }
}
