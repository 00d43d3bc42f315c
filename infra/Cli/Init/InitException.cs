using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Init;

/// <summary>A new environment cannot be made of what was said.</summary>
internal sealed class InitException(Words message) : RefusedException(message);
