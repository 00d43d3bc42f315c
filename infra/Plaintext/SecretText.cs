using System.Security.Cryptography;

namespace McpInfra.Plaintext;

/// <summary>A secret's text that no log, record or debugger line can show by accident.</summary>
internal sealed class SecretText
{
    private readonly string _text;

    public SecretText(string text) => _text = text;

    private SecretText(string text, bool isPlaceholder) => (_text, IsPlaceholder) = (text, isPlaceholder);

    /// <summary>Whether the value itself is not known here, so that nothing can be said of what it looks like.</summary>
    public bool IsPlaceholder { get; }

    /// <summary>Stands for a value that is encrypted in the stack file and is not decrypted here: random, so that a leak of it is noticed.</summary>
    public static SecretText Placeholder() =>
        new("encrypted-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), isPlaceholder: true);

    /// <summary>The text itself, for the one place that wraps it in a secret output and for the guard that looks for it.</summary>
    public string Reveal() => _text;

    public override string ToString() => "[secret]";
}
