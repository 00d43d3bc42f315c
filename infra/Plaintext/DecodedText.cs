using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace McpInfra.Plaintext;

/// <summary>Bytes that something was decoded to, as the text that they are.</summary>
internal static class DecodedText
{
    /// <summary>A compressed text is read up to this many bytes.</summary>
    private const int MostDecompressed = 1_048_576;

    /// <summary>So many characters that can be read, one after the other, are a text among random bytes.</summary>
    private const int ShortestReadable = 6;

    /// <summary>Of so many characters of a text, one may be none; of bytes that are no text, every other one is.</summary>
    private const int UnreadableInText = 8;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Bytes as text: UTF-8, UTF-16 of either order, or either compressed; null where nothing in them can be read.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes, int depth = 0)
    {
        // A file may decompress to itself.
        if (depth++ == Encodings.DeepestLayer)
            return null;
        if (bytes is [0x1f, 0x8b, ..] && Decompressed(bytes, stream => new GZipStream(stream, CompressionMode.Decompress)) is { } unzipped)
            return Of(unzipped, depth);
        if (bytes is [0x78, 0x01 or 0x5e or 0x9c or 0xda, ..] && Decompressed(bytes, stream => new ZLibStream(stream, CompressionMode.Decompress)) is { } inflated)
            return Of(inflated, depth);
        if (Utf16(bytes) is { } wide)
            return wide;
        var characters = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            var text = characters.AsSpan(0, Utf8.GetChars(bytes, characters));
            return HasReadable(text) ? text.ToString() : null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters, clearArray: true);
        }
    }

    private static string? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            return null;
        int even = 0, odd = 0;
        for (var index = 0; index + 1 < bytes.Length; index += 2)
        {
            even += bytes[index] == 0 ? 1 : 0;
            odd += bytes[index + 1] == 0 ? 1 : 0;
        }

        var pairs = bytes.Length / 2;
        return odd * 10 >= pairs * 7 ? Encoding.Unicode.GetString(bytes[..(pairs * 2)])
            : even * 10 >= pairs * 7 ? Encoding.BigEndianUnicode.GetString(bytes[..(pairs * 2)])
            : null;
    }

    private static byte[]? Decompressed(ReadOnlySpan<byte> bytes, Func<Stream, Stream> open)
    {
        using var compressed = new MemoryStream(bytes.ToArray());
        using var stream = open(compressed);
        using var plain = new MemoryStream();
        var buffer = new byte[8192];
        try
        {
            for (int read; plain.Length < MostDecompressed && (read = stream.Read(buffer)) > 0;)
                plain.Write(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException)
        {
            // Bytes that only begin like it, or that end too soon: what could be read counts.
        }

        return plain.Length == 0 ? null : plain.ToArray();
    }

    private static bool HasReadable(ReadOnlySpan<char> text)
    {
        var run = 0;
        foreach (var character in text)
        {
            run = IsReadable(character) ? run + 1 : 0;
            if (run >= ShortestReadable)
                return true;
        }

        return false;
    }

    public static bool IsMostlyReadable(string text) => text.Count(character => !IsReadable(character)) * UnreadableInText <= text.Length;

    public static bool IsReadable(string text) => text.All(IsReadable);

    private static bool IsReadable(char character) => character is '\n' or '\r' or '\t' || (!char.IsControl(character) && character != '\ufffd');
}
