using McpInfra.Model.Backends;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Model;

/// <summary>The rules that need more than one setting, or knowledge of the chart or of AWS.</summary>
internal static class StackRules
{
    public static void Check(LoadedStack stack, Problems problems)
    {
        var settings = stack.Settings;
        ChartRules.Check(settings, problems);
        SecretRules.Check(settings, problems);
        GroupRules.Check(settings, problems);
        if (settings.Backend is BackendSettings.Aws)
            AwsRules.Check(settings, problems);
        BackendRules.Check(stack, problems);
        EnvFromRules.Check(settings, problems);
        DeliveryRules.Check(settings, problems);
    }
}
