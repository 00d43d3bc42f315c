namespace McpInfra.Backends;

/// <summary>What the objects of a cluster's stack share.</summary>
internal static class ClusterObjects
{
    /// <summary>Labels of a namespace: which program made it, and what pods Kubernetes lets in.</summary>
    /// <param name="isRestricted">Whether pods of the restricted standard alone (kubernetes.io, "Pod Security Standards").</param>
    public static IReadOnlyDictionary<string, string> Labels(bool isRestricted)
    {
        var labels = new Dictionary<string, string> { [EnvironmentObjects.ManagedBy] = "mcp-infra" };
        if (isRestricted)
            labels["pod-security.kubernetes.io/enforce"] = "restricted";
        return labels;
    }
}
