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
    private static readonly MethodInfo ReadMapMethod = Generic(nameof(ReadMapAsync));
    private static readonly MethodInfo ReadListMethod = Generic(nameof(ReadListAsync));

    private readonly List<InputLeaf> _leaves = [];

    private InputWalker()
    {
    }

    public static async Task<IReadOnlyList<InputLeaf>> ReadAsync(ResourceArgs args)
    {
        var walker = new InputWalker();
        await walker.ReadAsync("", args, isSecret: false).ConfigureAwait(false);
        return walker._leaves;
    }

    private Task ReadAsync(string path, object? value, bool isSecret)
    {
        switch (value)
        {
            case null:
                return Task.CompletedTask;
            case string text:
                Add(path, text, isSecret);
                return Task.CompletedTask;
            case JsonElement json:
                return ReadAsync(path, FromJson(json), isSecret);
            case InputArgs args:
                return ReadArgsAsync(path, args, isSecret);
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType)
                continue;
            var definition = type.GetGenericTypeDefinition();
            var reader = definition == typeof(InputMap<>) ? ReadMapMethod
                : definition == typeof(InputList<>) ? ReadListMethod
                : definition == typeof(Input<>) ? ReadInputMethod
                : definition == typeof(Output<>) ? ReadOutputMethod
                : null;
            if (reader is not null)
                return (Task)reader.MakeGenericMethod(type.GetGenericArguments()[0]).Invoke(this, [path, value, isSecret])!;
            if (definition == typeof(Union<,>))
                return ReadAsync(path, type.GetProperty("Value")!.GetValue(value), isSecret);
        }

        return value switch
        {
            IDictionary map => ReadEntriesAsync(path, map.Keys.Cast<object>().Select(key => (Text(key), map[key])), isSecret),
            IEnumerable list => ReadItemsAsync(path, list.Cast<object?>(), isSecret),
            _ => AddScalar(path, value, isSecret),
        };
    }

    private async Task ReadArgsAsync(string path, InputArgs args, bool isSecret)
    {
        foreach (var (name, read) in Members.GetOrAdd(args.GetType(), InputsOf))
            await ReadAsync(Join(path, name), read(args), isSecret).ConfigureAwait(false);
    }

    private async Task ReadEntriesAsync(string path, IEnumerable<(string Key, object? Value)> entries, bool isSecret)
    {
        foreach (var (key, value) in entries)
        {
            _leaves.Add(new InputLeaf(Join(path, key), key, isSecret, IsKey: true));
            await ReadAsync(Join(path, key), value, isSecret).ConfigureAwait(false);
        }
    }

    private async Task ReadItemsAsync(string path, IEnumerable<object?> items, bool isSecret)
    {
        var index = 0;
        foreach (var item in items)
            await ReadAsync($"{path}[{index++}]", item, isSecret).ConfigureAwait(false);
    }

    private async Task ReadOutputAsync<T>(string path, Output<T> output, bool isSecret)
    {
        var secret = isSecret || await Output.IsSecretAsync(output).ConfigureAwait(false);
        if (await OutputUtilities.GetIsKnownAsync(output).ConfigureAwait(false))
            await ReadAsync(path, await OutputUtilities.GetValueAsync(output).ConfigureAwait(false), secret).ConfigureAwait(false);
        else
            Add(path, null, secret);
    }

    private Task ReadInputAsync<T>(string path, Input<T> input, bool isSecret) => ReadOutputAsync(path, input.ToOutput(), isSecret);

    private async Task ReadMapAsync<T>(string path, InputMap<T> map, bool isSecret)
    {
        // Entry by entry, so that one unknown or secret value does not hide the others.
        var entries = map.GetAsyncEnumerator(CancellationToken.None);
        await using (entries.ConfigureAwait(false))
        {
            while (await entries.MoveNextAsync().ConfigureAwait(false))
            {
                var entry = entries.Current.ToOutput();
                var key = await OutputUtilities.GetValueAsync(entry.Apply(pair => pair.Key)).ConfigureAwait(false) ?? "?";
                if (await OutputUtilities.GetIsKnownAsync(entry).ConfigureAwait(false))
                    _leaves.Add(new InputLeaf(Join(path, key), key, IsSecret: false, IsKey: true));
                await ReadOutputAsync(Join(path, key), entry.Apply(pair => pair.Value), isSecret).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadListAsync<T>(string path, InputList<T> list, bool isSecret)
    {
        var index = 0;
        var items = list.GetAsyncEnumerator(CancellationToken.None);
        await using (items.ConfigureAwait(false))
        {
            while (await items.MoveNextAsync().ConfigureAwait(false))
                await ReadInputAsync($"{path}[{index++}]", items.Current, isSecret).ConfigureAwait(false);
        }
    }

    private Task AddScalar(string path, object value, bool isSecret)
    {
        Add(path, Text(value), isSecret);
        return Task.CompletedTask;
    }

    private void Add(string path, string? text, bool isSecret) => _leaves.Add(new InputLeaf(path, text, isSecret));

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
