using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>What a registration sends.</summary>
internal sealed record RegisterRequest(
    Resource Resource, ImmutableDictionary<string, object?> Inputs, string ParentUrn, string Provider, string Id);

/// <summary>What it gets back; the state is on the wire.</summary>
internal sealed record RegisterResponse(string Urn, string Id, ImmutableDictionary<string, object?> State);

/// <summary>Stands in for the engine: hands every request to the mocks in the shape they expect.</summary>
internal sealed class MockEngine(IMocks mocks)
{
    private readonly List<Resource> _resources = [];

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_resources)
                return [.. _resources];
        }
    }

    public async Task<RegisterResponse> RegisterAsync(RegisterRequest request)
    {
        lock (_resources)
            _resources.Add(request.Resource);

        var (type, name) = (request.Resource.GetResourceType(), request.Resource.GetResourceName());
        var urn = Urn.Mocked(request.ParentUrn, type, name);
        if (type == Stack.TypeToken)
            return new(urn, "", ImmutableDictionary<string, object?>.Empty);

        var (id, state) = await mocks.NewResourceAsync(new()
        {
            Type = type,
            Name = name,
            Inputs = KnownValues(request.Inputs),
            Provider = request.Provider,
            Id = request.Id,
        }).ConfigureAwait(false);
        return new(urn, id ?? request.Id, await SerializeAsync(state).ConfigureAwait(false));
    }

    public async Task<ImmutableDictionary<string, object?>> CallAsync(string token, ImmutableDictionary<string, object?> args, string provider)
    {
        var result = await mocks.CallAsync(new() { Token = token, Args = KnownValues(args), Provider = provider }).ConfigureAwait(false);
        return await SerializeAsync(result).ConfigureAwait(false);
    }

    public Task RegisterOutputsAsync(string urn, ImmutableDictionary<string, object?> outputs)
        => mocks.RegisterResourceOutputs(new(
            urn,
            outputs.ToImmutableDictionary(
                output => output.Key,
                output => new Output<object?>(Task.FromResult(Deserializer.Deserialize(output.Value))))));

    /// <summary>Mocks see plain values: a secret has no mark, and what is null or has an unknown part is not there.</summary>
    private static ImmutableDictionary<string, object> KnownValues(ImmutableDictionary<string, object?> fields)
        => (from field in fields
            let data = Deserializer.Deserialize(field.Value)
            where data is { IsKnown: true, Value: not null }
            select KeyValuePair.Create(field.Key, data.Value)).ToImmutableDictionary();

    private static async Task<ImmutableDictionary<string, object?>> SerializeAsync(object state)
    {
        if (state is IDictionary<string, object> dictionary)
            state = dictionary.ToImmutableDictionary();
        return await new Serializer().SerializeAsync("", state).ConfigureAwait(false) as ImmutableDictionary<string, object?>
            ?? throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
    }
}
