namespace McpInfra.Yaml;

/// <summary>What a reader accepts, and what it reports as a fault.</summary>
internal sealed record YamlRules
{
    /// <summary>A stack file: one document, in which whatever means nothing to Pulumi is reported.</summary>
    public static YamlRules Stack { get; } = new() { SecondDocument = "holds a second YAML document; a stack file is one.", ReportsTags = true, ReportsKeys = true, IsSentAsJson = true };

    /// <summary>The project's file, of which Pulumi sends the configuration on.</summary>
    public static YamlRules Project { get; } = new() { IsSentAsJson = true };

    /// <summary>Objects that this program sends on: as strict as a stack file, and several in one file.</summary>
    public static YamlRules Objects { get; } = Stack with { SecondDocument = null };

    /// <summary>Whatever YAML tools write: nothing that means something elsewhere is refused.</summary>
    public static YamlRules Manifests { get; } = new();

    /// <summary>A text that is edited in place: aliases and merge keys stand as they are written, and no key twice.</summary>
    public static YamlRules Editing { get; } = new()
    {
        SecondDocument = "holds a second YAML document. Of a values file Helm reads the first alone: remove the other, or give it a file of its own.",
        ReportsKeys = true,
        ReportsDuplicates = true,
        KeepsAliases = true,
    };

    /// <summary>Deeper than any manifest, and far from the end of the stack.</summary>
    public static int Depth => 200;

    /// <summary>How many nodes aliases may repeat, so that a text that explodes does not.</summary>
    public static int Repeated => 100_000;

    /// <summary>Larger than any manifest, in characters.</summary>
    public static int Length => 32 * 1024 * 1024;

    /// <summary>What is reported of a second document; null where there may be many.</summary>
    public string? SecondDocument { get; private init; }

    /// <summary>Whether a tag other than that of texts is reported.</summary>
    public bool ReportsTags { get; private init; }

    /// <summary>Whether it is sent on as JSON, so that a number which that has no word for is reported.</summary>
    public bool IsSentAsJson { get; private init; }

    /// <summary>Whether a key that is no text, or has an anchor, is reported.</summary>
    public bool ReportsKeys { get; private init; }

    /// <summary>Whether a key that stands twice is reported; otherwise it is in its map twice.</summary>
    public bool ReportsDuplicates { get; private init; }

    /// <summary>Whether aliases and merge keys stay what they are, and are not read as what they bring.</summary>
    public bool KeepsAliases { get; private init; }
}

/// <summary>What is wrong with a text. It quotes nothing of it, since anything may be a secret.</summary>
/// <param name="Message">Follows the file's name and ends with a full stop.</param>
/// <param name="IsBroken">Whether the text is no YAML or JSON from there on.</param>
internal sealed record YamlFault(int? Line, string Message, bool IsBroken = false);

/// <summary>A text is not the YAML that is wanted.</summary>
internal sealed class YamlFaultException(YamlFault fault) : Exception(fault.Message)
{
    public YamlFault Fault { get; } = fault;

    public int Line => Fault.Line ?? 1;

    /// <summary>Where it is, as words that follow others.</summary>
    public string Where => $", at line {Line}";
}

/// <summary>A comment with the mark that begins it.</summary>
internal sealed class YamlComment(int start, int line, string text)
{
    public int Start { get; } = start;

    public int End => Start + Text.Length;

    public int Line { get; } = line;

    public string Text { get; } = text;

    /// <summary>The one that begins at a place of a text and ends with its line.</summary>
    public static YamlComment Of(string text, int start, int line) => new(start, line, text[start..YamlLines.EndOfLine(text, start)]);
}

/// <summary>The documents of a text; one that is broken is not among them, but among the faults.</summary>
internal sealed record YamlDocuments(IReadOnlyList<YamlNode> Roots, IReadOnlyList<YamlFault> Faults)
{
    /// <summary>Of all documents, in their order.</summary>
    public IReadOnlyList<YamlComment> Comments { get; init; } = [];
}
