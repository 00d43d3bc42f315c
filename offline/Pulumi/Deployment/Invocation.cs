using System.Collections;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A call of a function of a provider.</summary>
internal sealed class Invocation(Deployment deployment, string token, InvokeArgs? args, InvokeOptions? options)
{
    public async Task<T> CallAsync<T>()
    {
        var data = await CallAsync<T>(await SerializeAsync([]).ConfigureAwait(false)).ConfigureAwait(false);
        return data.Value;
    }

    /// <summary>As an output: unknown, and not called at all, while an argument or a resource it depends on is unknown.</summary>
    public async Task<OutputData<T>> CallAsOutputAsync<T>()
    {
        var dependencies = new HashSet<Resource>();
        var inputs = await SerializeOrReportAsync(dependencies).ConfigureAwait(false);
        if (Wire.HoldsUnknown(inputs))
            return OutputData.Unknown<T>();

        if (options is InvokeOutputOptions { DependsOn: { } dependsOn })
            dependencies.UnionWith(await dependsOn.ToOutput().GetValueAsync([]).ConfigureAwait(false));
        var seen = new HashSet<Resource>();
        foreach (var resource in dependencies.SelectMany(dependency => dependency.Aggregated(seen)).OfType<CustomResource>().Where(custom => custom.Id is not null))
        {
            if (!(await resource.Id.Data.ConfigureAwait(false)).IsKnown)
                return OutputData.Unknown<T>();
        }

        return await CallAsync<T>(inputs).ConfigureAwait(false) with { Resources = [.. dependencies] };
    }

    private async Task<ImmutableDictionary<string, object?>> SerializeOrReportAsync(HashSet<Resource> dependencies)
    {
        try
        {
            return await SerializeAsync(dependencies).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.Error($"Error serializing arguments for invoke {token}: {exception}");
            throw;
        }
    }

    private Task<ImmutableDictionary<string, object?>> SerializeAsync(HashSet<Resource> dependencies)
        => Registration.SerializeAsync($"invoke:{token}", (IDictionary)(args ?? InvokeArgs.Empty).ToDictionary(), dependencies);

    private async Task<OutputData<T>> CallAsync<T>(ImmutableDictionary<string, object?> inputs)
    {
        var provider = await Registration.ReferenceAsync(options?.Provider ?? options?.Parent?.GetProvider(token)).ConfigureAwait(false);
        var result = await deployment.Engine.CallAsync(token, inputs, provider).ConfigureAwait(false);
        return Converter.Convert($"{token} result", result, typeof(T), message => Log.Warn(message)).Select(value => (T)value!);
    }
}
