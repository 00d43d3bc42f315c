using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using McpInfra.Printing;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Printing;

/// <summary>A line that does not fit goes on below: at blanks, without a word cut, and a command so that a shell reads the same.</summary>
public sealed class FoldTests
{
    private static readonly string[] Samples = ["a", "is", "the", "mcp/dev/gateway", "mcp-infra:secretValues.SMTP_PASSWORD", "·", "->", "日本語", "arn:aws:iam::123456789012:role/mcp-dev-reader", "(rotated)", "#", "::error::"];

    private static Gen<string> Sentence { get; } = Gen.Elements(Samples).ListOf().Select(words => string.Join(' ', words));

    [Theory]
    [InlineData(60, "  label  some words that do not fit beside it")]
    [InlineData(30, "  label  some words that do\n         not fit beside it")]
    [InlineData(16, "  label  some\n    words that\n    do not fit\n    beside it")]
    public void Line_LastPart_GoesOnBelowItselfWhereThereIsRoom(int width, string expected) =>
        Assert.Equal(expected, Shown(width, printer => printer.Line(("  label  ", Tone.Plain), ("some words that do not fit beside it", Tone.Plain))));

    [Fact]
    public void Line_WithAGuide_HasItBeforeEveryLineBelow() => Assert.Equal("  ├─ Role  reads all of them\n  │        and more", Shown(30, printer =>
        printer.Line(new Layout(Under: Words.Own("  │  ")), (Words.Own("  ├─ "), Tone.Quiet), ("Role  ", Tone.Plain), ("reads all of them and more", Tone.Plain))));

    [Fact]
    public void Line_WithAPlaceBelow_BeginsTheLastPartAnewThere() => Assert.Equal("  3  some/long/path/of/a/name\n     holds a secret of\n     somebody", Shown(30, printer =>
        printer.Line(new Layout(Below: 5), ("  3  ", Tone.Plain), ("some/long/path/of/a/name", Tone.Plain), ("  holds a secret of somebody", Tone.Plain))));

    [Fact]
    public void Line_NameWiderThanTheWidth_SticksOutUncut() => Assert.Equal("a\n" + new string('n', 50) + "\nb", Shown(40, printer => printer.Line($"a {new string('n', 50)} b")));

    /// <summary>A comment ends with its line, and the next line of a shell would be run.</summary>
    [Fact]
    public void Line_CommentOfAShell_IsOneOnEveryLine() => Assert.Equal("  back  # nothing to take back from the\n        # pods", Shown(40, printer =>
        printer.Line(("  back  ", Tone.Plain), (Words.Own("# nothing to take back from the pods"), Tone.Plain))));

    /// <summary>What stands at the start of a line is an order there, wherever it stood before.</summary>
    [Fact]
    public void Line_OrderThatAFoldPutsFirst_IsDefused() => Assert.All(
        Shown(40, printer => printer.Line($"{new string('n', 38)} ::error::x")).Split('\n'), line => Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal)));

    [Fact]
    public void Verbatim_LongLine_IsLeftAsItIs() => Assert.Equal("a  b " + new string('n', 50) + "  c", Shown(40, printer => printer.Verbatim($"a  b {new string('n', 50)}  c")));

    /// <summary>Whoever pastes it has the shell see the same words.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    public void Command_Folded_IsTheSameToAShell(int width)
    {
        var line = ShellLine.Of($"aws put --secret-id {"mcp/dev/a b"} --secret-string \"{{\\\"key\\\": \\\"it's\\\"}}\" --x it\\'s --y {"it's all"} --region {"eu-west-1"} --and-one-more --and-another {new Quoted("a")}");

        var folded = Shown(width, printer => printer.Line(("    run    ", Tone.Plain), (line, Tone.Plain)));

        Assert.Contains(" \\\n", folded, StringComparison.Ordinal);
        Assert.All(folded.Split('\n'), shown => Assert.InRange(shown.Length, 1, width));
        Assert.Equal(WordsOfShell(line.ToString()), WordsOfShell(folded["    run    ".Length..]));
    }

    [ManyRunsProperty(few: 200, many: 20_000)]
    public Property Line_AnyPartsAndWidth_FitsAndLosesNothing() => Prop.ForAll(
        Sentence.ListOf().Where(parts => parts.Count > 0).ToArbitrary(), Gen.Choose(40, 160).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (parts, width, below) =>
        {
            var columns = parts.Select(part => ((Words)("  " + part), Tone.Plain)).ToArray();
            void Write(Printer printer) => printer.Line(below % 2 == 0 ? new Layout() : new Layout(Below: below), columns);

            FoldedLines.Fit(Shown(width, Write).Replace("\\::", "::", StringComparison.Ordinal), Shown(int.MaxValue, Write).Replace("\\::", "::", StringComparison.Ordinal), width);
            return true;
        });

    [ManyRunsProperty(few: 200, many: 20_000)]
    public Property Table_AnyRowsAndWidth_FitsAndLosesNothing() => Prop.ForAll(
        Sentence.ListOf(4).ListOf().Where(rows => rows.Count > 0).ToArbitrary(), Gen.Choose(40, 160).ToArbitrary(), (rows, width) =>
        {
            void Write(Printer printer) => printer.Table(["one", "two", "three", "four"], Tone.Quiet, rows.Select(row => (IReadOnlyList<Words>)[.. row.Select(cell => (Words)cell)]));

            FoldedLines.Fit(Shown(width, Write).Replace("\\::", "::", StringComparison.Ordinal), Shown(int.MaxValue, Write).Replace("\\::", "::", StringComparison.Ordinal), width);
            return true;
        });

    private static string Shown(int width, Action<Printer> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(new Printer(output, TextWriter.Null, terminal: Terminal.None with { Width = width }));
        return output.ToString().TrimEnd('\n');
    }

    private static string WordsOfShell(string line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"aws() {{ printf '<%s>\\n' \"$@\"; }}\n{line}"]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        return shell.StandardOutput.ReadToEnd();
    }
}
