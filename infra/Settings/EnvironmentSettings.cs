using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary><c>mcp-infra:environment</c> and <c>mcp-infra:namespace</c>: what the environment is called.</summary>
internal static class EnvironmentTopic
{
    /// <summary>Label of whatever is an environment's, which has the environment's name.</summary>
    public const string Label = "mcp-infra/environment";

    public static TextSetting Environment { get; } = new("environment", "name of the environment, a DNS label", TextFormats.DnsLabel("dev")) { Default = "stack name" };

    public static TextSetting Namespace { get; } = new("namespace", "Kubernetes namespace, made by the program", TextFormats.DnsLabel("mcp-dev")) { Default = "`mcp-<environment>`" };

    /// <param name="stack">Name of the stack, which an environment has unless it says another.</param>
    public static string ReadEnvironment(SettingsGroup settings, string stack)
    {
        // A stack's name that is a label suggests itself, so this is the default too.
        var suggested = settings.Problems.EnvironmentNames.Suggest();
        if (!settings.Has(Environment) && !Environment.Format.IsValid(stack))
            settings.Problems.Change(Environment.TopLevel, $"is taken from the stack's name, '{stack}', which is not {Environment.Format.Description}.", suggested, isText: true);
        return settings.Text(Environment, suggested);
    }

    public static string ReadNamespace(SettingsGroup settings, string environment) => settings.Text(Namespace, "mcp-" + environment);
}
