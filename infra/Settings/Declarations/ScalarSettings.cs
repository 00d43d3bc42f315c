using System.Globalization;
using McpInfra.Yaml;

namespace McpInfra.Settings.Declarations;

/// <summary>A text of some format.</summary>
/// <param name="fallback">What an absent one means; null where that is nothing, or depends on other settings.</param>
internal sealed class TextSetting(string key, string description, TextFormat format, string? fallback = null) : Setting(key, description)
{
    public TextFormat Format { get; } = fallback is null or "" ? format : format with { Example = fallback };

    public string? Fallback { get; } = fallback;
}

/// <summary>A duration as Go writes it, of a second or more.</summary>
/// <param name="others">Two more examples beside the default, for the message.</param>
/// <param name="least">What is allowed, for the message.</param>
internal sealed class DurationSetting(string key, string description, string fallback, string others, string least = "1s or more") : Setting(key, description)
{
    public TextFormat Format { get; } = new($"a duration such as {fallback}, {others}", fallback, GoDuration.Pattern) { Also = text => GoDuration.Parse(text) is not null };

    public string Fallback { get; } = fallback;

    public string Allowed { get; } = least;
}

/// <summary>A whole number.</summary>
/// <param name="allowed">What it may be: ranges, their ends included.</param>
internal sealed class IntegerSetting(string key, string description, int fallback, params (int Least, int Most)[] allowed) : Setting(key, description)
{
    public int Fallback { get; } = fallback;

    public IReadOnlyList<(int Least, int Most)> Allowed { get; } = allowed;

    /// <summary>The ranges in words, such as <c>0, or 7 to 30</c>.</summary>
    public string AllowedInWords => string.Join(", or ", Allowed.Select(range => range.Least == range.Most
        ? range.Least.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{range.Least} to {range.Most}")));
}

/// <summary>True or false.</summary>
internal sealed class FlagSetting(string key, string description, bool? fallback) : Setting(key, description)
{
    /// <summary>What an absent one means; null where that depends on other settings.</summary>
    public bool? Fallback { get; } = fallback;
}

/// <summary>One of a few words.</summary>
internal abstract class ChoiceSetting(string key, string description) : Setting(key, description)
{
    public abstract IReadOnlyList<string> Words { get; }

    /// <summary>The word that an absent one means; null where that depends on other settings.</summary>
    public abstract string? FallbackWord { get; }
}

/// <inheritdoc/>
/// <param name="fallback">What an absent one means; null where that depends on other settings.</param>
internal sealed class ChoiceSetting<T>(string key, string description, T? fallback, params (string Word, T Value)[] choices) : ChoiceSetting(key, description)
    where T : struct
{
    public T? Fallback { get; } = fallback;

    public IReadOnlyList<(string Word, T Value)> Choices { get; } = choices;

    public override IReadOnlyList<string> Words { get; } = [.. choices.Select(choice => choice.Word)];

    public override string? FallbackWord => Fallback is { } value ? WordOf(value) : null;

    public string WordOf(T value) => Choices.First(choice => choice.Value.Equals(value)).Word;

    public Condition Is(params T[] values) => new(() => this, [.. values.Select(WordOf)]);
}
