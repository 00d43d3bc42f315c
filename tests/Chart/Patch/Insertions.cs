namespace McpInfra.Tests.Chart.Patch;

/// <summary>Whether one text is another with something put in, and nothing else.</summary>
internal static class Insertions
{
    /// <summary>The old text is the new one without two pieces at most.</summary>
    /// <param name="isVersion">One line is changed in place: all others are compared.</param>
    public static void AssertOnly(string before, string after, bool isVersion = false)
    {
        if (isVersion)
        {
            Assert.Equal(Versionless(before), Versionless(after));
            return;
        }

        Assert.Contains("extraEnvVarsSecret", after, StringComparison.Ordinal);
        var prefix = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var suffix = before.Skip(prefix).Reverse().Zip(after.Skip(prefix).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Contains(before[prefix..^suffix], after[prefix..^suffix], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Versionless(string text) =>
        text.Split('\n').Where(line => !line.TrimStart('\uFEFF').StartsWith("version:", StringComparison.Ordinal));
}
