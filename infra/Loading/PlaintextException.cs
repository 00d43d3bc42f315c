using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Loading;

/// <summary>A stack is refused for secrets in plain text and for nothing else: whatever it says besides is right, and can be compared with other stacks.</summary>
internal sealed class PlaintextException(LoadedStack stack, IReadOnlyList<SettingsProblem> problems, IReadOnlyList<SettingsProblem> warnings, HeldSecrets held)
    : SettingsException(stack.Settings.Stack, problems, warnings, held)
{
    /// <summary>What nothing is made of.</summary>
    public LoadedStack Refused { get; } = stack;
}
