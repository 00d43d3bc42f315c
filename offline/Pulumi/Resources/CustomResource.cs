using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource that a provider makes.</summary>
public class CustomResource : Resource
{
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions(), isRemote: false)
    {
    }

    public CustomResource(
        string type, string name, ResourceArgs? args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options)
    {
    }

    private protected CustomResource()
    {
    }

    [Output(Wire.Id)]
    public Output<string> Id { get; private protected set; } = null!;
}

/// <summary>A provider with settings of its own.</summary>
public class ProviderResource : CustomResource
{
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    public ProviderResource(
        string package, string name, ResourceArgs args, CustomResourceOptions? options = null, RegisterPackageRequest? registerPackageRequest = null)
        : this(package, name, args, options)
    {
    }

    internal string Package { get; }

    /// <summary>How a registration names this provider.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var urn = await Urn.GetValueAsync("").ConfigureAwait(false);
        var id = await Id.GetValueAsync("").ConfigureAwait(false);
        return $"{urn}::{(string.IsNullOrEmpty(id) ? Wire.Unknown : id)}";
    }
}

/// <summary>A resource of which only the URN is known.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn)
        => Urn = new(Task.FromResult(new OutputData<string>([this], urn, IsKnown: true, IsSecret: false)));
}
