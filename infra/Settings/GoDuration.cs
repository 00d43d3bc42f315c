using System.Globalization;
using System.Text.RegularExpressions;

namespace McpInfra.Settings;

/// <summary>
/// Durations as Go writes them. The API server stores <c>1h</c> as <c>1h0m0s</c>; writing that form at once keeps
/// GitOps tools from seeing a difference for ever.
/// </summary>
internal static partial class GoDuration
{
    /// <summary>The canonical text of a duration, or null when the text is none.</summary>
    public static string? Canonical(string text) => Parse(text) is { } duration ? Format(duration) : null;

    /// <summary>What a duration looks like.</summary>
    public static Regex Pattern => WholeDuration();

    public static TimeSpan? Parse(string text)
    {
        if (text.Length > 64 || !WholeDuration().IsMatch(text))
            return null;
        var total = 0m;
        foreach (Match part in Part().Matches(text))
        {
            if (!decimal.TryParse(part.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > 10_000_000)
            {
                return null;
            }

            total += number * part.Groups["unit"].Value switch
            {
                "h" => TimeSpan.TicksPerHour,
                "m" => TimeSpan.TicksPerMinute,
                "s" => TimeSpan.TicksPerSecond,
                _ => TimeSpan.TicksPerMillisecond,
            };
        }

        return new TimeSpan((long)total);
    }

    /// <summary>A duration for a person, such as <c>1h</c> of <c>1h0m0s</c>.</summary>
    public static string Brief(string canonical) => Trailing().Replace(canonical, "");

    /// <summary>Canonical, such as <c>2m0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        if (duration < TimeSpan.FromSeconds(1))
            return duration.TotalMilliseconds.ToString("0.####", CultureInfo.InvariantCulture) + "ms";
        var seconds = (duration.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);
        var hours = (long)duration.TotalHours;
        return hours > 0 ? $"{hours}h{duration.Minutes}m{seconds}s"
            : duration.Minutes > 0 ? $"{duration.Minutes}m{seconds}s"
            : seconds + "s";
    }

    [GeneratedRegex(@"((?<=h)0m)?(?<=[hm])0s\z")]
    private static partial Regex Trailing();

    // Go also reads microseconds and nanoseconds, of no use for anything here.
    [GeneratedRegex(@"^(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(h|ms|m|s))+)\z")]
    private static partial Regex WholeDuration();

    [GeneratedRegex(@"(?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)(?<unit>h|ms|m|s)")]
    private static partial Regex Part();
}
