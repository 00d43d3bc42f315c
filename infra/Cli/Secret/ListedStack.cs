using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Stores;

namespace McpInfra.Cli.Secret;

/// <summary>How one value of a store stands.</summary>
internal enum ValueState
{
    Present,
    Empty,
    Missing,

    /// <summary>In the store, and nothing of the stack reads it.</summary>
    Stale,

    /// <summary>Its holder is there; nobody looked at its values, since somebody else writes them.</summary>
    Unread,
}

/// <param name="Name">What <c>secret put</c> calls it; null for one that nothing reads.</param>
/// <param name="Key">In the holder; null for the whole text.</param>
/// <param name="IsPut">Whether <c>secret put</c> is for it.</param>
internal sealed record ListedValue(string? Name, string? Key, ValueState State, bool IsPut);

/// <summary>One holder with what is expected and what is there.</summary>
internal sealed record ListedHolder(string Name, Presence Presence, string? Version, DateTimeOffset? Changed, IReadOnlyList<ListedValue> Values);

/// <summary>One stack's values.</summary>
/// <param name="Store">What holds them; null where they are in Secrets of somebody else, which nobody asks.</param>
internal sealed record ListedStack(string Stack, Words? Store, IReadOnlyList<ListedHolder> Holders)
{
    public bool IsComplete => Holders.SelectMany(holder => holder.Values).All(value => value.State is not (ValueState.Empty or ValueState.Missing));

    /// <exception cref="StoreException">The store cannot be asked.</exception>
    public static ListedStack Of(StackValues values, IPrograms programs)
    {
        var stack = values.Stack.Settings.Stack;
        if (values.OpenStore(programs) is not { } store)
            return new ListedStack(stack, null, []);
        return new ListedStack(stack, store.Name, [.. values.Stack.Catalog.Values.Select(value => value.Fetched).GroupBy(fetched => fetched.Remote.Holder).Select(holder => Of(holder.Key, [.. holder], store))]);
    }

    /// <summary>What Pulumi or somebody else writes is asked for by its holder alone: nobody needs its values for that.</summary>
    private static ListedHolder Of(string name, IReadOnlyList<FetchedKey> expected, IValueStore store)
    {
        var isRead = expected.Any(IsPut);
        var state = store.Look(name, isRead);
        var found = state.Keys ?? new Dictionary<string, bool>();
        var values = expected.DistinctBy(fetched => fetched.Remote.Item)
            .Select(fetched => new ListedValue(fetched.Name, fetched.Remote.Item, StateOf(fetched.Remote.Item, state), IsPut(fetched)));
        var stale = found.Keys.Except(expected.Select(fetched => fetched.Remote.Item)).Select(key => new ListedValue(null, key, ValueState.Stale, IsPut: false));
        return new ListedHolder(name, state.Presence, state.Version, state.Changed, [.. values, .. stale]);
    }

    private static ValueState StateOf(string? key, HolderState state) =>
        state.Presence != Presence.Present ? ValueState.Missing
        : state.Keys is not { } keys || key is null ? ValueState.Unread
        : !keys.TryGetValue(key, out var hasText) ? ValueState.Missing
        : hasText ? ValueState.Present : ValueState.Empty;

    private static bool IsPut(FetchedKey fetched) => fetched.Source.From == SecretSource.External;
}
