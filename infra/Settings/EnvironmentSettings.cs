using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary><c>mcp-infra:environment</c> and <c>mcp-infra:namespace</c>: what the environment is called.</summary>
internal static class EnvironmentTopic
{
    public static TextSetting Environment { get; } = new("environment", "name of the environment, a DNS label", TextFormats.DnsLabel("dev")) { Default = "stack name" };

    public static TextSetting Namespace { get; } = new("namespace", "Kubernetes namespace, made by the program", TextFormats.DnsLabel("mcp-dev")) { Default = "`mcp-<environment>`" };

    /// <param name="stack">Name of the stack, which an environment has unless it says another.</param>
    public static string ReadEnvironment(SettingsGroup settings, string stack)
    {
        var format = Environment.Format;
        if (!settings.Has(Environment) && !format.IsValid(stack))
        {
            settings.Problems.Change(Environment.TopLevel, $"is taken from the stack's name, '{stack}', which is not {format.Description}.", LabelOf(stack));
            return format.Example;
        }

        return settings.Optional(Environment) ?? (format.IsValid(stack) ? stack : format.Example);
    }

    /// <summary>The stack's own name as a label: a name made up could be that of another stack, and so bring two into one environment.</summary>
    public static string LabelOf(string stack)
    {
        var label = string.Concat(stack.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
        return Environment.Format.IsValid(label) ? label : Environment.Format.IsValid("env-" + label.Trim('-')) ? "env-" + label.Trim('-') : "env";
    }

    public static string ReadNamespace(SettingsGroup settings, string environment) => settings.Text(Namespace, "mcp-" + environment);
}
