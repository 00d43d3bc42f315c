using System.Collections.Concurrent;

namespace McpInfra.Plaintext;

/// <summary>
/// Texts that were judged at a place and show no sign by themselves. A thousand resources, and a thousand files, have the same
/// names and settings in them; what is left to ask of one that is known is whether the run holds it, which may have changed.
/// </summary>
internal sealed class HarmlessTexts
{
    /// <summary>So many that the names of the program's own resources are among them, and few for the memory.</summary>
    private const int Most = 8192;

    /// <summary>A longer text is seldom there twice.</summary>
    private const int Longest = 128;

    private readonly long _most;
    private volatile Texts _new = new();
    private volatile Texts _old = new();
    private long _looks;

    /// <param name="most">How many are kept at the least; twice as many at most.</param>
    public HarmlessTexts(int most = Most) => _most = most;

    /// <summary>How many texts were looked at whole: a test holds that it does not grow with resources that are alike.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    /// <summary>What is known of a text at a place; null where it is not known, or not kept.</summary>
    public IReadOnlyList<TextLayer>? Layers(in Key key)
    {
        if (_new.Known.TryGetValue(key, out var layers))
            return layers;
        if (_old.Known.TryGetValue(key, out layers))
        {
            Add(key, layers);
            return layers;
        }

        Interlocked.Increment(ref _looks);
        return null;
    }

    /// <summary>What has not been asked for in as many others as are kept is forgotten.</summary>
    public void Add(in Key key, IReadOnlyList<TextLayer> layers)
    {
        var texts = _new;
        if (key.Text.Length > Longest || !texts.Known.TryAdd(key, layers) || Interlocked.Increment(ref texts.Count) != _most)
            return;
        _old = texts;
        _new = new Texts();
    }

    /// <summary>A text at a place, as far as the place says anything of it.</summary>
    /// <param name="Path">Empty where it stands for any.</param>
    public readonly record struct Key(Caller Caller, PlaceKind Kind, bool IsFromElsewhere, string Name, string Path, string Text);

    private sealed class Texts
    {
        public long Count;

        public ConcurrentDictionary<Key, IReadOnlyList<TextLayer>> Known { get; } = new();
    }
}
