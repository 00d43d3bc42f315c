namespace McpInfra.Tests.Chart.Patch;

/// <summary>Whether one text is another with something put in, and nothing else.</summary>
internal static class Insertions
{
    /// <summary>The old text is the new one without some pieces.</summary>
    /// <param name="isVersion">One line is changed in place: all others are compared.</param>
    public static void AssertOnly(string before, string after, bool isVersion = false)
    {
        if (isVersion)
        {
            Assert.Equal(Versionless(before), Versionless(after));
            return;
        }

        // What is there before is there after, in order; a greedy walk finds it where it is.
        var at = 0;
        foreach (var letter in after)
            at += at < before.Length && before[at] == letter ? 1 : 0;
        Assert.Equal(before.Length, at);
        Assert.NotEqual(before, after);
    }

    private static IEnumerable<string> Versionless(string text) =>
        text.Split('\n').Where(line => !line.TrimStart('\uFEFF').StartsWith("version:", StringComparison.Ordinal));
}
