using System.Collections.Concurrent;
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
    private static readonly ConcurrentDictionary<Type, ImmutableArray<SlotProperty>> Properties = new();

    /// <summary>
    /// Gives every [Output] property of a resource an output that resolves later. A local component sets its own
    /// outputs, so only its URN is one.
    /// </summary>
    public static ImmutableDictionary<string, IOutputSlot> Fill(Resource resource, bool isLocalComponent)
    {
        var slots = ImmutableDictionary.CreateBuilder<string, IOutputSlot>();
        foreach (var property in Properties.GetOrAdd(resource.GetType(), Of))
        {
            if (!isLocalComponent || property.Property.DeclaringType == typeof(Resource))
                slots.Add(property.Name, property.Fill(resource));
        }

        return slots.ToImmutable();
    }

    private static ImmutableArray<SlotProperty> Of(Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let attribute = property.GetCustomAttribute<OutputAttribute>()
           where attribute is not null
           select new SlotProperty(attribute.Name ?? property.Name, property, $"[Output] {type.FullName}.{property.Name}"),
    ];

    /// <summary>What is the same of a property for every resource of a type. Whether it may be an output is looked at where it is one.</summary>
    private sealed class SlotProperty(string name, PropertyInfo property, string title)
    {
        private readonly Lazy<(ConstructorInvoker New, MethodInvoker Set)> _ways = new(() => Ways(property, title));

        public string Name { get; } = name;

        public PropertyInfo Property { get; } = property;

        public IOutputSlot Fill(Resource resource)
        {
            var slot = (IOutputSlot)_ways.Value.New.Invoke(resource);
            _ways.Value.Set.Invoke(resource, slot.Output);
            return slot;
        }

        private static (ConstructorInvoker New, MethodInvoker Set) Ways(PropertyInfo property, string title)
        {
            var type = property.PropertyType;
            if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
                throw RunException.OutputsHaveIncorrectType([property.Name]);

            // A private setter is seen only through the class that declares it.
            var setter = property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(nonPublic: true)
                ?? throw new InvalidOperationException($"{title} has no setter.");
            TargetType.Check(title, type.GenericTypeArguments[0]);
            var slot = typeof(OutputSlot<>).MakeGenericType(type.GenericTypeArguments);
            return (ConstructorInvoker.Create(slot.GetConstructors().Single()), MethodInvoker.Create(setter));
        }
    }
}
