using McpInfra.Contract;
using McpInfra.Plaintext;
using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>One variable of the gateway and where its value comes from.</summary>
internal sealed record SecretSettings(string Name, ValueSource Source);

/// <summary><c>mcp-infra:secrets</c> and <c>mcp-infra:secretValues</c>.</summary>
internal static class SecretsTopic
{
    public static MapSetting Secrets { get; } = new("secrets", "the gateway's variables that are secrets, by name",
        "a map of variable names, each with where its value comes from, such as {from: generate}", ValueSourceTopic.Variable)
    {
        Names = TextFormats.EnvironmentVariable,
        Default = "the chart's own credentials",
        Usual = (ChartCredentials.PlatformAdminPassword, "must be named: without it the chart makes an administrator nobody can log in as"),
    };

    public static MapSetting Values { get; } = new("secretValues", "`config`: the encrypted values, by the name of the variable", "a map of variable names and encrypted values",
        new EncryptedSetting("NAME", "set it with `pulumi config set --secret --path 'mcp-infra:secretValues.NAME'`"))
    {
        Note = " (`pulumi config set --secret --path 'mcp-infra:secretValues.NAME'`)",
    };

    /// <param name="generated">Names of secrets that are generated unless the stack says otherwise.</param>
    public static IReadOnlyList<SecretSettings> Read(SettingsGroup settings, ValueSourceTopic sources, IReadOnlyCollection<string> generated)
    {
        var secrets = new List<SecretSettings>();
        foreach (var (at, name, node) in settings.Entries(Secrets))
        {
            if (!TextFormats.EnvironmentVariable.IsValid(name))
                settings.Problems.Remove(at, $"is not {TextFormats.EnvironmentVariable.Description}.");
            secrets.Add(new SecretSettings(name, sources.ReadVariable(at, node, settings.Problems, generated.Contains(name) ? SecretSource.Generate : null)));
        }

        return [.. secrets.OrderBy(secret => secret.Name, StringComparer.Ordinal)];
    }

    /// <summary>Each is one encrypted text. Plain text is reported for the whole document; behind what is wrong a placeholder lets the checks go on.</summary>
    public static IReadOnlyDictionary<string, SecretText> ReadValues(SettingsGroup settings)
    {
        var values = new Dictionary<string, SecretText>();
        foreach (var (at, name, node) in settings.Entries(Values))
        {
            if (node is MappingNode or SequenceNode)
                settings.Problems.Add(at, $"must be one encrypted text, and is {node.Kind}.", settings.Problems.Command.SetSecret(at));
            values[name] = node is EncryptedNode encrypted ? encrypted.Value : SecretText.Placeholder();
        }

        return values;
    }

    /// <summary>A value that the engine hands over is deployed as it is, so nothing may stand in for it.</summary>
    public static void CheckRead(IReadOnlyDictionary<string, SecretText> values, Problems problems)
    {
        foreach (var (name, _) in values.Where(value => value.Value.IsPlaceholder))
        {
            var at = Values.TopLevel.Key(name);
            problems.Add(at, "cannot be read as the engine hands it over, and nothing is deployed in its place.", problems.Command.SetSecret(at));
        }
    }
}
