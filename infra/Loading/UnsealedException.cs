using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Loading;

/// <summary>A stack is refused for values that no SealedSecret file brings yet and for nothing else, so that they can be sealed by what it says.</summary>
internal sealed class UnsealedException(LoadedStack stack, IReadOnlyList<SettingsProblem> problems, IReadOnlyList<SettingsProblem> warnings, HeldSecrets held)
    : SettingsException(stack.Settings.Stack, problems, warnings, held)
{
    /// <summary>What nothing is deployed of.</summary>
    public LoadedStack Refused { get; } = stack;
}
