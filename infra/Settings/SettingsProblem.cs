using McpInfra.Printing;

namespace McpInfra.Settings;

/// <summary>What sort of thing is wrong, for whoever sorts problems.</summary>
internal enum ProblemKind
{
    /// <summary>A setting that is missing, misspelt or at odds with another.</summary>
    Setting,

    /// <summary>A secret in plain text.</summary>
    Plaintext,

    /// <summary>A variable that the chart sets itself.</summary>
    Shadowed,

    /// <summary>A value that no SealedSecret file brings yet.</summary>
    Unsealed,

    /// <summary>An optional reference where pods must not start without their secrets.</summary>
    Optional,
}

/// <summary>One thing wrong with a stack's configuration, in words that hold no secret.</summary>
/// <param name="Path">Full configuration path, such as <c>mcp-infra:secrets.JWT_SECRET_KEY.length</c>, or a file's name.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
/// <param name="Fix">The command or line that mends it; null where only a person can know.</param>
internal sealed record SettingsProblem(string Path, Words Message, Words? Fix = null)
{
    /// <summary>The project's file where it stands there; null for what stands in the stack's own, and where the path is the file.</summary>
    public string? File { get; init; }

    /// <summary>Line of the file, from 1; null where there is no file.</summary>
    public int? Line { get; init; }

    public ProblemKind Kind { get; init; }

    /// <summary>The path, with the line where there is one.</summary>
    public Words Place => (File, Line) switch
    {
        (_, null) => (Words)Path,
        (null, { } line) => Words.Of($"{Path} (line {line})"),
        ({ } file, { } line) => Words.Of($"{Path} ({file}:{line})"),
    };

    /// <summary>The problem for a terminal: one line, and the fix on lines of its own below.</summary>
    public Words Words => Fix is null ? Words.Of($"{Place}: {Message}") : Words.Of($"{Place}: {Message}\n{Fix.Indented("    ")}");

    public override string ToString() => Words.ToString();
}
