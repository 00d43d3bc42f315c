using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Stores;

namespace McpInfra.Migration;

/// <summary>The JSON that an AWS secret is to have of these files, and whether AWS takes it.</summary>
internal sealed class GroupJson(AwsSecretGroup group, IReadOnlyList<CarriedValue> values)
{
    public const int LongestInBytes = AwsStore.LongestInBytes;

    /// <summary>Characters stay as they are where JSON allows: escaped, a text of another alphabet is three times as long.</summary>
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public AwsSecretGroup Group => group;

    public SecretText Text => new(Encoding.UTF8.GetString(Bytes(Members)));

    /// <summary>Why AWS does not take it, with the lines that mend it; null where it does.</summary>
    /// <param name="stack">Of the lines.</param>
    public Words? TooLong(string stack)
    {
        var length = Bytes(Members).Length;
        if (length <= LongestInBytes)
            return null;
        var sizes = Members.Select(member => (member.Value.Id, Bytes: Bytes([member]).Length)).OrderByDescending(size => size.Bytes).ToList();
        var said = Words.Of($"{group.AwsName} would have {length} bytes, and AWS takes {LongestInBytes} in one secret: {Words.Join(", ", sizes.Select(size => Words.Of($"{size.Id} {size.Bytes}")))}. ");
        if (sizes[0].Bytes > LongestInBytes)
            return said + Words.Of($"No AWS secret holds {sizes[0].Id}: have the gateway read it from elsewhere, such as a volume, and take it out of the files.");
        var away = new List<string>();
        foreach (var (id, bytes) in sizes.TakeWhile(_ => length > LongestInBytes))
        {
            length -= bytes;
            away.Add(id);
        }

        return said + Words.Of($"Give what is long an AWS secret of its own once stage 1 is written: {Words.Join(" && ", away.Select(id => (Words)new PulumiCommand(stack).Set(SecretsTopic.Secrets.TopLevel.Key(id).Key("group"), GroupOf(id))))}");
    }

    private List<(string Property, CarriedValue Value)> Members =>
        [.. group.Values.Join(values.DistinctBy(value => value.Id), member => member.Id, value => value.Id, (member, value) => (member.Property, value)).Where(member => member.value.Value is not null)];

    private static ReadOnlySpan<byte> Bytes(List<(string Property, CarriedValue Value)> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Relaxed);
        json.WriteStartObject();
        foreach (var (property, value) in members)
            json.WriteString(property, value.Value!.Reveal());
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan;
    }

    /// <summary>A group's name of a variable's.</summary>
    private static string GroupOf(string id) => id.ToLowerInvariant().Replace('_', '-').Trim('-') is var name && name.Length <= 40 ? name : name[..40].Trim('-');
}
