using McpInfra.Printing;

namespace McpInfra.Guard;

/// <summary>A secret in plain sight: where it is and what to do about it, never what it is.</summary>
/// <param name="Resource">Type and name of the resource; the name is withheld where it is the secret itself.</param>
/// <param name="Path">Input path, such as <c>values.mcpContextForge.secret.JWT_SECRET_KEY</c>.</param>
/// <param name="Problem">What was found there.</param>
/// <param name="Fix">What to do in its place.</param>
internal sealed record Finding(string Resource, string Path, Words Problem, Words Fix)
{
    /// <summary>The finding for a terminal: one line, and the fix on another.</summary>
    public Words Words => $"  {Resource}, {Path}: {Problem}\n      {Fix}";
}
