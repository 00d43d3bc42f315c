using McpInfra.Plaintext;

namespace McpInfra.Printing;

/// <summary>Whose words a part of a text is, and how it may stand there.</summary>
internal enum PartKind
{
    /// <summary>This program's own words.</summary>
    Own,

    /// <summary>A text from a file, an argument or another program.</summary>
    Foreign,

    /// <summary>The same as one word of a shell.</summary>
    ShellWord,

    /// <summary>The same, in quotes also where it needs none.</summary>
    QuotedShellWord,

    /// <summary>The same inside a label of a diagram.</summary>
    MermaidText,

    /// <summary>What starts this program (<see cref="ToolForm"/>); it has no text of its own.</summary>
    Tool,

    /// <summary>The same where a build has just been.</summary>
    ToolOnceBuilt,

    /// <summary>The name of a <see cref="Page"/>, shown as where that is read.</summary>
    Page,
}

/// <summary>One part of a text for a person. A foreign one is kept as it came and judged when it is shown.</summary>
/// <param name="IsOfCommand">Whether it is a piece of a line for a shell, which is not cut like a sentence.</param>
internal readonly record struct Part(string Text, PartKind Kind, int Longest = Part.LongestForeign, int Alignment = 0, bool IsOfCommand = false)
{
    /// <summary>Longer than any name, path or line of a command that somebody reads.</summary>
    public const int LongestForeign = 2000;

    /// <summary>The part as it may be shown: judged, visible, in bounds, quoted.</summary>
    public string Shown(Audience audience)
    {
        var shown = Kind switch
        {
            PartKind.Own => Text,
            PartKind.Foreign => Foreign(audience.Judge),
            PartKind.MermaidText => Mermaid.Text(Foreign(audience.Judge)),
            PartKind.Tool or PartKind.ToolOnceBuilt => Started(audience),
            PartKind.Page => audience.Form.PagesPath is { } folder ? $"{(this with { Text = folder }).Foreign(audience.Judge)}/{Text}.md" : $"`{Started(audience)}docs {Text}`",
            _ => Shell.Word(Foreign(audience.Judge), always: Kind == PartKind.QuotedShellWord),
        };
        return Alignment < 0 ? shown.PadRight(-Alignment) : shown.PadLeft(Alignment);
    }

    private string Started(Audience audience) =>
        audience.Form.Start(Shell.Word((this with { Text = audience.Form.ProjectPath }).Foreign(audience.Judge), always: false), isBuilt: Kind == PartKind.ToolOnceBuilt);

    private string Foreign(Judge judge)
    {
        var visible = Visible.Of(judge.Mask(Text));
        return visible.Length <= Longest ? visible : visible[..(char.IsHighSurrogate(visible[Longest - 1]) ? Longest - 1 : Longest)] + "...";
    }
}
