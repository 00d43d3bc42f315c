using System.ComponentModel;
using System.Text;
using CliWrap;
using McpInfra.Plaintext;
using External = CliWrap.Cli;

namespace McpInfra.Programs;

/// <summary>The programs of this machine, as they are. What they print stays in memory.</summary>
internal sealed class PathPrograms : IPrograms
{
    public async Task<ProgramAnswer> RunAsync(
        string program, IReadOnlyList<string> arguments, SecretText? input = null, long longest = long.MaxValue, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var output = new Kept(longest, stop);
        using var error = new Kept(longest, stop);
        try
        {
            var run = await External.Wrap(program)
                .WithArguments(arguments)
                .WithValidation(CommandResultValidation.None)

                // gcloud may keep a log of what it prints, and that may be a value.
                .WithEnvironmentVariables(variables => variables.Set("CLOUDSDK_CORE_DISABLE_FILE_LOGGING", "1"))
                .WithStandardInputPipe(input is null ? PipeSource.Null : PipeSource.FromString(input.Reveal(), Encoding.UTF8))
                .WithStandardOutputPipe(output.Target)
                .WithStandardErrorPipe(error.Target)
                .ExecuteAsync(stop.Token)
                .ConfigureAwait(false);
            return new ProgramAnswer(run.ExitCode, output.Text, error.Text);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new ProgramAnswer(-1, "", IsCut: true);
        }
        catch (Win32Exception)
        {
            return new ProgramAnswer(ProgramAnswer.NotThere, "");
        }
    }

    /// <summary>What comes out of one pipe, as long as it is not too much.</summary>
    private sealed class Kept(long longest, CancellationTokenSource stop) : IDisposable
    {
        private readonly MemoryStream _bytes = new();

        public string Text => Encoding.UTF8.GetString(_bytes.GetBuffer(), 0, (int)_bytes.Length);

        public PipeTarget Target => PipeTarget.Create(async (stream, cancellation) =>
        {
            var buffer = new byte[64 * 1024];
            while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
            {
                if (_bytes.Length + count > longest)
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                    return;
                }

                _bytes.Write(buffer, 0, count);
            }
        });

        public void Dispose() => _bytes.Dispose();
    }
}
