using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What the constructor of a resource makes of its arguments and options; each package says what is its own.</summary>
internal static partial class Resources
{
    public static T Args<T>(T? args)
        where T : ResourceArgs, new()
    {
        args ??= new();
        Complete(args);
        return args;
    }

    public static CustomResourceOptions Options(string type, CustomResourceOptions? options)
    {
        var merged = CustomResourceOptions.Merge(Defaults(type), options);
        merged.Id = "";
        return merged;
    }

    /// <summary>Inputs that follow from the kind of resource.</summary>
    static partial void Complete(ResourceArgs args);

    /// <summary>Outputs that are always secret, and names that a type once had.</summary>
    private static partial CustomResourceOptions Defaults(string type);
}

/// <summary>Makes an input secret, whatever was given.</summary>
internal static class Secrets
{
    public static Output<string> Of(Input<string>? value) => Output.CreateSecret(value.ToOutput());

    public static InputMap<string> Of(InputMap<string> value) => Output.CreateSecret((Output<ImmutableDictionary<string, string>>)value);
}
