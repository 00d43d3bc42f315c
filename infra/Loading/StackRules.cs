using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Loading;

/// <summary>The rules that need more than one setting, or knowledge of the chart or of the backend.</summary>
internal static class StackRules
{
    public static void Check(LoadedStack stack, Problems problems)
    {
        var settings = stack.Settings;
        ChartRules.Check(settings, problems);
        SecretRules.Check(settings, problems);
        GroupRules.Check(settings, problems);
        Backend.Of(stack).Check(problems);
        EnvFromRules.Check(settings, problems);
        DeliveryRules.Check(settings, problems);
    }
}
