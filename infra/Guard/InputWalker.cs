using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using McpInfra.Plaintext;
using McpInfra.Yaml;
using Pulumi;
using Pulumi.Utilities;

namespace McpInfra.Guard;

/// <summary>What a resource is given.</summary>
/// <param name="Marks">Paths of what Pulumi carries as a secret.</param>
/// <param name="Scalars">How many texts, numbers and switches are in it.</param>
internal sealed record InputTree(MappingNode Root, IReadOnlyList<string> Marks, int Scalars);

/// <summary>
/// Reads a resource's inputs as a tree, through the SDK's public surface: arguments by their
/// <see cref="InputAttribute"/>, inputs and outputs by their values. Completes at once where nothing is waited for.
/// </summary>
internal sealed class InputWalker
{
    private static readonly ScalarNode Nothing = new("", null);

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, Func<object, object?> Read)>> Members = new();
    private static readonly ConcurrentDictionary<Type, Reader?> Readers = new();
    private static readonly MethodInfo ReadOutputMethod = Generic(nameof(OfOutputAsync));
    private static readonly MethodInfo ReadInputMethod = Generic(nameof(OfInputAsync));

    private readonly List<Step?> _marks = [];
    private int _scalars;

    private InputWalker()
    {
    }

    /// <param name="held">Secrets that no path may show.</param>
    public static async Task<InputTree> ReadAsync(ResourceArgs args, HeldSecrets held)
    {
        var walker = new InputWalker();
        var root = await walker.ReadArgsAsync(null, args).ConfigureAwait(false);
        return new InputTree(root, [.. walker._marks.Select(mark => Step.Path(mark, held))], walker._scalars);
    }

    /// <summary>Where something stands. It is written out for the few places that carry a mark.</summary>
    private sealed class Step(Step? above, string? key, int index)
    {
        public static string Path(Step? step, HeldSecrets held) => step is null ? "" : step.Below(Path(step.Above, held), held);

        private Step? Above { get; } = above;

        private string Below(string path, HeldSecrets held) => key is null ? PlacePath.Index(path, index) : PlacePath.Key(path, key, held);
    }

    private Task<YamlNode> ReadAsync(Step? path, object? value)
    {
        switch (value)
        {
            case null:
                return Task.FromResult<YamlNode>(Nothing);
            case string text:
                return Scalar(text);
            case JsonElement json:
                return ReadAsync(path, FromJson(json));
            case InputArgs args:
                return Widened(ReadArgsAsync(path, args));
        }

        return Readers.GetOrAdd(value.GetType(), ReaderOf) is { } read ? read(this, path, value) : value switch
        {
            IDictionary map => Widened(ReadEntriesAsync(path, map.Keys.Cast<object>().Select(key => (Text(key), map[key])))),
            IEnumerable list => ReadItemsAsync(path, list.Cast<object?>()),
            _ => Scalar(Text(value)),
        };
    }

    private delegate Task<YamlNode> Reader(InputWalker walker, Step? path, object value);

    /// <summary>How what the SDK wraps values in is read; null for any other type.</summary>
    private static Reader? ReaderOf(Type valueType)
    {
        for (var type = valueType; type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType)
                continue;
            var definition = type.GetGenericTypeDefinition();
            var reader = definition == typeof(Input<>) ? ReadInputMethod
                : definition == typeof(Output<>) ? ReadOutputMethod
                : null;
            if (reader is not null)
                return reader.MakeGenericMethod(type.GetGenericArguments()[0]).CreateDelegate<Reader>();
            if (definition == typeof(Union<,>))
            {
                var value = type.GetProperty("Value")!;
                return (walker, path, union) => walker.ReadAsync(path, value.GetValue(union));
            }
        }

        return null;
    }

    private Task<MappingNode> ReadArgsAsync(Step? path, InputArgs args) =>
        ReadEntriesAsync(path, Members.GetOrAdd(args.GetType(), InputsOf).Select(member => (member.Name, member.Read(args))));

    private async Task<MappingNode> ReadEntriesAsync(Step? path, IEnumerable<(string Key, object? Value)> entries)
    {
        var read = new List<MappingEntry>();
        foreach (var (key, value) in entries)
            read.Add(new MappingEntry(key, await ReadAsync(new Step(path, key, 0), value).ConfigureAwait(false)));
        return new MappingNode(read);
    }

    private async Task<YamlNode> ReadItemsAsync(Step? path, IEnumerable<object?> items)
    {
        var read = new List<YamlNode>();
        foreach (var item in items)
            read.Add(await ReadAsync(new Step(path, null, read.Count), item).ConfigureAwait(false));
        return new SequenceNode(read);
    }

    /// <summary>A mark is noted once, at the output that carries it: a list or a map carries those of its items.</summary>
    private static Task<YamlNode> OfOutputAsync<T>(InputWalker walker, Step? path, object output) => walker.ReadOutputAsync(path, (Output<T>)output);

    private static Task<YamlNode> OfInputAsync<T>(InputWalker walker, Step? path, object input) => walker.ReadOutputAsync(path, ((Input<T>)input).ToOutput());

    private async Task<YamlNode> ReadOutputAsync<T>(Step? path, Output<T> output)
    {
        if (await Output.IsSecretAsync(output).ConfigureAwait(false))
            _marks.Add(path);
        return await OutputUtilities.GetIsKnownAsync(output).ConfigureAwait(false)
            ? await ReadAsync(path, await OutputUtilities.GetValueAsync(output).ConfigureAwait(false)).ConfigureAwait(false)
            : Nothing;
    }

    private Task<YamlNode> Scalar(string text)
    {
        _scalars++;
        return Task.FromResult<YamlNode>(ScalarNode.OfText(text));
    }

    private static async Task<YamlNode> Widened(Task<MappingNode> map) => await map.ConfigureAwait(false);

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

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
        typeof(InputWalker).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
}
