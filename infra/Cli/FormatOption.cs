using System.CommandLine;

namespace McpInfra.Cli;

/// <summary>A form that a command can write its report in, and what writes it.</summary>
internal sealed record ReportFormat<TWriter>(string Word, TWriter Writer)
{
    /// <summary>What help shows as the default.</summary>
    public override string ToString() => Word;
}

/// <summary>In which form a command writes its report: the same option wherever there is more than one.</summary>
internal static class FormatOption
{
    /// <param name="others">What a command has besides text, which is the default, and JSON; with what help says of it, such as <c>markdown for a ticket</c>.</param>
    public static Option<ReportFormat<TWriter>> Create<TWriter>(TWriter text, TWriter json, params (string Word, string Help, TWriter Writer)[] others)
    {
        (string Word, string Help, TWriter Writer)[] all = [("text", "text for a terminal", text), ("json", "json for a program", json), .. others];
        var formats = all.ToDictionary(format => format.Word, format => new ReportFormat<TWriter>(format.Word, format.Writer));
        var option = new Option<ReportFormat<TWriter>>("--format", "-f")
        {
            Description = string.Join(", ", all.Select(format => format.Help)) + ".",
            DefaultValueFactory = _ => formats["text"],
            CustomParser = argument => formats.GetValueOrDefault(argument.Tokens[0].Value),
        };
        option.AcceptOnlyFromAmong([.. formats.Keys]);
        return option;
    }
}
