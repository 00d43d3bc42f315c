using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>One [Output] property of a resource, until its registration answers.</summary>
internal interface IOutputSlot
{
    Type TargetType { get; }

    IOutput Output { get; }

    void Set(OutputData<object?> data);

    void TrySetDefault(bool isKnown);

    void TryFail(Exception exception);
}

/// <summary>What is in a slot always depends on the resource that the slot belongs to.</summary>
internal sealed class OutputSlot<T>(Resource resource) : IOutputSlot
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();

    public Type TargetType => typeof(T);

    public IOutput Output => field ??= new Output<T>(_source.Task);

    public void Set(OutputData<object?> data) => _source.SetResult(
        data.Select(value => value is null ? default! : (T)value) with { Resources = data.Resources.Add(resource) });

    public void TrySetDefault(bool isKnown) => _source.TrySetResult(new([resource], default!, isKnown, IsSecret: false));

    public void TryFail(Exception exception) => _source.TrySetException(exception);
}

internal static class OutputSlots
{
    /// <summary>
    /// Gives every [Output] property of a resource an output that resolves later. A local component sets its own
    /// outputs, so only its URN is one.
    /// </summary>
    public static ImmutableDictionary<string, IOutputSlot> Fill(Resource resource, bool isLocalComponent)
    {
        var slots = ImmutableDictionary.CreateBuilder<string, IOutputSlot>();
        foreach (var property in resource.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is { } attribute
                && (!isLocalComponent || property.DeclaringType == typeof(Resource)))
                slots.Add(attribute.Name ?? property.Name, Fill(resource, property));
        }

        return slots.ToImmutable();
    }

    private static IOutputSlot Fill(Resource resource, PropertyInfo property)
    {
        var name = $"[Output] {resource.GetType().FullName}.{property.Name}";
        var type = property.PropertyType;
        if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
            throw RunException.OutputsHaveIncorrectType([property.Name]);

        // A private setter is seen only through the class that declares it.
        var setter = property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(nonPublic: true)
            ?? throw new InvalidOperationException($"{name} has no setter.");
        TargetType.Check(name, type.GenericTypeArguments[0]);

        var slot = (IOutputSlot)Activator.CreateInstance(typeof(OutputSlot<>).MakeGenericType(type.GenericTypeArguments), resource)!;
        setter.Invoke(resource, [slot.Output]);
        return slot;
    }
}
