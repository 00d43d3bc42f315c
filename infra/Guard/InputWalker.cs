using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;

namespace McpInfra.Guard;

/// <summary>
/// Reads every scalar among a resource's inputs, through the SDK's public surface: arguments by their
/// <see cref="InputAttribute"/>, inputs and outputs by their values. Completes at once where nothing is waited for.
/// </summary>
internal sealed class InputWalker
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, Func<object, object?> Read)>> Members = new();
    private static readonly MethodInfo ReadOutputMethod = Generic(nameof(ReadOutputAsync));
    private static readonly MethodInfo ReadInputMethod = Generic(nameof(ReadInputAsync));

    private readonly List<InputLeaf> _leaves = [];

    private InputWalker()
    {
    }

    public static async Task<IReadOnlyList<InputLeaf>> ReadAsync(ResourceArgs args)
    {
        var walker = new InputWalker();
        await walker.ReadAsync("", args).ConfigureAwait(false);
        return walker._leaves;
    }

    private Task ReadAsync(string path, object? value)
    {
        switch (value)
        {
            case null:
                return Task.CompletedTask;
            case string text:
                return AddScalar(path, text);
            case JsonElement json:
                return ReadAsync(path, FromJson(json));
            case InputArgs args:
                return ReadArgsAsync(path, args);
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType)
                continue;
            var definition = type.GetGenericTypeDefinition();
            var reader = definition == typeof(Input<>) ? ReadInputMethod
                : definition == typeof(Output<>) ? ReadOutputMethod
                : null;
            if (reader is not null)
                return (Task)reader.MakeGenericMethod(type.GetGenericArguments()[0]).Invoke(this, [path, value])!;
            if (definition == typeof(Union<,>))
                return ReadAsync(path, type.GetProperty("Value")!.GetValue(value));
        }

        return value switch
        {
            IDictionary map => ReadEntriesAsync(path, map.Keys.Cast<object>().Select(key => (Text(key), map[key]))),
            IEnumerable list => ReadItemsAsync(path, list.Cast<object?>()),
            _ => AddScalar(path, value),
        };
    }

    private async Task ReadArgsAsync(string path, InputArgs args)
    {
        foreach (var (name, read) in Members.GetOrAdd(args.GetType(), InputsOf))
            await ReadAsync(Join(path, name), read(args)).ConfigureAwait(false);
    }

    private async Task ReadEntriesAsync(string path, IEnumerable<(string Key, object? Value)> entries)
    {
        foreach (var (key, value) in entries)
        {
            _leaves.Add(new InputLeaf(Join(path, key), key, IsKey: true));
            await ReadAsync(Join(path, key), value).ConfigureAwait(false);
        }
    }

    private async Task ReadItemsAsync(string path, IEnumerable<object?> items)
    {
        var index = 0;
        foreach (var item in items)
            await ReadAsync($"{path}[{index++}]", item).ConfigureAwait(false);
    }

    /// <summary>A mark is told once, at the output that carries it: a list or a map carries those of its items.</summary>
    private async Task ReadOutputAsync<T>(string path, Output<T> output)
    {
        if (await Output.IsSecretAsync(output).ConfigureAwait(false))
            _leaves.Add(new InputLeaf(path, null, IsSecret: true));
        if (await OutputUtilities.GetIsKnownAsync(output).ConfigureAwait(false))
            await ReadAsync(path, await OutputUtilities.GetValueAsync(output).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private Task ReadInputAsync<T>(string path, Input<T> input) => ReadOutputAsync(path, input.ToOutput());

    private Task AddScalar(string path, object value)
    {
        _leaves.Add(new InputLeaf(path, Text(value)));
        return Task.CompletedTask;
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(entry => entry.Name, entry => FromJson(entry.Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => json.GetRawText(),
    };

    /// <summary>The SDK marks properties, and private fields behind setters that wrap secrets; the name is the attribute's first argument.</summary>
    private static List<(string Name, Func<object, object?> Read)> InputsOf(Type argsType)
    {
        const BindingFlags declared =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var inputs = new List<(string, Func<object, object?>)>();
        for (var type = argsType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(declared))
            {
                var attribute = member.CustomAttributes.FirstOrDefault(data => data.AttributeType == typeof(InputAttribute));
                if (attribute?.ConstructorArguments[0].Value is not string name)
                    continue;
                if (member is PropertyInfo property)
                    inputs.Add((name, property.GetValue));
                else if (member is FieldInfo field)
                    inputs.Add((name, field.GetValue));
            }
        }

        return inputs;
    }

    private static MethodInfo Generic(string name) =>
        typeof(InputWalker).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
}
