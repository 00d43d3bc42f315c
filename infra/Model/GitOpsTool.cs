namespace McpInfra.Model;

/// <summary>What a directory can be rendered for.</summary>
internal enum GitOpsTool
{
    ArgoCd,
    Flux,
    Fleet,

    /// <summary>Plain objects and values, for <c>kubectl</c> and <c>helm</c>.</summary>
    Manifests,
}
