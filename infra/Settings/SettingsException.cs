using McpInfra.Plaintext;
using McpInfra.Printing;

namespace McpInfra.Settings;

/// <summary>A stack's configuration cannot be used; carries every problem found.</summary>
/// <param name="held">What was refused as a secret, which no other problem may quote.</param>
internal class SettingsException(string stack, IReadOnlyList<SettingsProblem> problems, IReadOnlyList<SettingsProblem> warnings, HeldSecrets? held = null)
    : RefusedException(Describe(stack, problems, warnings), held)
{
    public string Stack { get; } = stack;

    public IReadOnlyList<SettingsProblem> Problems { get; } = problems;

    /// <summary>What a person should know besides; it stops nothing.</summary>
    public IReadOnlyList<SettingsProblem> Warnings { get; } = warnings;

    private static Words Describe(string stack, IReadOnlyList<SettingsProblem> problems, IReadOnlyList<SettingsProblem> warnings) =>
        Words.Lines(problems.Select(problem => problem.Words).Concat(warnings.Select(warning => Words.Own("warning: ") + warning.Words)).Select(line => line.Indented("  "))
            .Prepend(Words.Of($"Stack {stack} has {Words.Plural(problems.Count, "problem")} in its configuration:")));
}
