using System.Collections;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Brings resources, their outputs and calls of functions to the engine, each when what it depends on is there.</summary>
internal sealed class Registration(Deployment deployment)
{
    public void Register(Resource resource, ResourceArgs args, ResourceOptions options)
        => deployment.Tasks.Track(RegisterAsync(resource, args, options));

    public void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs)
        => deployment.Tasks.Track(RegisterOutputsAsync(resource, outputs));

    private async Task RegisterAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            FillSlots(resource, await RequestAsync(resource, args, options).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            foreach (var slot in resource.Slots.Values)
                slot.TryFail(exception);
            throw;
        }

        // A preview cannot know what the provider will add; after an update nothing more will come.
        foreach (var slot in resource.Slots.Values)
            slot.TrySetDefault(isKnown: !deployment.IsPreview);
    }

    private async Task<RegisterResponse> RequestAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is not null)
            throw new NotSupportedException("The offline stand-in cannot look up a resource by its URN.");

        var dependencies = new HashSet<Resource>(await options.DependsOn.ToOutput().GetValueAsync([]).ConfigureAwait(false));
        var inputs = await SerializeAsync($"resource:{resource.GetResourceName()}", Inputs(args), dependencies).ConfigureAwait(false);
        var parentUrn = resource is Stack ? "" : await (options.Parent ?? deployment.Stack).Urn.GetValueAsync("").ConfigureAwait(false);
        var provider = resource is CustomResource ? await ReferenceAsync(options.Provider).ConfigureAwait(false) : "";
        await WaitForAsync(dependencies).ConfigureAwait(false);
        await CheckAliasesAsync(resource, options).ConfigureAwait(false);

        // A resource with an id is one that is there already: it is read, and the id stays what it is.
        var existing = options.Id is null ? "" : await options.Id.ToOutput().GetValueAsync("").ConfigureAwait(false);
        var id = string.IsNullOrEmpty(existing) ? (options as CustomResourceOptions)?.ImportId ?? "" : existing;
        var response = await deployment.Engine.RegisterAsync(new(resource, inputs, parentUrn, provider, id)).ConfigureAwait(false);
        return string.IsNullOrEmpty(existing) ? response : response with { Id = existing };
    }

    /// <summary>Every property is read by itself, so that an unknown or secret one does not taint the rest.</summary>
    private static void FillSlots(Resource resource, RegisterResponse response)
    {
        foreach (var (name, slot) in resource.Slots)
        {
            if (name == Wire.Urn)
                slot.Set(OutputData.Known<object?>(response.Urn));
            else if (name == Wire.Id && resource is CustomResource)
                slot.Set(OutputData.Known<object?>(response.Id) with { IsKnown = response.Id.Length > 0 });
            else if (response.State.TryGetValue(name, out var value))
                slot.Set(Converter.Convert($"{resource.GetType().FullName}.{name}", value, slot.TargetType, Warn));
        }

        void Warn(string message) => Log.Warn(message, resource);
    }

    private async Task RegisterOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await resource.Urn.GetValueAsync("").ConfigureAwait(false);
        var values = await outputs.GetValueAsync(ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
        var serialized = await SerializeAsync("outputs", values.ToImmutableDictionary(), []).ConfigureAwait(false);
        await deployment.Engine.RegisterOutputsAsync(urn, serialized).ConfigureAwait(false);
    }

    public static async Task<ImmutableDictionary<string, object?>> SerializeAsync(string label, IDictionary values, HashSet<Resource> dependencies)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object?>();
        var serializer = new Serializer();
        foreach (DictionaryEntry entry in values)
        {
            try
            {
                if (await serializer.SerializeAsync($"{label}.{entry.Key}", entry.Value).ConfigureAwait(false) is { } value)
                    result[(string)entry.Key] = value;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"error serializing property \"{entry.Key}\": {exception.Message}", exception);
            }
        }

        dependencies.UnionWith(serializer.Dependencies);
        return result.ToImmutable();
    }

    public static async Task<string> ReferenceAsync(ProviderResource? provider)
        => provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false);

    /// <summary>A resource is registered after all it depends on; a component stands for the resources below it.</summary>
    private static async Task WaitForAsync(HashSet<Resource> dependencies)
    {
        var seen = new HashSet<Resource>();
        var urns = dependencies.SelectMany(dependency => dependency.Aggregated(seen)).Select(resource => resource.Urn.GetValueAsync(""));
        await Task.WhenAll(urns).ConfigureAwait(false);
    }

    private static async Task CheckAliasesAsync(Resource resource, ResourceOptions options)
    {
        foreach (var alias in options.Aliases)
        {
            await alias.Apply(known => known.ToUrn(resource.GetResourceName(), resource.GetResourceType(), options.Parent))
                .GetValueAsync("").ConfigureAwait(false);
        }
    }

    /// <summary>The id and the URN are the engine's own.</summary>
    private static ImmutableDictionary<string, object?> Inputs(ResourceArgs args)
        => ((ImmutableDictionary<string, object?>)args.ToDictionary()).RemoveRange([Wire.Id, Wire.Urn]);
}
