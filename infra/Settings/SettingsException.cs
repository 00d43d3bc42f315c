namespace McpInfra.Settings;

/// <summary>A stack's configuration cannot be used; carries every problem found.</summary>
internal sealed class SettingsException(string stack, IReadOnlyList<SettingsProblem> problems, IReadOnlyList<SettingsProblem> warnings)
    : RefusedException(Describe(stack, problems, warnings))
{
    public string Stack { get; } = stack;

    public IReadOnlyList<SettingsProblem> Problems { get; } = problems;

    /// <summary>What a person should know besides; it stops nothing.</summary>
    public IReadOnlyList<SettingsProblem> Warnings { get; } = warnings;

    private static string Describe(string stack, IReadOnlyList<SettingsProblem> problems, IReadOnlyList<SettingsProblem> warnings)
    {
        var count = problems.Count == 1 ? "1 problem" : $"{problems.Count} problems";
        return $"Stack {stack} has {count} in its configuration:\n"
            + string.Join('\n', problems.Select(problem => $"  {problem}").Concat(warnings.Select(warning => $"  warning: {warning}"))
                .Select(line => line.Replace("\n", "\n  ", StringComparison.Ordinal)));
    }
}
