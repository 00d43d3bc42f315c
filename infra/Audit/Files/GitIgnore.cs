using System.Text;
using System.Text.RegularExpressions;

namespace McpInfra.Audit.Files;

/// <summary>
/// What the <c>.gitignore</c> files of a folder and those above it keep out of a repository (git, gitignore(5)): the last line
/// that matches decides, of the file that lies deepest, and what is tracked is not ignored. MAB.DotIgnore, the library there is, takes <c>/*</c> for what lies
/// deeper too, which <c>!/kept</c> then cannot take back, keeps the space at the end of a line, and fails on <c>[</c>.
/// </summary>
internal sealed partial class GitIgnore
{
    private const string Name = ".gitignore";

    /// <summary>Longer than any that somebody wrote.</summary>
    private const int LongestFile = 1024 * 1024;

    private readonly GitIgnore? _outer;
    private readonly string _directory;
    private readonly List<IgnoredPath> _lines;
    private readonly (string Path, GitIndex Index) _root;

    private GitIgnore(GitIgnore? outer, (string Path, GitIndex Index) root, string directory, List<IgnoredPath> lines) =>
        (_outer, _root, _directory, _lines) = (outer, root, directory, lines);

    /// <summary>
    /// Those above a directory, up to where its repository begins. Null where it is in none, or in one whose list of files
    /// cannot be read, so that nothing is ignored.
    /// </summary>
    public static GitIgnore? Above(string directory)
    {
        var above = new Stack<string>();
        var root = directory;
        while (!Path.Exists(Path.Combine(root, ".git")))
        {
            if (Path.GetDirectoryName(root) is not { } outer)
                return null;
            above.Push(root = outer);
        }

        if (GitIndex.Of(root) is not { } index)
            return null;
        var ignore = new GitIgnore(null, (root, index), root, []);
        var own = ignore;
        while (above.TryPop(out var folder))
        {
            // What leaves out the directory itself, which was asked for, says nothing of what is in it.
            if (ignore.Ignores(folder, isFolder: true))
                return own;
            ignore = In(folder, ignore);
        }

        return ignore.Ignores(directory, isFolder: true) ? own : ignore;
    }

    /// <summary>Those that hold in a folder.</summary>
    public static GitIgnore In(string directory, GitIgnore outer)
    {
        // What is tracked in a folder that is ignored is all that is read of it.
        if (outer.Matches(directory, isFolder: true))
            outer = new GitIgnore(outer, outer._root, directory, [IgnoredPath.Of("*")!]);

        var file = new FileInfo(Path.Combine(directory, Name));
        if (!file.Exists || file.LinkTarget is not null || file.Length > LongestFile || FileKinds.Of(file.FullName) != FileKind.File)
            return outer;
        try
        {
            var lines = File.ReadLines(file.FullName).Select(IgnoredPath.Of).OfType<IgnoredPath>().ToList();
            return lines.Count == 0 ? outer : new GitIgnore(outer, outer._root, directory, lines);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return outer;
        }
    }

    public bool Ignores(string path, bool isFolder) => Matches(path, isFolder) && !_root.Index.Tracks(Below(_root.Path, path), isFolder);

    private bool Matches(string path, bool isFolder)
    {
        var below = Below(_directory, path);
        return _lines.FindLast(line => line.Matches(below, isFolder)) is { } last ? !last.IsKept : _outer?.Matches(path, isFolder) == true;
    }

    private static string Below(string directory, string path) => Path.GetRelativePath(directory, path).Replace('\\', '/');

    /// <summary>One line of such a file.</summary>
    /// <param name="IsKept">Whether what matches is taken back.</param>
    /// <param name="IsFolder">Whether it is about folders alone.</param>
    private sealed partial record IgnoredPath(Regex Path, bool IsKept, bool IsFolder)
    {
        public bool Matches(string path, bool isFolder) => (isFolder || !IsFolder) && Path.IsMatch(path);

        /// <summary>Null for a comment, and for what git takes for no pattern.</summary>
        public static IgnoredPath? Of(string written)
        {
            var line = written.TrimEnd('\r');
            while (line.EndsWith(' ') && !line.EndsWith("\\ ", StringComparison.Ordinal))
                line = line[..^1];
            if (line.Length == 0 || line[0] == '#')
                return null;
            var isKept = line[0] == '!';
            line = isKept ? line[1..] : line;
            var isFolder = line.EndsWith('/');
            line = line.TrimEnd('/');
            var isOfHere = line.Contains('/', StringComparison.Ordinal);
            return Expression(line.TrimStart('/')) is { Length: > 0 } expression
                ? new IgnoredPath(new Regex($@"^{(isOfHere ? "" : "(.*/)?")}{expression}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline), isKept, isFolder)
                : null;
        }

        private static string? Expression(string glob)
        {
            var expression = new StringBuilder();
            for (var at = 0; at < glob.Length;)
            {
                var rest = glob.AsSpan(at);
                var (piece, length) = rest switch
                {
                    _ when rest.StartsWith("**/") && (at == 0 || glob[at - 1] == '/') => ("(.*/)?", 3),
                    "**" when at > 0 && glob[at - 1] == '/' => (".+", 2),
                    ['*', ..] => ("[^/]*", 1),
                    ['?', ..] => ("[^/]", 1),
                    ['[', ..] => Class(rest),
                    ['\\', _, ..] => (Regex.Escape(glob[at + 1].ToString()), 2),
                    _ => (Regex.Escape(glob[at].ToString()), 1),
                };
                if (piece is null)
                    return null;
                expression.Append(piece);
                at += length;
            }

            return expression.ToString();
        }

        /// <summary>A set of characters, such as <c>[!a-c]</c>; null for one without an end, which is no pattern.</summary>
        private static (string? Piece, int Length) Class(ReadOnlySpan<char> glob)
        {
            var start = glob.Length > 1 && glob[1] is '!' or '^' ? 2 : 1;
            var end = start + 1 < glob.Length ? glob[(start + 1)..].IndexOf(']') : -1;
            if (end < 0)
                return (null, 0);

            // Of a range that runs backwards, git takes what it begins with.
            var set = Range().Replace(glob[start..(start + 1 + end)].ToString(), range => range.Groups["from"].Value[0] <= range.Groups["to"].Value[0] ? range.Value : range.Groups["from"].Value);
            return ($"[{(start == 2 ? "^/" : "")}{Special().Replace(set, @"\$0")}]", start + 2 + end);
        }

        [GeneratedRegex(@"(?<from>[^-])-(?<to>.)", RegexOptions.Singleline)]
        private static partial Regex Range();

        [GeneratedRegex(@"[\\[\]^]")]
        private static partial Regex Special();
    }
}
