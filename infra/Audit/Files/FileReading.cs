using McpInfra.Printing;

namespace McpInfra.Audit.Files;

/// <summary>What one file gave, before it is put to the others.</summary>
/// <param name="File">Its name, from the project's directory.</param>
/// <param name="Chart">The chart whose template it is; null for any other file.</param>
internal sealed record FileReading(string File, string? Chart)
{
    /// <summary>What is in it; null where it was not read.</summary>
    public AuditedFile? Content { get; init; }

    public IReadOnlyList<UnreadFile> Unread { get; init; } = [];

    /// <summary>Whether it was looked at as text that is yet to be made into YAML.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>The same of a file that was not read.</summary>
    public FileReading Not(Words reason) => this with { Unread = [new UnreadFile(File, null, reason)] };
}
