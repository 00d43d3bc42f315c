using McpInfra.Plaintext;

namespace McpInfra.Tests.Plaintext;

/// <summary>What nobody has typed, and what people do.</summary>
public sealed class RandomnessTests
{
    /// <summary>Shorter and with fewer kinds of letters than elsewhere: what stands there is a word or a key.</summary>
    [Theory]
    [InlineData("vendor_key", "w3kq81zt7m0xp5rd")]
    [InlineData("vendorKey", "w3kq81zt7m0xp5rd")]
    [InlineData("VENDOR_KEY", "w3kq81zt7m0xp5rd")]
    [InlineData("vendor-key", "tz-p48wqk_03m9xd71")]
    [InlineData("vendor.key", "tok-w3kq81zt7m0xp5rd")]
    [InlineData("vendor_key", "Kd82mZq0Xv5Lw9Bt")]
    [InlineData("vendor_key", "zqxg0rm5utz1vs1c")]
    [InlineData("vendor_key", "a8Jd02kVbn3Qw9Lz7Rt4Yg==")]
    public void Find_RandomTextUnderTheNameOfAKey_IsFound(string name, string text) => Assert.Equal((0, text.Length), Find(name, text));

    [Theory]
    [InlineData("vendor", "w3kq81zt7m0xp5rd")]
    [InlineData("key", "w3kq81zt7m0xp5rd")]
    [InlineData("monkey", "w3kq81zt7m0xp5rd")]
    [InlineData("vendor_key", "w3kq81zt7m0xp5r")]
    [InlineData("vendor_key", "eu-west-1-primary-2024")]
    [InlineData("sort_key", "created-at-desc-v2")]
    [InlineData("cacheKey", "linux-node20-build-main")]
    [InlineData("app_key", "SomeTextOf32LettersAndNothingElse")]
    [InlineData("labelKey", "topology.kubernetes.io/zone")]
    [InlineData("s3_key", "build7artifact9v12linux")]
    [InlineData("partitionKey", "tenant1user2order3x")]
    [InlineData("i18nKey", "page2title3section4x")]
    [InlineData("BUCKET_KEY", "terraform1prod2state3")]
    [InlineData("SMTP_KEY", "winterHills22Rx9")]
    [InlineData("kms_key", "1f0c2b7a-90d4-4b1e-8f63-2a7de95c01b4")]
    [InlineData("kmsKey", "mrk-1f0c2b7a90d44b1e8f632a7de95c01b4")]
    [InlineData("public_key", "w3kq81zt7m0xp5rd")]
    [InlineData("partition_key", "2026-11-27-2026-11-28")]
    [InlineData("valueKey", "0000-1111-2222-3333")]
    public void Find_WordOrNameUnderTheNameOfAKey_IsNone(string name, string text) => Assert.Null(Find(name, text));

    /// <summary>A guess is a person's to judge; the guard refuses nothing for it.</summary>
    [Fact]
    public void Look_RandomTextUnderTheNameOfAKey_IsForWhoeverAuditsAlone()
    {
        Assert.Equal(SignKind.Opaque, PlainSight.Look(Caller.Audit, Place("vendor_key"), "w3kq81zt7m0xp5rd")?.Kind);
        Assert.Null(PlainSight.Look(Caller.Guard, Place("vendor_key"), "w3kq81zt7m0xp5rd"));
    }

    private static (int Index, int Length)? Find(string name, string text) => Randomness.Find(Place(name), text);

    private static Place Place(string name) => new(name, $"spec.{name}", PlaceKind.Value);
}
