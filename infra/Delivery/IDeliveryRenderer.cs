namespace McpInfra.Delivery;

/// <summary>Writes environments, and what their clusters run for them, for one GitOps tool: pure, from specs to files.</summary>
internal interface IDeliveryRenderer
{
    /// <summary>The files of one environment, all below the directory of its name.</summary>
    IEnumerable<RenderedFile> OfEnvironment(DeliverySpec spec, FileHeader header);

    /// <summary>The files of one cluster, all below the directory of its name. They are taken before those of its environments.</summary>
    IEnumerable<RenderedFile> OfCluster(ClusterSpec spec, FileHeader header);

    /// <summary>Whether some files are of several environments at once.</summary>
    bool HasSharedFiles => false;

    /// <summary>Those files.</summary>
    /// <param name="specs">One for each environment of the directory, at least one, no name twice.</param>
    /// <param name="kept">What stays in them as it is.</param>
    IEnumerable<RenderedFile> Shared(IReadOnlyList<DeliverySpec> specs, FileHeader header, KeptParts kept) => [];
}

/// <summary>The environments of a directory that are not rendered this time, and how their part of a file that is of all is there.</summary>
/// <param name="Has">Whether an environment is one of them.</param>
/// <param name="Read">A file of the directory by its path there; null where there is none.</param>
internal sealed record KeptParts(Predicate<DeliverySpec> Has, Func<string, string?> Read)
{
    public static KeptParts None { get; } = new(_ => false, _ => null);
}
