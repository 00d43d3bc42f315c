namespace Pulumi.Random;

/// <summary>The provider of random values; it has no settings.</summary>
[RandomResourceType("pulumi:providers:random")]
public class Provider : ProviderResource
{
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("random", name, args ?? new ProviderArgs(), Defaults.Of(options))
    {
    }
}

/// <summary>No settings.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    public static new ProviderArgs Empty => new();
}
