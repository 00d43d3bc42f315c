using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Something the engine keeps track of. Making one registers it.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;
    private readonly HashSet<Resource> _children = [];

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options, bool isRemote)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_type, _name) = (type, name);
        Slots = OutputSlots.Fill(this, isLocalComponent: this is ComponentResource && !isRemote);

        var deployment = Deployment.Instance.Deployment;
        var parent = type == Stack.TypeToken ? null : options.Parent ?? deployment.Stack;
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        (args, options) = Transform(args, options);

        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
            throw new ResourceException("A component takes 'Provider' or 'Providers', not both.", options.Parent);

        options.Parent?.AddChild(this);
        options.Protect ??= options.Parent?._protect;
        _protect = options.Protect;
        _providers = InheritProviders(options);
        deployment.Registration.Register(this, args, options);
    }

    /// <summary>For a resource that is known by its URN alone and never registered.</summary>
    private protected Resource()
    {
        (_type, _name) = ("", "");
        Slots = ImmutableDictionary<string, IOutputSlot>.Empty;
    }

    [Output(Wire.Urn)]
    public Output<string> Urn { get; private protected set; } = null!;

    internal ImmutableDictionary<string, IOutputSlot> Slots { get; }

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    /// <summary>The provider that a child, or a function, of this type takes from here.</summary>
    internal ProviderResource? GetProvider(string type)
        => type.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    /// <summary>This resource, or where it is a local component the custom resources below it.</summary>
    internal IEnumerable<Resource> Aggregated(HashSet<Resource> seen)
    {
        if (!seen.Add(this))
            return [];
        if (this is not ComponentResource component)
            return [this];

        Resource[] children;
        lock (_children)
            children = [.. _children];
        var below = children.SelectMany(child => child.Aggregated(seen)).ToList();
        return component.IsRemote ? [this, .. below] : below;
    }

    private void AddChild(Resource child)
    {
        lock (_children)
            _children.Add(child);
    }

    /// <summary>Own transformations first, then the parents', up to the stack's; each sees what the one before made.</summary>
    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new(this, args, options)) is not { } result)
                continue;
            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("A transformation cannot change the parent of a resource.");
            (args, options) = (result.Args, result.Options);
        }

        return (args, options.Clone());
    }

    private ImmutableDictionary<string, ProviderResource> InheritProviders(ResourceOptions options)
    {
        var inherited = options.Parent?._providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (options is ComponentResourceOptions component)
        {
            var given = component.Provider is { } only ? [only] : component.Providers;
            return inherited.SetItems(given.Select(provider => KeyValuePair.Create(provider.Package, provider)));
        }

        if (options.Provider is { } own)
            return _type.Split(':') is [var package, _, _] ? inherited.SetItem(package, own) : inherited;

        options.Provider = options.Parent?.GetProvider(_type);
        return inherited;
    }
}
