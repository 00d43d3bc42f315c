using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>The configuration that the engine hands to a program through the environment.</summary>
internal sealed class ConfigValues(ImmutableDictionary<string, string> values)
{
    public string? this[string key] => values.GetValueOrDefault(key);

    public static ConfigValues FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
            return new(ImmutableDictionary<string, string>.Empty);

        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.EnumerateObject().ToImmutableDictionary(entry => WithoutInfix(entry.Name), entry => entry.Value.ToString()));
    }

    /// <summary>Old stack files write "project:config:key".</summary>
    private static string WithoutInfix(string key)
        => key.Split(':', 3) is [{ Length: > 0 } project, "config", var name] ? $"{project}:{name}" : key;
}
