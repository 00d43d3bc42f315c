using McpInfra.Plaintext.Formats;

namespace McpInfra.Tests.Plaintext.Formats;

/// <summary>Work grows with the text. Counted in steps, not in time.</summary>
public sealed class LinearityTests
{
    private const int Short = 20_000;
    private const int Times = 4;

    /// <summary>Steps for each character, whatever the text is.</summary>
    private const int MostPerCharacter = 200;

    [Theory]
    [InlineData("x=token&")]
    [InlineData("eyJ")]
    [InlineData("-eyJ")]
    [InlineData(" eyJ")]
    [InlineData("eyJhbGciOiJ9.")]
    [InlineData("sk-")]
    [InlineData(" sk-")]
    [InlineData("ghp_")]
    [InlineData("-glpat-")]
    [InlineData("xoxb-1-")]
    [InlineData("123456:A")]
    [InlineData(".atlasv1.")]
    [InlineData("_mmk")]
    [InlineData("EAAA/")]
    [InlineData("a=b|")]
    [InlineData("datadog=a1b2c3d4e5f6a7b8c9d0 ")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nA: ")]
    [InlineData("ZXlKaGJHY2lPaUp=")]
    public void FindAll_RepeatedText_TakesStepsOfItsLength(string unit)
    {
        var (few, many) = (Steps(unit, Short), Steps(unit, Short * Times));
        Assert.InRange(many, 0, MostPerCharacter * (long)Short * Times);
        Assert.InRange(many, 0, few * Times * 11 / 10 + 1000);
    }

    private static long Steps(string unit, int length)
    {
        var scan = new Scan(string.Concat(Enumerable.Repeat(unit, length / unit.Length)));
        KnownFormats.FindAll(scan, "datadog cloudflare twitter discord mailgun");
        return scan.Steps;
    }
}
