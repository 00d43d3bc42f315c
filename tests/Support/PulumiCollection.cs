namespace McpInfra.Tests.Support;

/// <summary>
/// Tests that run a Pulumi program: one after the other, as the SDK asks (Deployment.TestAsync), because a failing run
/// also sets the exit code of the process.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PulumiCollection
{
    public const string Name = "Pulumi";
}
