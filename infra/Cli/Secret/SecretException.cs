using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Secret;

/// <summary>What was said cannot be used: a name that no value to be put has, or a text that is none.</summary>
internal sealed class SecretException(Words message) : RefusedException(message);
