using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Loading;

/// <summary>Tells a cluster's stack from an environment's by its file alone, whatever else is wrong with it.</summary>
internal static class StackKinds
{
    public static bool IsCluster(StackFile file) => ClusterReader.Describes(new StackFileSource(file).Read(new Problems(file.Stack)));
}
