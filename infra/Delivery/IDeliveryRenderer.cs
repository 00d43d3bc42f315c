namespace McpInfra.Delivery;

/// <summary>Writes environments for one GitOps tool: pure, from specs to files.</summary>
internal interface IDeliveryRenderer
{
    /// <summary>The files of one environment, all below the directory of its name.</summary>
    IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header);

    /// <summary>Whether some files are of several environments at once.</summary>
    bool HasSharedFiles => false;

    /// <summary>Those files.</summary>
    /// <param name="specs">One for each environment of the directory, no name twice.</param>
    IEnumerable<RenderedFile> Shared(IReadOnlyList<DeliverySpec> specs, FileHeader header) => [];
}
