using Microsoft.Extensions.FileSystemGlobbing;

namespace McpInfra.Audit.Files;

/// <summary>What of a directory is not to be read, by globs relative to it.</summary>
internal sealed class Exclusions
{
    private readonly List<(string Pattern, Matcher Matcher)> _patterns;
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);

    public Exclusions(IEnumerable<string> patterns) => _patterns = [.. patterns.Distinct(StringComparer.Ordinal).Select(pattern => (pattern, MatcherOf(pattern)))];

    /// <summary>Those that have excluded nothing so far.</summary>
    public IEnumerable<string> Unmatched => _patterns.Select(exclusion => exclusion.Pattern).Where(pattern => !_matched.Contains(pattern));

    /// <param name="path">A file or folder, from the directory, with '/'.</param>
    public bool Exclude(string path)
    {
        var isExcluded = false;
        foreach (var (pattern, matcher) in _patterns)
        {
            if (!matcher.Match(path).HasMatches)
                continue;
            _matched.Add(pattern);
            isExcluded = true;
        }

        return isExcluded;
    }

    /// <summary>A folder is excluded itself, so that what is below it is not even listed: <c>x</c>, <c>x/</c> and <c>x/**</c> are one.</summary>
    private static Matcher MatcherOf(string pattern)
    {
        var plain = pattern.Replace('\\', '/');
        while (plain.EndsWith('/') || plain.EndsWith("/**", StringComparison.Ordinal))
            plain = plain[..plain.LastIndexOf('/')];
        return plain.Length == 0 ? new Matcher(StringComparison.Ordinal) : new Matcher(StringComparison.Ordinal).AddInclude(plain);
    }
}
