namespace McpInfra.Settings;

/// <summary>A stack's configuration cannot be used; carries every problem found.</summary>
internal sealed class SettingsException(string stack, IReadOnlyList<SettingsProblem> problems)
    : RefusedException(Describe(stack, problems))
{
    public string Stack { get; } = stack;

    public IReadOnlyList<SettingsProblem> Problems { get; } = problems;

    private static string Describe(string stack, IReadOnlyList<SettingsProblem> problems)
    {
        var count = problems.Count == 1 ? "1 problem" : $"{problems.Count} problems";
        return $"Stack {stack} has {count} in its configuration:\n"
            + string.Join('\n', problems.Select(problem => $"  {problem}".Replace("\n", "\n  ", StringComparison.Ordinal)));
    }
}
