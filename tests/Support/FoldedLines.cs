using System.Text.RegularExpressions;

namespace McpInfra.Tests.Support;

/// <summary>What holds of lines that were made to fit.</summary>
internal static partial class FoldedLines
{
    /// <summary>No line is wider than it may be but one that a single word makes so; and all of it is there, in its order.</summary>
    public static void Fit(string folded, string whole, int width)
    {
        Assert.All(folded.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width || OneWord().IsMatch(line), $"{line.Length} > {width}: {line}"));
        Assert.Equal(Words(whole), Words(folded));
    }

    /// <summary>What stands between blanks, without what folding has put there.</summary>
    public static IEnumerable<string> Words(string text) =>
        Continued().Replace(text, "\n").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("│" or "#"));

    /// <summary>A name, or a word of a shell in its quotes, with what shows that the line goes on.</summary>
    [GeneratedRegex("""^ *(│ *)?(# )?([^\s'"]|'[^']*'|"[^"]*"|\\.)+( \\)?$""")]
    private static partial Regex OneWord();

    [GeneratedRegex(@" \\\n")]
    private static partial Regex Continued();
}
