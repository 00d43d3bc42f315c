using System.Security.Cryptography;
using System.Text;

namespace McpInfra.Files;

/// <summary>
/// A file of a transaction as its note has it. The digests are of texts that lie on the same disk in plain, and go with
/// the note; they are written nowhere else.
/// </summary>
/// <param name="Old">Digest of the text it had; null where it was not there.</param>
/// <param name="New">Digest of the text it is to have.</param>
internal sealed record NotedFile(string Path, string? Old, string New)
{
    /// <summary>No path has it.</summary>
    private const char Separator = '\0';

    /// <summary>Where its new text waits.</summary>
    public string Waiting => Path + ".mcp-infra-new";

    /// <summary>Where a text of somebody else is kept that stood in its place.</summary>
    public string Aside => AsideOf(Path);

    public bool HasWaiting => File.Exists(Waiting);

    /// <summary>Whether what waits is the whole new text: a machine that lost its power may have kept a part.</summary>
    public bool IsWaiting => DigestAt(Waiting) == New;

    public bool IsOld => DigestAt(Path) == Old;

    public bool IsNew => DigestAt(Path) == New;

    /// <summary>Whether it has its new text, or its old one with the new one complete beside it.</summary>
    public bool CanGoOn => IsNew || (IsOld && IsWaiting);

    /// <summary>Of what a link leads to, so that the link stays one.</summary>
    public static NotedFile Of(NewText change)
    {
        var target = StagedFile.Target(change.Path);
        return new NotedFile(target, change.Was is { } was ? Digest(Encoding.UTF8.GetBytes(was)) : DigestAt(target), Digest(Encoding.UTF8.GetBytes(change.Text)));
    }

    /// <summary>Paths start at the note, so that a folder that was moved recovers its own files.</summary>
    public static string ToNote(IEnumerable<NotedFile> files, string note) =>
        string.Join(Separator, files.SelectMany(file => (string[])[System.IO.Path.GetRelativePath(HomeOf(note), file.Path), file.Old ?? "", file.New]));

    /// <returns>None where it is not as it was written.</returns>
    public static IReadOnlyList<NotedFile> FromNote(string text, string note)
    {
        var parts = text.Split(Separator);
        return parts.Length % 3 == 0 && parts.Chunk(3).All(part => part[0].Length > 0 && part[2].Length == SHA256.HashSizeInBytes * 2)
            ? [.. parts.Chunk(3).Select(part => new NotedFile(System.IO.Path.GetFullPath(part[0], HomeOf(note)), part[1].Length > 0 ? part[1] : null, part[2]))]
            : [];
    }

    public static string AsideOf(string path) => path + ".mcp-infra-mine";

    private static string HomeOf(string note) => System.IO.Path.GetDirectoryName(note)!;

    private static string? DigestAt(string path) => File.Exists(path) ? Digest(File.ReadAllBytes(path)) : null;

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
