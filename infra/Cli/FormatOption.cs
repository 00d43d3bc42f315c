using System.CommandLine;

namespace McpInfra.Cli;

/// <summary>A form that a command can write its report in.</summary>
/// <param name="Word">What <c>--format</c> calls it.</param>
/// <param name="Help">The word and whom it is for, such as <c>json for a program</c>.</param>
/// <param name="Writer">Whatever writes the report.</param>
internal sealed record ReportFormat<TWriter>(string Word, string Help, TWriter Writer)
{
    /// <summary>What help shows as the default.</summary>
    public override string ToString() => Word;
}

/// <summary>In which form a command writes its report: the same option wherever there is more than one.</summary>
internal static class FormatOption
{
    /// <param name="others">What a command has besides text, which is the default, and JSON.</param>
    public static Option<ReportFormat<TWriter>> Create<TWriter>(TWriter text, TWriter json, params ReportFormat<TWriter>[] others)
    {
        ReportFormat<TWriter>[] formats = [new("text", "text for a terminal", text), new("json", "json for a program", json), .. others];
        var option = new Option<ReportFormat<TWriter>>("--format", "-f")
        {
            Description = string.Join(", ", formats.Select(format => format.Help)) + ".",
            DefaultValueFactory = _ => formats[0],
            CustomParser = argument => Array.Find(formats, format => format.Word == argument.Tokens[0].Value),
        };
        option.AcceptOnlyFromAmong([.. formats.Select(format => format.Word)]);
        return option;
    }
}
