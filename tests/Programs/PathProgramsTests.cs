using McpInfra.Plaintext;
using McpInfra.Programs;

namespace McpInfra.Tests.Programs;

public sealed class PathProgramsTests
{
    private static readonly IPrograms Path = new PathPrograms();

    [Fact]
    public void Run_Input_IsReadToTheLastByteAndNowhereElse()
    {
        var input = "ü\n" + new string('x', 1 << 20);

        Assert.Equal(input, Path.Run("cat", ["/dev/stdin"], new SecretText(input)).Output);
        Assert.DoesNotContain("canary-input", Path.Run("sh", ["-c", "cat >/dev/null; env; tr '\\0' ' ' </proc/$$/cmdline"], new SecretText("canary-input")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoInput_IsEmptyInput() => Assert.Equal(new ProgramAnswer(0, "0\n"), Path.Run("sh", ["-c", "wc -c | tr -d ' '"]));

    [Fact]
    public void Run_ProgramThatEndsBeforeItHasRead_IsItsCode() =>
        Assert.Equal(new ProgramAnswer(3, "out", "why"), Path.Run("sh", ["-c", "printf out; printf why >&2; exit 3"], new SecretText(new string('x', 1 << 20))));

    [Fact]
    public void Run_ProgramThatIsNotThere_IsToldAsAShellDoes() => Assert.Equal(ProgramAnswer.NotThere, Path.Run("mcp-infra-no-such-program", []).Code);

    [Fact]
    public async Task Run_ProgramThatPrintsTooMuch_IsEnded() => Assert.True((await Path.RunAsync("yes", [], longest: 1 << 20)).IsCut);
}
