namespace McpInfra.Delivery;

/// <summary>A file for Git: one YAML document, or a page for people.</summary>
/// <param name="Path">Below the rendered directory, its parts joined by '/'.</param>
/// <param name="Document">What the text says, for whoever checks it.</param>
/// <param name="Content">The text, its header included.</param>
internal sealed record RenderedFile(string Path, IReadOnlyDictionary<string, object?> Document, string Content);
