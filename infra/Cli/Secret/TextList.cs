using System.Globalization;
using McpInfra.Printing;
using McpInfra.Stores;

namespace McpInfra.Cli.Secret;

/// <summary>The list for a terminal.</summary>
internal static class TextList
{
    public static void Write(Printer printer, IReadOnlyList<ListedStack> stacks)
    {
        foreach (var stack in stacks)
        {
            printer.Line(((Words)stack.Stack, Tone.Bold), (stack.Store is { } store ? Words.Of($"   {store}") : Words.Own("   Secrets of somebody else: nothing is asked"), Tone.Plain));
            foreach (var holder in stack.Holders)
            {
                printer.Line($"  {holder.Name}   {Of(holder)}");
                var width = holder.Values.Max(value => (value.Name ?? value.Key ?? "").Length);
                foreach (var value in holder.Values)
                    printer.Line($"    {(value.State is ValueState.Empty or ValueState.Missing ? Words.Own("! ") : Words.Own("  "))}{Words.Of($"{value.Name ?? value.Key}").PadRight(width)}  {Of(value, stack.Stack)}");
            }
        }
    }

    private static Words Of(ListedHolder holder) => holder.Presence switch
    {
        Presence.Present => Words.Of($"{(holder.Version is { } version ? Words.Of($"version {version}") : Words.Own("present"))}{(holder.Changed is { } changed ? Words.Of($", {Date(changed)}") : Words.None)}"),
        Presence.Empty => Words.Own("without a value"),
        Presence.Missing => Words.Own("not there"),
        Presence.Deleted => Words.Own("scheduled for deletion"),
        _ => Words.Own("no JSON object with every key once"),
    };

    private static Words Of(ListedValue value, string stack) => value.State switch
    {
        ValueState.Present => Words.Own("present"),
        ValueState.Unread => Words.Own("not looked at: Pulumi or its owner writes it"),
        ValueState.Stale => Words.Own("stale: nothing of the stack reads it"),
        var state => Words.Of($"{(state == ValueState.Empty ? Words.Own("empty") : Words.Own("missing"))}{(value.IsPut ? Words.Of($": {ShellLine.Of($"{ShellLine.Tool}secret put {value.Name} --stack {stack}")}") : Words.None)}"),
    };

    public static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
