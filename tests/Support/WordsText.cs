using McpInfra.Printing;

namespace McpInfra.Tests.Support;

/// <summary>Words as the text that they are shown as, for what a test asks of it.</summary>
internal static class WordsText
{
    public static bool Contains(this Words words, string part, StringComparison comparison) => words.ToString().Contains(part, comparison);

    public static bool StartsWith(this Words words, string part, StringComparison comparison) => words.ToString().StartsWith(part, comparison);

    public static string[] Split(this Words words, char separator) => words.ToString().Split(separator);

    public static string[] Split(this Words words, string separator, int count) => words.ToString().Split(separator, count);
}
