using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pulumi.Serialization;

/// <summary>
/// The marks of the engine's protocol. A value on the wire is null, bool, double, string, an ImmutableArray or an
/// ImmutableDictionary; anything else is a dictionary that carries a signature.
/// </summary>
internal static class Wire
{
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string Signature = "4dabf18193072939515e22adb298388d";
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    public const string ResourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
    public const string AssetSignature = "c44067f5952c0a294b673a41bacd8c17";
    public const string ArchiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";
    public const string Value = "value";
    public const string Id = "id";
    public const string Urn = "urn";
    public const string Text = "text";
    public const string Path = "path";
    public const string Uri = "uri";
    public const string Assets = "assets";

    public static ImmutableDictionary<string, object?> Signed(string signature, params (string Key, object? Value)[] fields)
        => fields.Aggregate(
            ImmutableDictionary<string, object?>.Empty.Add(Signature, signature), (signed, field) => signed.Add(field.Key, field.Value));

    public static bool IsSigned(
        object? value, [NotNullWhen(true)] out ImmutableDictionary<string, object?>? fields, [NotNullWhen(true)] out string? signature)
    {
        fields = value as ImmutableDictionary<string, object?>;
        signature = fields?.GetValueOrDefault(Signature) as string;
        return fields is not null && signature is not null;
    }

    public static bool HoldsUnknown(object? value) => value switch
    {
        string text => text == Unknown,
        ImmutableArray<object?> items => items.Any(HoldsUnknown),
        ImmutableDictionary<string, object?> fields => fields.Values.Any(HoldsUnknown),
        _ => false,
    };
}
