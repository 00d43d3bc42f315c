using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The untyped face of an output, for code that walks values by reflection.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();

    Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func);
}

/// <summary>A value that is there later, may be unknown in a preview, may be secret, and remembers the resources it came from.</summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        Data = data;
        Deployment.Current?.Tasks.Track(data);
    }

    internal Task<OutputData<T>> Data { get; }

    public static Output<T> Create(Task<T> value) => Create(value, isSecret: false);

    internal static Output<T> Create(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Resolve());

        async Task<OutputData<T>> Resolve() => OutputData.Known(await value.ConfigureAwait(false), isSecret);
    }

    public Output<ValueTuple> Apply(Func<T, Task> func) => Apply(value =>
    {
        return Output.Create(Finish());

        async Task<ValueTuple> Finish()
        {
            await func(value).ConfigureAwait(false);
            return default;
        }
    });

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Apply(value => Output.Create(func(value)));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Apply(value => Output.Create(func(value)));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Apply(value => func(value).ToOutput());

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
    {
        return new(Run());

        async Task<OutputData<TResult>> Run()
        {
            var outer = await Data.ConfigureAwait(false);
            if (!outer.IsKnown)
                return outer.Select(_ => default(TResult)!);

            var output = func(outer.Value);
            if (output is null)
                return outer.Select(_ => default(TResult)!);

            var inner = await output.Data.ConfigureAwait(false);
            return outer.Combine(inner, (_, value) => value);
        }
    }

    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Apply(value => func(value));

    /// <summary>Always a mistake, so it says what to do instead, and throws where PULUMI_ERROR_OUTPUT_STRING asks for it.</summary>
    public override string ToString()
    {
        const string Message = """
            An Output<T> has no text of its own: calling [ToString] on an [Output<T>] is not supported.
            Use o.Apply(v => $"prefix{v}suffix") or Output.Format($"prefix{o}suffix") to get an Output<string>.
            """;
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is { } wish
            && (wish == "1" || wish.Equals("true", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidOperationException(Message);

        Log.Warn(Message);
        return Message;
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync() => (await Data.ConfigureAwait(false)).Select(value => (object?)value);

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await Data.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    /// <summary>The same output with something about its data changed; unlike Apply it sees unknown values too.</summary>
    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return new(Resolve());

        async Task<OutputData<T>> Resolve() => change(await Data.ConfigureAwait(false));
    }

    internal Output<TResult> Zip<TOther, TResult>(Output<TOther> other, Func<T, TOther, TResult> map)
    {
        return new(Resolve());

        async Task<OutputData<TResult>> Resolve()
        {
            var data = await Data.ConfigureAwait(false);
            return data.Combine(await other.Data.ConfigureAwait(false), map);
        }
    }

    internal static Output<ImmutableArray<T>> All(ImmutableArray<Output<T>> outputs)
    {
        return new(Resolve());

        async Task<OutputData<ImmutableArray<T>>> Resolve()
        {
            var all = OutputData.Known(ImmutableArray.CreateBuilder<T>(outputs.Length));
            foreach (var output in outputs)
            {
                var data = await output.Data.ConfigureAwait(false);
                all = all.Combine(data, (items, item) =>
                {
                    items.Add(item);
                    return items;
                });
            }

            return all.Select(items => items.MoveToImmutable());
        }
    }
}
