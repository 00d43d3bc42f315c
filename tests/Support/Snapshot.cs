namespace McpInfra.Tests.Support;

/// <summary>Texts that people read or commit, kept beside the tests; <c>ACCEPT=1 dotnet test</c> takes new ones over.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string actual)
    {
        MatchesFile(Repository.At("tests", "Snapshots", name), name, actual);
    }

    /// <summary>A file of the repository that is made and not written.</summary>
    public static void MatchesFile(string path, string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no snapshot {name}. Read the output, then run `ACCEPT=1 dotnet test`.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>The part of a page between <c>&lt;!-- MARK --&gt;</c> and <c>&lt;!-- /MARK --&gt;</c>, which is made and not written.</summary>
    public static void MatchesPart(string page, string mark, string actual)
    {
        var path = Repository.At(page);
        var (begin, end) = ($"<!-- {mark} -->\n\n", $"\n<!-- /{mark} -->");
        var text = File.ReadAllText(path);
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to >= from, $"{page} has no lines '{begin.Trim()}' and '{end.Trim()}'.");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            File.WriteAllText(path, text = text[..from] + actual + text[to..]);
        Assert.Contains(begin + actual + end, text, StringComparison.Ordinal);
    }
}
