using McpInfra.Plaintext;

namespace McpInfra.Tests.Plaintext;

public sealed class PulumiCiphertextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public void Matches_WhatPulumiWrites_IsCiphertext(int length)
    {
        var (nonce, sealedText) = (Bytes(12), Bytes(length + 16));

        Assert.True(PulumiCiphertext.Matches($"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedText)}"));
        Assert.True(PulumiCiphertext.Matches(Convert.ToBase64String([0, 0, 1, 0, .. nonce, .. sealedText])));
    }

    [Fact]
    public void Matches_WhatOnlyLooksLikeIt_IsNone()
    {
        string[] others =
        [
            "", "hunter22", "v1:", "v1:a:b", Convert.ToBase64String([7, .. Bytes(40)]), Convert.ToBase64String([0, 0, 1, 0, .. Bytes(27)]),
            $"v2:{Convert.ToBase64String(Bytes(12))}:{Convert.ToBase64String(Bytes(16))}", $"v1:{Convert.ToBase64String(Bytes(11))}:{Convert.ToBase64String(Bytes(16))}",
            $"v1:{Convert.ToBase64String(Bytes(12))}:{Convert.ToBase64String(Bytes(15))}", $"v1:{Convert.ToBase64String(Bytes(12))}:{Convert.ToBase64String(Bytes(16))}:x",
            $"v1:{Convert.ToBase64String(Bytes(12))}: {Convert.ToBase64String(Bytes(18))}",
        ];

        Assert.All(others, other => Assert.False(PulumiCiphertext.Matches(other), other));
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(1, length).Select(number => (byte)(number * 37))];
}
