namespace McpInfra.Plaintext;

/// <summary>What <c>pulumi config set --secret</c> writes in place of a value, as against a value that somebody forgot to encrypt.</summary>
internal static class PulumiCiphertext
{
    /// <summary>Bytes of AES-GCM's nonce and tag; as long as the two is the ciphertext of nothing.</summary>
    private const int NonceLength = 12, TagLength = 16;

    private const string Version = "v1:";

    /// <summary>The header in base64, as far as it decides: every text of every file is asked.</summary>
    private const string CloudStart = "AAABA";

    /// <summary>What Pulumi Cloud's own ciphertexts begin with.</summary>
    private static ReadOnlySpan<byte> CloudHeader => [0, 0, 1, 0];

    /// <summary>
    /// With a passphrase or the key of a cloud, <c>v1:NONCE:CIPHERTEXT</c>, each in base64 (pulumi/pulumi,
    /// sdk/go/common/resource/config/crypt.go; the managers of pkg/secrets/passphrase and pkg/secrets/cloud both use that
    /// crypter). With Pulumi Cloud, base64 of the bytes that its API answers with (pkg/secrets/service/manager.go): a header
    /// of four bytes, a nonce, the ciphertext and its tag. That is in no source but seen in what it has written, as in
    /// Pulumi's own tests and documents, where all begin with <c>AAABA</c> and are 32 bytes longer than the value.
    /// </summary>
    public static bool Matches(string text)
    {
        if (!text.StartsWith(Version, StringComparison.Ordinal))
            return text.StartsWith(CloudStart, StringComparison.Ordinal) && Decoded(text) is { } cloud && cloud.AsSpan().StartsWith(CloudHeader) && cloud.Length >= CloudHeader.Length + NonceLength + TagLength;
        return text.Split(':') is [_, var nonce, var ciphertext]
            && Decoded(nonce)?.Length == NonceLength
            && Decoded(ciphertext)?.Length >= TagLength;
    }

    /// <summary>Base64 with its padding and without a blank, as Go's StdEncoding writes it.</summary>
    private static byte[]? Decoded(string text)
    {
        if (text.Length % 4 != 0 || text.AsSpan().ContainsAny(" \t\r\n"))
            return null;
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
