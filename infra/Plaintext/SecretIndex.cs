using System.Collections.Concurrent;

namespace McpInfra.Plaintext;

/// <summary>
/// Secrets, found by the last characters of each, so that a search takes time for the text and not for the secrets. May
/// grow while it is searched. Texts are searched as they are: <see cref="Encodings"/> decodes them.
/// </summary>
internal sealed class SecretIndex
{
    /// <summary>Shorter values stand in ordinary text by chance, so they are looked for as whole texts only.</summary>
    public const int ShortestSearched = 8;

    private readonly ConcurrentDictionary<string, byte> _whole = new(StringComparer.Ordinal);

    /// <summary>Secrets by how they end, and there by length.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, ConcurrentDictionary<string, byte>>> _byEnd = new(StringComparer.Ordinal);

    /// <summary>How many texts and pieces of text were compared: what a search costs beyond reading the text.</summary>
    public long Comparisons => Interlocked.Read(ref _comparisons);

    private long _comparisons;
    private volatile bool _hasAny;

    /// <param name="isWord">Whether it is looked for as a whole text only, as short ones are.</param>
    public void Add(string secret, bool isWord = false)
    {
        if (secret.Length == 0)
            return;
        _hasAny = true;
        if (isWord || secret.Length < ShortestSearched)
        {
            _whole[secret] = 0;
            return;
        }

        _byEnd.GetOrAdd(secret[^ShortestSearched..], _ => new())
            .GetOrAdd(secret.Length, _ => new(StringComparer.Ordinal))[secret] = 0;

        // A value that came with a line end, as from a file, is looked for without it too.
        var trimmed = secret.Trim();
        if (trimmed.Length != secret.Length)
            Add(trimmed);
    }

    /// <summary>Asked before every search, so it does not ask the maps, which would lock all that adds to them.</summary>
    public bool IsEmpty => !_hasAny;

    /// <summary>Whether one stands in a text.</summary>
    public bool Occurs(string text) => All(text).Any();

    /// <summary>Where each stands in a text as it is; the longest where several end at one place.</summary>
    public IEnumerable<(int Index, int Length)> All(string text)
    {
        if (IsEmpty)
            yield break;
        if (_whole.ContainsKey(text))
        {
            yield return (0, text.Length);
            yield break;
        }

        // Compared piece by piece only where a text ends as some secret does.
        for (var end = ShortestSearched; end <= text.Length; end++)
        {
            if (LengthAt(text, end) is { } length)
                yield return (end - length, length);
        }
    }

    private int? LengthAt(string text, int end)
    {
        if (!_byEnd.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(end - ShortestSearched, ShortestSearched), out var byLength))
            return null;
        int? longest = null;
        foreach (var (length, secrets) in byLength)
        {
            Interlocked.Increment(ref _comparisons);
            if (length <= end && (longest is null || length > longest) && secrets.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(text.AsSpan(end - length, length)))
                longest = length;
        }

        return longest;
    }
}
