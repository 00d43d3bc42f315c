using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>A values file, or what a migration would make of a stack, cannot be used; the message names the place and no value.</summary>
internal sealed class MigrationException(Words message) : RefusedException(message);
