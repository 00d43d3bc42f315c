using McpInfra.Checks;
using McpInfra.Programs;

namespace McpInfra.Tests.Support;

/// <summary>Questions asked as the commands ask them.</summary>
internal static class Asked
{
    /// <summary>What one question comes to where the program answers so.</summary>
    public static async Task<IReadOnlyList<CheckResult>> OfAsync(Question question, string output, int code = 0, string error = "") =>
        await AllAsync([question with { After = null }], new AnsweringPrograms().Answer("", output, code, error));

    public static async Task<IReadOnlyList<CheckResult>> AllAsync(IReadOnlyList<Question> questions, IPrograms programs)
    {
        var results = await CheckRun.RunAsync(questions, programs, seconds: 600, CancellationToken.None);

        // Whatever is said to mend something is one that a person may paste, and no answer's canary is said.
        Assert.All(results.SelectMany(result => (result.Mend?.ToString() ?? "").Split('\n')).Where(line => line.Length > 0 && KnownCommands.IsOfATool(line)), line => Assert.Null(KnownCommands.FaultOf(line)));
        Assert.All(results, result => Assert.DoesNotContain("canary", $"{result.Name} {result.Says} {result.Mend}", StringComparison.Ordinal));
        return results;
    }

    /// <summary>A verdict and what is said with it, such as <c>ok there</c>.</summary>
    public static string Text(this CheckResult result) => $"{result.Verdict.ToString().ToLowerInvariant()} {result.Says}";
}
