using System.Collections.Immutable;
using System.Globalization;

namespace Pulumi.Kubernetes;

internal sealed class KubernetesResourceTypeAttribute(string type) : ResourceTypeAttribute(type, version: null);

/// <summary>Options that every resource of a kind has.</summary>
internal static class Defaults
{
    public static CustomResourceOptions Of(
        CustomResourceOptions? options, IEnumerable<string>? secretOutputs = null, IEnumerable<string>? oldTypes = null)
    {
        var defaults = new CustomResourceOptions
        {
            AdditionalSecretOutputs = [.. secretOutputs ?? []],
            Aliases = [.. (oldTypes ?? []).Select(type => (Input<Alias>)new Alias { Type = type })],
        };
        var merged = CustomResourceOptions.Merge(defaults, options);
        merged.Id = "";
        return merged;
    }
}

/// <summary>Makes an input secret, whatever was given.</summary>
internal static class Secrets
{
    public static Output<string> Of(Input<string>? value) => Output.CreateSecret(value.ToOutput());

    public static InputMap<string> Of(InputMap<string> value) => Output.CreateSecret((Output<ImmutableDictionary<string, string>>)value);
}

/// <summary>Settings that come from the environment where the program gives none.</summary>
internal static class FromEnvironment
{
    public static Input<string> Text(string name) => Environment.GetEnvironmentVariable(name)!;

    public static Input<bool>? Flag(string name) => Environment.GetEnvironmentVariable(name) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    public static Input<int>? Whole(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;

    public static Input<double>? Number(string name)
        => double.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
