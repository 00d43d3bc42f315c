using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using McpInfra.Plaintext;

namespace McpInfra.Programs;

/// <summary>The programs of the path, as they are. What they print stays in memory.</summary>
internal sealed class PathPrograms : IPrograms
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public ProgramAnswer Run(string program, IReadOnlyList<string> arguments, SecretText? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
        };

        // gcloud may keep a log of what it prints, and that may be a value.
        start.Environment["CLOUDSDK_CORE_DISABLE_FILE_LOGGING"] = "1";
        try
        {
            using var running = Process.Start(start)!;
            var error = running.StandardError.ReadToEndAsync();
            var output = running.StandardOutput.ReadToEndAsync();
            Write(running.StandardInput.BaseStream, input);
            running.WaitForExit();
            return new ProgramAnswer(running.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return new ProgramAnswer(ProgramAnswer.NotThere, "");
        }
    }

    /// <summary>One that ends before it has read all says why in its code.</summary>
    private static void Write(Stream to, SecretText? input)
    {
        try
        {
            using (to)
                to.Write(Utf8.GetBytes(input?.Reveal() ?? ""));
        }
        catch (IOException)
        {
        }
    }
}
