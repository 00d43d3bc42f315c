using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Stores;

/// <summary>What holds the values of an environment, asked through its own program, with whatever credentials that has.</summary>
internal interface IValueStore
{
    /// <summary>What it is, and which of its kind, such as <c>AWS Secrets Manager, account 123456789012</c>.</summary>
    Words Name { get; }

    /// <summary>What one of its holders has: names and dates.</summary>
    /// <param name="holder">Such as the name of an AWS secret.</param>
    /// <param name="isRead">Whether the names of its keys are asked for; they come with the values, which are dropped at once.</param>
    /// <exception cref="StoreException">Nobody can tell.</exception>
    HolderState Look(string holder, bool isRead);

    /// <summary>Puts one value, and keeps the others of its holder.</summary>
    /// <param name="replaces">Whether one that is there may go.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="StoreException">It was not, or something came between.</exception>
    Words Put(ValuePlace place, SecretText value, bool replaces);
}

/// <summary>Where one value is.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Item">The key in the holder.</param>
/// <param name="Secret">Name of the Kubernetes Secret that comes of it.</param>
internal sealed record ValuePlace(string Name, string Holder, string Item, string Secret);

/// <summary>What a store has of a holder.</summary>
internal enum Presence
{
    Present,

    /// <summary>It is there, and nobody has put a value.</summary>
    Empty,

    Missing,

    /// <summary>It is to be deleted, and can be restored.</summary>
    Deleted,

    /// <summary>Something else than a JSON object of values.</summary>
    Unreadable,
}

/// <summary>One holder, by names and dates.</summary>
/// <param name="Version">Of the values; null where there are none.</param>
/// <param name="Changed">When they were put.</param>
/// <param name="Keys">The names that have values, with whether there is any text; null where nobody looked.</param>
internal sealed record HolderState(Presence Presence, string? Version = null, DateTimeOffset? Changed = null, IReadOnlyDictionary<string, bool>? Keys = null);

/// <summary>A store was not asked, or did not do what it should; the words hold no value.</summary>
internal sealed class StoreException(Words words) : RefusedException(words);
