using System.Collections.Concurrent;

namespace McpInfra.Plaintext;

/// <summary>
/// Texts that were judged at a place and show no sign by themselves. A thousand resources have the same names and settings in
/// them; what is left to ask of one that is known is whether the run holds it, which may have changed.
/// </summary>
internal sealed class HarmlessTexts
{
    /// <summary>So many that the names of the program's own resources are among them, and few for the memory.</summary>
    private const int Most = 8192;

    /// <summary>A longer text is seldom there twice.</summary>
    private const int Longest = 128;

    private readonly ConcurrentDictionary<(Caller, PlaceKind, bool, string Name, string Path, string Text), IReadOnlyList<TextLayer>> _known = new();
    private int _room = Most;
    private long _looks;

    /// <summary>How many texts were looked at whole: a test holds that it does not grow with resources that are alike.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    /// <summary>Whether texts like this one are there many times: names are, and all that a run is asked of; a file has values of its own.</summary>
    public static bool AreAlike(Place place, string text, bool isOfRun) => isOfRun || IsNameAnywhere(place, text);

    /// <summary>The text and what is encoded in it; null where it has to be looked at.</summary>
    public IReadOnlyList<TextLayer>? Layers(Caller caller, Place place, string text)
    {
        if (text.Length <= Longest && _known.TryGetValue(Key(caller, place, text), out var layers))
            return layers;
        Interlocked.Increment(ref _looks);
        return null;
    }

    public void Add(Caller caller, Place place, string text, IReadOnlyList<TextLayer> layers)
    {
        if (text.Length <= Longest && Volatile.Read(ref _room) > 0 && _known.TryAdd(Key(caller, place, text), layers))
            Interlocked.Decrement(ref _room);
    }

    private static (Caller, PlaceKind, bool, string Name, string Path, string Text) Key(Caller caller, Place place, string text) =>
        (caller, place.Kind, place.IsFromElsewhere, place.Name, IsNameAnywhere(place, text) ? "" : place.Path, text);

    /// <summary>A name is judged alike wherever it stands, but where its place may say that what looks random is public.</summary>
    private static bool IsNameAnywhere(Place place, string text) => place.Kind == PlaceKind.Key && text.Length < Randomness.Shortest;
}
