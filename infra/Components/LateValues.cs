using System.Collections.Immutable;
using McpInfra.Model;
using Pulumi;

namespace McpInfra.Components;

/// <summary>
/// Writes the model's trees as Pulumi inputs: the model says where a name, a version or a role goes, this puts the
/// output there that will know it.
/// </summary>
/// <param name="versionIds">AWS version id by group, for the groups that Pulumi writes.</param>
/// <param name="readerRoleArn">ARN of the environment's reader role; null where there is none.</param>
internal sealed class LateValues(IReadOnlyDictionary<string, Output<string>> versionIds, Output<string>? readerRoleArn)
{
    /// <summary>Where nothing is in AWS, so that no name, version or role is known only later.</summary>
    public static LateValues None { get; } = new(new Dictionary<string, Output<string>>(), null);

    public Output<string> Name(SecretName name) => name.VersionedBy is { } group
        ? versionIds[group].Apply(name.WithVersion)
        : Output.Create(name.ToString());

    /// <summary>Made whole: a map of inputs that is added to key by key is written anew for each.</summary>
    public InputMap<object> Map(IReadOnlyDictionary<string, object?> tree) => ConvertMap(tree);

    /// <summary>A map whose values are texts or late values, such as annotations.</summary>
    public InputMap<string> Texts(IReadOnlyDictionary<string, object?> map)
    {
        var texts = new InputMap<string>();
        foreach (var (key, value) in map)
            texts.Add(key, value is ReaderRoleArn ? Reader : Output.Create((string)value!));
        return texts;
    }

    /// <summary>A manifest's name: plain text or one of the model's late values.</summary>
    public Input<string> NameOf(object name) => name is SecretName late ? Name(late) : (string)name;

    private Output<string> Reader => readerRoleArn ?? throw new InvalidOperationException("A role is named, and there is none outside AWS.");

    /// <summary>The SDK's serializer takes strings, booleans, ints, doubles, dictionaries, lists and outputs, and drops nulls.</summary>
    private object? Convert(object? value) => value switch
    {
        SecretName name => Name(name),
        PinnedVersion pinned => versionIds[pinned.Group].Apply(PinnedVersion.Of),
        ReaderRoleArn => Reader,
        IReadOnlyDictionary<string, object?> map => ConvertMap(map),
        IReadOnlyList<object?> list => list.Select(Convert).Where(item => item is not null).Select(item => item!).ToImmutableArray(),
        long number and >= int.MinValue and <= int.MaxValue => (int)number,
        long number => (double)number,
        _ => value,
    };

    private ImmutableDictionary<string, object> ConvertMap(IReadOnlyDictionary<string, object?> map) => map
        .Select(entry => KeyValuePair.Create(entry.Key, Convert(entry.Value)))
        .Where(entry => entry.Value is not null)
        .ToImmutableDictionary(entry => entry.Key, entry => entry.Value!);
}
