namespace McpInfra.Tests.Support;

/// <summary>Tests that run a Pulumi program: one after the other, as the SDK asks (Deployment.TestAsync), and beside the other tests.</summary>
[CollectionDefinition(Name)]
public sealed class PulumiCollection
{
    public const string Name = "Pulumi";
}
