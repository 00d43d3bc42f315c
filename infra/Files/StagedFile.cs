using System.Text;

namespace McpInfra.Files;

/// <summary>
/// A new text for a file, complete beside it until it takes its place in one step: a reader sees the old one or the new
/// one. What has not taken its place is gone when this is disposed of.
/// </summary>
internal sealed class StagedFile : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _beside;

    private StagedFile(string path, string beside) => (Path, _beside) = (path, beside);

    /// <summary>The file whose place it takes.</summary>
    public string Path { get; }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be, or the file whose place it would take is read-only.</exception>
    public static StagedFile Of(string path, string text) => Of(path, text, $"{path}.new-{System.IO.Path.GetRandomFileName()}");

    /// <param name="beside">Where the text waits, in the same directory.</param>
    /// <inheritdoc cref="Of(string, string)" path="/exception"/>
    public static StagedFile Of(string path, string text, string beside)
    {
        if (Directory.Exists(path))
            throw new IOException();

        // The place of a link is taken as it is, wherever it leads.
        var isThere = File.Exists(path) && new FileInfo(path).LinkTarget is null;
        if (isThere && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
            throw new UnauthorizedAccessException();
        var staged = new StagedFile(path, beside);
        try
        {
            File.WriteAllText(staged._beside, text, Utf8);
            if (isThere && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(staged._beside, File.GetUnixFileMode(path));
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    /// <summary>Writes one file by itself.</summary>
    /// <inheritdoc cref="Of(string, string)" path="/exception"/>
    public static void Write(string path, string text)
    {
        using var staged = Of(path, text);
        staged.TakePlace();
    }

    /// <summary>Writes one file by itself where none is yet.</summary>
    /// <exception cref="IOException">Something is there, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static void WriteNew(string path, string text)
    {
        using var staged = Of(path, text);
        File.Move(staged._beside, path, overwrite: false);
    }

    /// <summary>What a link leads to in the end, so that the link stays one; the path itself where it is none.</summary>
    public static string Target(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    public void TakePlace() => File.Move(_beside, Path, overwrite: true);

    public void Dispose() => File.Delete(_beside);
}
