using McpInfra.Plaintext.Formats;

namespace McpInfra.Tests.Plaintext.Formats;

/// <summary>What repositories are full of is no token, and a token shown to people is none.</summary>
public sealed class OrdinaryTextTests
{
    private static readonly Random Random = new(11);

    public static TheoryData<string, string> Ordinary => new()
    {
        { "ghcr.io/org/image:1.2.3@sha256:" + Hex(64), "spec.image" },
        { "sentry/relay@sha256:" + Hex(64), "apps.sentry.values.image" },
        { Hex(64), "apps.discord.values.digest" },
        { Hex(40), "apps.sourcegraph.commit" },
        { "cloudflare/cloudflared:" + Hex(40), "apps.cloudflare.image" },
        { "https://github.com/cloudflare/cloudflared/commit/" + Hex(40), "apps.cloudflare.note" },
        { Hex(40), "spec.source.commit" },
        { "9f1c2d3e-4b5a-4c6d-8e7f-0a1b2c3d4e5f", "metadata.uid" },
        { "ENC[AES256_GCM,data:" + Convert.ToBase64String(Bytes(30)) + ",iv:" + Convert.ToBase64String(Bytes(32)) + ",tag:" + Convert.ToBase64String(Bytes(16)) + ",type:str]", "data.cloudflare" },
        { "AgB" + Convert.ToBase64String(Bytes(400)), "spec.encryptedData.token" },
        { "-----BEGIN CERTIFICATE-----\nMII" + Convert.ToBase64String(Bytes(600)) + "\n-----END CERTIFICATE-----", "data.ca" },
        { "-----BEGIN PUBLIC KEY-----\nMII" + Convert.ToBase64String(Bytes(200)) + "\n-----END PUBLIC KEY-----", "data.key" },
        { "task-force-of-many-people-here-2", "data.note" },
        { "sk-force-of-many-people-here", "data.note" },
        { "disk-0a1b2c3d4e5f6a7b8c9d0e1f", "data.note" },
        { "ghp_your_token_goes_here_1a2B3c4D5e", "data.note" },
        { "ghp_yourPersonalAccessTokenGoesHere123456", "data.note" },
        { "ghp_YOURPERSONALACCESSTOKENGOESHEREPLEASE", "data.note" },
        { "AKIAIOSFODNN7EXAMPLE", "data.note" },
        { "xoxb-not-a-real-token", "data.note" },
        { "glpat-xxxxxxxxxxxxxxxxxxxx", "data.note" },
        { "ghp_abcdefghijklmnopqrst...", "data.note" },
        { "ghp_${GITHUB_TOKEN}", "data.note" },
        { "ghp_<token>", "data.note" },
        { "sk_test_1234567890123456", "data.note" },
        { "hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", "data.url" },
        { "cloudflare-tunnel-ingress-controller-two", "apps.cloudflare.name" },
        { "\"lineInterpolation\": \"linear\", \"uid\": \"" + Hex(32) + "\"", "dashboard.json" },
        { "nonlinear: " + Hex(32), "data.note" },
        { "Name: s.SAClusterSecretStoreName", "data.note" },
        { "charts.linkerd.io/stable/abcdefghijklmnop", "data.note" },
    };

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void Find_OrdinaryText_IsNoToken(string text, string around) => Assert.Null(KnownFormats.Find(text, around)?.Format.Id);

    [Theory]
    [InlineData("ghp_CNRYabcdefghijklmnopqrstuvwx0123")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123")]
    [InlineData("ghp_a1B2c3D4e5a1B2c3D4e5a1B2c3D4e5F6g7H8")]
    [InlineData("ghp_No2byOurnKcn49niwyydXZN6W75dTnlGx7Q2")]
    [InlineData("ghp_No2byourNKcn49niwyydXZN6W75dTnlGx7Q2")]
    [InlineData("ghp_LyluIIelXuNOWqtOxCBIHXsNmvmCxxXxx7Q2")]
    [InlineData("ghp_LyluIIelXuNOWqtOdUMmYHXsNmvmC4a8x7Q2")]
    [InlineData("x-access-token:ghp_CNRYabcdefghijklmnopqrstuvwx0123@github.com")]
    public void Find_OrderedBodyOfTwoKinds_IsToken(string text) => Assert.Equal("github-pat", KnownFormats.Find(text)?.Format.Id);

    [Theory]
    [InlineData("Authorization: Bearer ")]
    [InlineData("heroku = ")]
    [InlineData("export HEROKU_API_KEY='")]
    [InlineData("{\"heroku\": {\"api_key\": \"")]
    [InlineData("provider(\"heroku\", \"")]
    public void Find_ValueOfVendorsPlace_IsToken(string before) =>
        Assert.Equal("heroku-api-key", KnownFormats.Find(before + Guid.NewGuid(), "apps.heroku")?.Format.Id);

    [Theory]
    [InlineData("data.MY_DATADOG_VALUE")]
    [InlineData("data.datadogValue")]
    [InlineData("apps.DataDog.note")]
    public void Find_VendorsWordInAnyCase_Counts(string around) => Assert.Equal("datadog-access-token", KnownFormats.Find(Hex(40), around)?.Format.Id);

    [Theory]
    [InlineData("data.blob", false)]
    [InlineData("data.xrayToken", true)]
    [InlineData("data.extraXrayToken", true)]
    [InlineData("data.proxray", false)]
    public void Find_ShortWord_BeginsWord(string around, bool isFound) => Assert.Equal(isFound, KnownFormats.Find(Hex(64), around) is not null);

    private static string Hex(int length) => Convert.ToHexStringLower(Bytes(length))[..length];

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Random.NextBytes(bytes);
        return bytes;
    }
}
