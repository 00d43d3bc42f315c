using McpInfra.Printing;
using McpInfra.Stores;

namespace McpInfra.Cli.Secret;

/// <summary>The list for a program.</summary>
internal static class JsonList
{
    /// <summary>Rises when a field changes its meaning or goes.</summary>
    private const int Version = 1;

    public static void Write(Printer printer, IReadOnlyList<ListedStack> stacks) => printer.Json(new Document(Version, [.. stacks.Select(stack => new OfStack(
        stack.Stack, stack.Store, stack.IsComplete,
        [.. stack.Holders.Select(holder => new Holder(holder.Name, holder.Presence, holder.Version, holder.Changed, [.. holder.Values.Select(value => new Value(value.Name, value.Key, value.State))]))]))]));

    private sealed record Document(int Version, IReadOnlyList<OfStack> Stacks);

    private sealed record OfStack(string Stack, Words? Store, bool Complete, IReadOnlyList<Holder> Holders);

    private sealed record Holder(string Name, Presence State, string? Version, DateTimeOffset? Changed, IReadOnlyList<Value> Values);

    private sealed record Value(string? Name, string? Key, ValueState State);
}
