using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace McpInfra.Tests.Support;

/// <summary>Recognisable random texts that stand for secrets, and a search for them in every form they could take.</summary>
internal sealed partial class Canaries
{
    private readonly ConcurrentBag<string> _all = [];

    /// <summary>Awkward on purpose: each character but the letters is changed by some encoding.</summary>
    public string New(string name)
    {
        var canary = $"canary-{name}-{Guid.NewGuid():N}/+\"&é";
        _all.Add(canary);
        return canary;
    }

    /// <summary>A text that any program takes as a password: letters, digits and one dot.</summary>
    public string NewWord(int length = 48)
    {
        var canary = "Canary." + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", length - "Canary.".Length);
        _all.Add(canary);
        return canary;
    }

    /// <summary>Looks for a secret of somebody else's too.</summary>
    public void Hold(string secret) => _all.Add(secret);

    public IReadOnlyCollection<string> All => _all;

    public void AssertNoneIn(string what, string text)
    {
        foreach (var canary in _all)
        {
            foreach (var (form, encoded) in Forms(canary))
                Assert.False(text.Contains(encoded, StringComparison.OrdinalIgnoreCase), $"{what} carries a secret, {form}");
        }
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RandomPart();

    private static IEnumerable<(string Form, string Text)> Forms(string canary)
    {
        var bytes = Encoding.UTF8.GetBytes(canary);
        yield return ("plain", canary);
        yield return ("base64", Convert.ToBase64String(bytes).TrimEnd('='));
        yield return ("base64url", Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        yield return ("URL-escaped", Uri.EscapeDataString(canary));
        yield return ("JSON-escaped", JsonEncodedText.Encode(canary).ToString());

        // The random part alone, in case an encoding above was done by other rules.
        if (RandomPart().Match(canary) is { Success: true } part)
            yield return ("in part", part.Value);
    }
}
