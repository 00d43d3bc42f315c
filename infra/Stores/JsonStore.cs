using System.Text;
using System.Text.Json.Nodes;
using McpInfra.Plaintext;
using McpInfra.Printing;

namespace McpInfra.Stores;

/// <summary>A store whose holders have a JSON object of values each: one of them is replaced and the others stay.</summary>
internal abstract class JsonStore : IValueStore
{
    public abstract Words Name { get; }

    /// <summary>Of the text of one holder, in bytes.</summary>
    protected abstract int Longest { get; }

    public abstract HolderState Look(string holder, bool isRead);

    public Words Put(ValuePlace place, SecretText value, bool replaces)
    {
        CheckWriting();
        var before = Read(place.Holder);
        var json = before.Presence switch
        {
            Presence.Present => before.Values!,
            Presence.Empty => [],
            Presence.Missing when MakesHolders => [],
            Presence.Missing => throw new StoreException(NotThere(place.Holder)),
            Presence.Deleted => throw new StoreException(IsDeleted(place.Holder)),
            _ => throw new StoreException($"{place.Holder} has something else than a JSON object with every key once, so that a key cannot be put into it: see what it is, and put the whole object by hand."),
        };
        if (!replaces && StoredJson.HasText(json[place.Item]))
            throw new StoreException(ValueWords.IsThere(place));
        json[place.Item] = value.Reveal();
        var text = StoredJson.Text(json);
        if (Encoding.ASCII.GetByteCount(text.Reveal()) is var bytes && bytes > Longest)
            throw new StoreException($"{place.Holder} would have {bytes} bytes, and {Name} takes {Longest} in one secret: give what is long a group of its own.");
        var version = Write(place.Holder, text, before.Version);
        var kept = json.Count == 1 ? Words.None : Words.Of($", {Words.Plural(json.Count - 1, "other key")} kept");
        return $"{place.Name} is in {place.Holder} of {Name}, version {version}{kept}";
    }

    /// <summary>Refuses what would leave a value where nobody looks for it.</summary>
    protected virtual void CheckWriting()
    {
    }

    /// <summary>Whether writing makes a holder that is not there.</summary>
    protected abstract bool MakesHolders { get; }

    /// <summary>What to do where there is no holder.</summary>
    protected abstract Words NotThere(string holder);

    /// <summary>What to do where it is to be deleted.</summary>
    protected abstract Words IsDeleted(string holder);

    protected abstract StoredValues Read(string holder);

    /// <summary>Writes a new version.</summary>
    /// <param name="was">The version that the text was made of; null where there was none.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="StoreException">It was not written, or another came between.</exception>
    protected abstract string Write(string holder, SecretText text, string? was);

    /// <summary>Names and dates of what was read; the values are left behind.</summary>
    protected static HolderState State(StoredValues read) => read.Presence == Presence.Missing ? new(Presence.Missing) : new(read.Presence, read.Version, read.Changed, read.Values is null ? null : StoredJson.Keys(read.Values));

    protected static StoredValues Of(string? text, string? version, DateTimeOffset? changed) => text is not null && StoredJson.Parse(text) is { } values
        ? new StoredValues(Presence.Present, version, changed, values)
        : new StoredValues(Presence.Unreadable, version, changed);

    /// <summary>The values of a holder while one of them is replaced.</summary>
    protected sealed record StoredValues(Presence Presence, string? Version = null, DateTimeOffset? Changed = null, JsonObject? Values = null)
    {
        public override string ToString() => nameof(StoredValues);
    }
}

/// <summary>What every store says alike.</summary>
internal static class ValueWords
{
    public static Words IsThere(ValuePlace place) =>
        $"{place.Holder} has a value for {place.Name} already, and what runs was made with it. Say --replace if another is to take its place all the same.";

    public static Words CameBetween(string holder, string version) =>
        $"{holder} was changed by somebody else meanwhile: version {version} came between. Nothing was put: run the line again.";
}
