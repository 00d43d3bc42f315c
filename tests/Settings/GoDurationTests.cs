using McpInfra.Settings;

namespace McpInfra.Tests.Settings;

public class GoDurationTests
{
    // What Go's time.Duration prints for each.
    [Theory]
    [InlineData("1h", "1h0m0s")]
    [InlineData("90m", "1h30m0s")]
    [InlineData("3600s", "1h0m0s")]
    [InlineData("1h0m0s", "1h0m0s")]
    [InlineData("1.5h", "1h30m0s")]
    [InlineData("90s", "1m30s")]
    [InlineData("30s", "30s")]
    [InlineData("1m", "1m0s")]
    [InlineData("1500ms", "1.5s")]
    [InlineData("250ms", "250ms")]
    [InlineData("48h", "48h0m0s")]
    [InlineData("0", "0s")]
    [InlineData("0s", "0s")]
    public void Canonical_Duration_IsWhatGoPrints(string text, string expected) => Assert.Equal(expected, GoDuration.Canonical(text));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("1")]
    [InlineData("1d")]
    [InlineData("1 h")]
    [InlineData("-1h")]
    [InlineData("1h\n")]
    [InlineData("99999999999999999999h")]
    public void Canonical_NoDuration_IsNull(string text) => Assert.Null(GoDuration.Canonical(text));

    [Theory]
    [InlineData("1h0m0s", "1h")]
    [InlineData("1h30m0s", "1h30m")]
    [InlineData("1h0m30s", "1h0m30s")]
    [InlineData("10h10m10s", "10h10m10s")]
    [InlineData("2m0s", "2m")]
    [InlineData("20s", "20s")]
    [InlineData("0s", "0s")]
    public void Brief_Canonical_IsTheSameDurationWithoutItsLastZeros(string canonical, string brief)
    {
        Assert.Equal(brief, GoDuration.Brief(canonical));
        Assert.Equal(canonical, GoDuration.Canonical(brief));
    }
}
