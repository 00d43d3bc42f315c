using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>One stack, read and checked: what it says and every secret that comes of it.</summary>
internal sealed record LoadedStack(StackSettings Settings, SecretCatalog Catalog)
{
    /// <summary>The stack of settings that have been checked, or that a check changes to see what comes of it.</summary>
    public static LoadedStack Of(StackSettings settings) => new(settings, CatalogBuilder.Build(settings));
}
