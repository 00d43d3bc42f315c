using McpInfra.Plaintext;
using McpInfra.Plaintext.Formats;

namespace McpInfra.Tests.Plaintext;

/// <summary>One list of words says what stands for a secret, and none of them counts where chance may have written it.</summary>
public sealed class PlaceholderWordsTests
{
    /// <summary>Words that are long enough count wherever they stand.</summary>
    [Theory]
    [InlineData("CHANGE_ME")]
    [InlineData("change-this")]
    [InlineData("Replace With")]
    [InlineData("fill_in")]
    [InlineData("insert-it")]
    [InlineData("put-your")]
    [InlineData("not_a_real")]
    [InlineData("notreal")]
    [InlineData("PlaceHolder")]
    [InlineData("Redacted")]
    public void Word_ThatNoChanceWrites_CountsInAValueAndInAToken(string word)
    {
        Assert.True(Harmless.IsInstruction($"{word}-key"));
        Assert.True(TokenBody.IsPlaceholder($"9Kd4Lk5{word.Replace(' ', '-')}jh3kW4h5a8Qz"));
    }

    [Theory]
    [InlineData("dummy-key", "9Kd4Lk5dummyjh3kW4h5a8Qz")]
    [InlineData("sample-key", "9Kd4Lk5SAMPLEjh3kW4h5a8Qz")]
    [InlineData("your-key", "put_Your_key_here_12")]
    [InlineData("fake-key", "kWjhfakeLkQz")]
    [InlineData("TODO", "kWjhTODOLkQz77")]
    public void Word_OfFewLetters_CountsAsWordsAreWritten(string value, string body)
    {
        Assert.True(Harmless.IsInstruction(value));
        Assert.True(TokenBody.IsPlaceholder(body));
    }

    [Theory]
    [InlineData("9Kd4Lk5dUmmyjh3kW4h5a8Qz")]
    [InlineData("9Kd4Lk5sAmPlejh3kW4h5a8Qz")]
    [InlineData("9Kd4Lk5yourjh3kW4h5a8Qz")]
    [InlineData("9Kd4Lk5fakejh3kW4h5a8Qz")]
    [InlineData("9Kd4Lk5TODOjh3kW4h5a8Qz")]
    [InlineData("kWjhfAkeLkQzmNbVcXsD")]
    public void Word_OfFewLettersAsChanceWritesIt_IsARandomText(string body)
    {
        Assert.False(Harmless.IsInstruction(body));
        Assert.False(TokenBody.IsPlaceholder(body));
    }

    [Theory]
    [InlineData("test_password")]
    [InlineData("my-super-secret")]
    [InlineData("not a real example")]
    public void Text_EveryWordOfIt_IsAPlaceholder(string text) => Assert.True(Harmless.IsPlaceholder(text));

    [Theory]
    [InlineData("meadow-test-river")]
    [InlineData("sampled9Qxw2Kp")]
    [InlineData("sample9Zx93kQ77")]
    public void Text_AWordOfIt_IsNone(string text) => Assert.False(Harmless.IsPlaceholder(text));
}
