namespace McpInfra.Tests.Offline;

/// <summary>Tests of the SDK that touch what the whole process shares: its variables, its exit code, its error stream. Nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection
{
    public const string Name = "Process";
}
