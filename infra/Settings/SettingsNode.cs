using System.Globalization;

using McpInfra.Plaintext;

namespace McpInfra.Settings;

/// <summary>
/// A piece of a stack's configuration as it was written, wherever it was written. Classes and not records: a record
/// would print what it holds.
/// </summary>
internal abstract class SettingsNode
{
    /// <summary>Line of the stack file, from 1; null where there is no file.</summary>
    public int? Line { get; init; }

    /// <summary>What kind of thing it is, in words for a message.</summary>
    public abstract string Kind { get; }
}

/// <summary>One key of a mapping.</summary>
internal readonly struct MappingEntry(string key, SettingsNode value, int? line = null)
{
    public string Key { get; } = key;

    public SettingsNode Value { get; } = value;

    public int? Line { get; } = line;
}

/// <summary>A map in the order it was written; a key that was written twice is here twice.</summary>
internal sealed class MappingNode(IReadOnlyList<MappingEntry> entries) : SettingsNode
{
    public IReadOnlyList<MappingEntry> Entries { get; } = entries;

    public override string Kind => "a map";

    public SettingsNode? Find(string key) =>
        Entries.Where(entry => entry.Key == key).Select(entry => entry.Value).FirstOrDefault();
}

internal sealed class SequenceNode(IReadOnlyList<SettingsNode> items) : SettingsNode
{
    public IReadOnlyList<SettingsNode> Items { get; } = items;

    public override string Kind => "a list";
}

/// <summary>A text, number, boolean or null.</summary>
/// <param name="written">The text as it stands in its source.</param>
/// <param name="value">What it means: a string, a bool, a long, a double or null.</param>
internal sealed class ScalarNode(string written, object? value) : SettingsNode
{
    /// <summary>Beyond this a double no longer holds every whole number.</summary>
    private const double LargestExactInteger = 1L << 53;

    public object? Value { get; } = value;

    public string Written { get; } = written;

    /// <summary>The value as text, in the form in which Pulumi hands it to a program.</summary>
    public string Text => Value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)Value,
    };

    /// <summary>Whether YAML reads something else than what is written, as in <c>012</c>, which it takes for 10.</summary>
    public bool IsRewritten => Value is not (null or bool) && Text != Written;

    public override string Kind => Value switch
    {
        null => "empty",
        bool => "true or false",
        string => "text",
        _ => "a number",
    };

    public static ScalarNode OfText(string text, int? line = null) => new(text, text) { Line = line };

    /// <summary>A number; a whole one is a long however it was written, as it is for Pulumi.</summary>
    public static object Number(double number) =>
        double.IsInteger(number) && Math.Abs(number) <= LargestExactInteger ? (object)(long)number : number;
}

/// <summary>A value that is encrypted in the stack file.</summary>
/// <param name="value">The value, or a placeholder where it was not decrypted.</param>
/// <param name="looksEncrypted">Whether what stands in the file looks like Pulumi's ciphertext.</param>
internal sealed class EncryptedNode(SecretText value, bool looksEncrypted = true) : SettingsNode
{
    public SecretText Value { get; } = value;

    public bool LooksEncrypted { get; } = looksEncrypted;

    public override string Kind => "an encrypted value";
}
