using System.Globalization;

namespace Pulumi.Kubernetes;

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
