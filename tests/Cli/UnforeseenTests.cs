using McpInfra.Cli;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Cli;

/// <summary>What no command expects ends in one line, and the line quotes nothing.</summary>
public sealed class UnforeseenTests
{
    [Fact]
    public async Task Command_ExceptionThatNothingExpects_IsToldByItsKindAlone()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var output = new BrokenWriter();

        var code = await CliApp.RunAsync(["audit"], Repository.Root, output, error, terminal: Terminal.None with { Width = int.MaxValue });

        Assert.Equal(2, code);
        Assert.StartsWith("This is a fault of mcp-infra itself: NotSupportedException in ", Assert.Single(error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(char[] buffer, int index, int count) => throw new NotSupportedException("hunter2");

        public override void Write(string? value) => throw new NotSupportedException("hunter2");
    }
}
