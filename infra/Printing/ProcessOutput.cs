namespace McpInfra.Printing;

/// <summary>
/// The process's own writers as they are where no terminal is: the runtime's hide that a reader has left, so that a run goes
/// on for nobody, and end the process with a stack trace where words for a person find no room.
/// </summary>
internal static class ProcessOutput
{
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    /// <summary>The same in Windows: the pipe is being closed, has been ended; the disk is full.</summary>
    private const int WindowsClosing = unchecked((int)0x800700E8);

    private const int WindowsEnded = unchecked((int)0x8007006D);
    private const int WindowsNoSpace = unchecked((int)0x80070070);

    /// <summary>Has everything that writes to the console from now on tell a loss as an <see cref="OutputException"/>; what is said beside the output may be lost.</summary>
    public static void Take()
    {
        if (Console.IsOutputRedirected)
            Console.SetOut(Writer(new LostStream(Unwatched(), loss => throw new OutputException(loss))));
        if (Console.IsErrorRedirected)
            Console.SetError(Writer(new LostStream(Console.OpenStandardError(), _ => { })));
    }

    private static StreamWriter Writer(Stream stream) => new(stream, Console.OutputEncoding, bufferSize: -1, leaveOpen: true) { AutoFlush = true };

    /// <summary>A file has a position that others write at too, so only what has none is taken past the runtime.</summary>
    private static Stream Unwatched()
    {
        try
        {
            var raw = RawOutput.Open();
            return raw.CanSeek ? Console.OpenStandardOutput() : raw;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Console.OpenStandardOutput();
        }
    }

    private static OutputLoss Of(Exception failed) => failed.HResult switch
    {
        BrokenPipe or WindowsClosing or WindowsEnded => OutputLoss.ReaderLeft,
        NoSpace or WindowsNoSpace => OutputLoss.DiskFull,
        _ => OutputLoss.Closed,
    };

    private sealed class LostStream(Stream stream, Action<OutputLoss> lost) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                stream.Write(buffer);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                lost(Of(failed));
            }
        }

        public override void Flush()
        {
            try
            {
                stream.Flush();
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                lost(Of(failed));
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
