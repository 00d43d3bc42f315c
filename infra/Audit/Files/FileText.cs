using System.Text;

namespace McpInfra.Audit.Files;

/// <summary>
/// The text of a file: UTF-8, or what a mark at its start says (PowerShell's '&gt;' writes UTF-16), or UTF-16 without a mark,
/// which YAML allows (YAML 1.2.2, 5.2).
/// </summary>
internal static class FileText
{
    /// <returns>The text, and the line of the first bytes that are no characters; null without such.</returns>
    public static (string Text, int? BadLine) Of(byte[] bytes)
    {
        var (encoding, mark) = EncodingOf(bytes);
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return (strict.GetString(bytes.AsSpan(mark)), null);
        }
        catch (DecoderFallbackException bad)
        {
            var before = encoding.GetString(bytes.AsSpan(mark, Math.Clamp(bad.Index, 0, bytes.Length - mark)));
            return (encoding.GetString(bytes.AsSpan(mark)), 1 + before.AsSpan().Count('\n'));
        }
    }

    private static (Encoding Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, 0),
        [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        _ => (Encoding.UTF8, 0),
    };
}
