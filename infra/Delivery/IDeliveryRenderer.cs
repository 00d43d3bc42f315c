namespace McpInfra.Delivery;

/// <summary>Writes environments for one GitOps tool: pure, from specs to files.</summary>
internal interface IDeliveryRenderer
{
    /// <param name="specs">One for each environment, no name twice.</param>
    IReadOnlyList<RenderedFile> Render(IReadOnlyList<DeliverySpec> specs, FileHeader header);
}
