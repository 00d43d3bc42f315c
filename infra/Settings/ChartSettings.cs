namespace McpInfra.Settings;

/// <summary>Which chart is installed.</summary>
internal sealed record ChartSettings
{
    /// <summary>Where the project publishes its chart (charts workflow of IBM/mcp-context-forge).</summary>
    public const string PublishedSource = "oci://ghcr.io/ibm/mcp-context-forge/mcp-stack";

    /// <summary>The newest version whose templates were read; the one that is installed unless the stack names another.</summary>
    public const string NewestVersion = "1.0.8";

    /// <summary>An <c>oci://</c> address or a directory; <see cref="PublishedSource"/> unless set.</summary>
    public required string Source { get; init; }

    /// <summary>Chart version, such as <c>1.0.8</c>.</summary>
    public required string Version { get; init; }
}

/// <summary>The Helm release.</summary>
internal sealed record ReleaseSettings
{
    public required string Name { get; init; }

    /// <summary>How long an install or upgrade may take, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }
}
