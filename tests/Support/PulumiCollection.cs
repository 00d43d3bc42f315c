namespace McpInfra.Tests.Support;

/// <summary>Tests that run a Pulumi program; the SDK wants them one after the other.</summary>
[CollectionDefinition("Pulumi", DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit calls it a collection.")]
public sealed class PulumiCollection;
