using System.Buffers.Binary;
using System.Text;

namespace McpInfra.Audit.Files;

/// <summary>
/// Which files a repository has, whatever its <c>.gitignore</c> says of them: what is tracked is not ignored. Read from git's
/// own list (git, gitformat-index(5), versions 2 to 4).
/// </summary>
internal sealed class GitIndex
{
    private const int LengthOfStat = 40;

    private readonly List<string> _paths;

    private GitIndex(List<string> paths)
    {
        paths.Sort(StringComparer.Ordinal);
        _paths = paths;
    }

    /// <param name="root">Where the repository begins.</param>
    /// <returns>Null where the list is of a form that is not known.</returns>
    public static GitIndex? Of(string root)
    {
        try
        {
            var git = Path.Combine(root, ".git");

            // Of a worktree or submodule it is a file that says where.
            if (File.Exists(git))
                git = Path.GetFullPath(File.ReadAllText(git).Replace("gitdir:", "", StringComparison.Ordinal).Trim(), root);
            var index = Path.Combine(git, "index");
            return !File.Exists(index) ? new GitIndex([]) : File.ReadAllBytes(index) is var bytes && (Read(bytes, 20) ?? Read(bytes, 32)) is { } paths ? new GitIndex(paths) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <param name="path">A file or folder from the root, with '/'; a folder is tracked by what is in it.</param>
    public bool Tracks(string path, bool isFolder)
    {
        var wanted = isFolder ? path + "/" : path;
        var at = _paths.BinarySearch(wanted, StringComparer.Ordinal);
        return at >= 0 || (isFolder && ~at < _paths.Count && _paths[~at].StartsWith(wanted, StringComparison.Ordinal));
    }

    /// <param name="digest">How long a digest is in it, of which the file does not say the kind.</param>
    private static List<string>? Read(ReadOnlySpan<byte> index, int digest)
    {
        const int header = 12;
        if (index.Length < header + digest || !index.StartsWith("DIRC"u8) || BinaryPrimitives.ReadInt32BigEndian(index[4..]) is not (>= 2 and <= 4 and var version))
            return null;
        var (at, end, last) = (header, index.Length - digest, "");
        var paths = new List<string>();
        for (var left = BinaryPrimitives.ReadUInt32BigEndian(index[8..]); left > 0; left--)
        {
            var flags = at + LengthOfStat + digest;
            if (flags + 2 >= end)
                return null;
            var name = flags + ((index[flags] & 0x40) != 0 ? 4 : 2);
            var kept = version == 4 ? last.Length - Varint(index, ref name) : 0;
            if (name >= end || index[name..end].IndexOf((byte)0) is not (>= 0 and var length) || kept < 0)
                return null;

            // Bytes and not characters are what is cut: each stands for one here.
            last = last[..kept] + Encoding.Latin1.GetString(index.Slice(name, length));
            paths.Add(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(last)));
            at = version == 4 ? name + length + 1 : at + (((name + length - at) / 8) + 1) * 8;
        }

        return IsWhole(index[..end], at) ? paths : null;
    }

    private static int Varint(ReadOnlySpan<byte> index, ref int at)
    {
        var value = 0;
        for (var more = true; more && at < index.Length; at++)
        {
            more = (index[at] & 0x80) != 0;
            value = value << 7 | index[at] & 0x7F;
            value += more ? 1 : 0;
        }

        return value;
    }

    /// <summary>Whether what follows the paths is extensions up to the end, and none that has more paths or folders for paths.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> index, int at)
    {
        while (at + 8 <= index.Length)
        {
            if (index[at..].StartsWith("link"u8) || index[at..].StartsWith("sdir"u8))
                return false;
            at += 8 + (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(index[(at + 4)..]), int.MaxValue / 2);
        }

        return at == index.Length;
    }
}
