namespace McpInfra.Settings;

/// <summary>Which chart is installed.</summary>
internal sealed record ChartSettings
{
    /// <summary>Where the project publishes its chart (charts workflow of IBM/mcp-context-forge).</summary>
    public const string PublishedSource = "oci://ghcr.io/ibm/mcp-context-forge/mcp-stack";

    /// <summary>An <c>oci://</c> address or a directory; <see cref="PublishedSource"/> unless set.</summary>
    public required string Source { get; init; }

    /// <summary>Version of the chart, three numbers.</summary>
    public required string Version { get; init; }
}

/// <summary>The Helm release.</summary>
internal sealed record ReleaseSettings
{
    public required string Name { get; init; }

    /// <summary>How long an install or upgrade may take, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }
}
