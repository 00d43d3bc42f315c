using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using McpInfra.Plaintext;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview;

/// <summary>A resource's inputs as flat text: the same on every run, and without what is secret.</summary>
internal static class ResourceInputs
{
    private const string Secret = "(secret)";

    private const string Encrypted = "(encrypted ";

    /// <summary>Whether a text stands here for another that is not shown.</summary>
    public static bool IsHidden(string text) => text == Secret || (text.StartsWith(Encrypted, StringComparison.Ordinal) && text.Length == Encrypted.Length + 9);

    /// <summary>Where an input stands: what is called <c>value</c> has the name that stands beside it.</summary>
    public static Place PlaceOf(string path, IReadOnlyDictionary<string, string> inputs)
    {
        var dot = path.LastIndexOf('.');
        var last = path[(dot + 1)..];
        var name = last.Contains('[', StringComparison.Ordinal) ? last[..last.IndexOf('[', StringComparison.Ordinal)] : last;
        return new Place(name == "value" && dot > 0 ? inputs.GetValueOrDefault(path[..dot] + ".name") ?? inputs.GetValueOrDefault(path[..dot] + ".key") ?? name : name, path);
    }

    /// <param name="versioned">Names that this run made of its made-up version, and how they are shown.</param>
    public static IReadOnlyDictionary<string, string> Of(SimulatedResource resource, IReadOnlyDictionary<string, string> versioned)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in resource.Inputs)
            Add(inputs, name, value, resource.Type == "aws:secretsmanager/secretVersion:SecretVersion" && name == "secretString", versioned);
        return inputs;
    }

    private static void Add(SortedDictionary<string, string> inputs, string path, object? value, bool isSecret, IReadOnlyDictionary<string, string> versioned)
    {
        switch (value)
        {
            case null:
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    Add(inputs, $"{path}.{entry.Key}", entry.Value, isSecret, versioned);
                break;
            case not string and IEnumerable list:
                var index = 0;
                foreach (var item in list)
                    Add(inputs, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), item, isSecret, versioned);
                break;
            case bool flag:
                inputs[path] = flag ? "true" : "false";
                break;
            default:
                inputs[path] = isSecret ? Secret : Shown(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", versioned);
                break;
        }
    }

    /// <summary>Ciphertext is shown as what changes with it: nobody reads it, and a hundred lines of it hide the rest.</summary>
    private static string Shown(string text, IReadOnlyDictionary<string, string> versioned) => SealedCiphertext.Matches(text)
        ? $"{Encrypted}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]})"
        : versioned.GetValueOrDefault(text, text).Replace(SimulatedCloud.VersionId, "<version>", StringComparison.Ordinal);
}
