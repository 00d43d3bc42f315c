namespace McpInfra.Plaintext;

/// <summary>What <c>kubeseal</c> writes in place of a value, as against a value that somebody forgot to encrypt.</summary>
internal static class SealedCiphertext
{
    /// <summary>Bytes of an RSA modulus, from 2048 to 8192 bits: as long is the encrypted session key.</summary>
    private static readonly int[] KeyLengths = [256, 384, 512, 1024];

    /// <summary>Bytes of AES-GCM's tag, the least that follows the session key.</summary>
    private const int TagLength = 16;

    /// <summary>
    /// Base64 of two bytes with the length of the encrypted session key, that key, and the value encrypted with AES-GCM
    /// (HybridEncrypt in the controller's pkg/crypto).
    /// </summary>
    public static bool Matches(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < 2)
            return false;
        var keyLength = (bytes[0] << 8) | bytes[1];
        return KeyLengths.Contains(keyLength) && length >= 2 + keyLength + TagLength;
    }
}
