namespace McpInfra.Settings;

/// <summary>One thing wrong with a stack's configuration, in words that hold no secret.</summary>
/// <param name="Path">Full configuration path, such as <c>mcp-infra:secrets.JWT_SECRET_KEY.length</c>.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
/// <param name="Fix">The command or line that mends it; null where only a person can know.</param>
internal sealed record SettingsProblem(string Path, string Message, string? Fix = null);
