using McpInfra.Settings.Clusters;
using Pulumi;

namespace McpInfra.Components;

/// <summary>What a cluster's stack tells its environments: names and ARNs, never a value.</summary>
internal static class ClusterOutputs
{
    public static Dictionary<string, object?> Of(ClusterSettings cluster, OperatorIdentity identity)
    {
        var outputs = new Dictionary<string, object?>
        {
            ["clusterName"] = cluster.Name,
            ["operatorNamespace"] = cluster.Operator.Namespace,
            ["operatorVersion"] = cluster.Operator.Version,
            [ClusterLinkTopic.NameOf(ClusterOutput.Identity)] = cluster.Identity.Word,
            [ClusterLinkTopic.NameOf(ClusterOutput.KubernetesContext)] = cluster.Kubernetes.Context,
            [ClusterLinkTopic.NameOf(ClusterOutput.Region)] = cluster.Aws.Region,
            [ClusterLinkTopic.NameOf(ClusterOutput.AccountId)] = cluster.Aws.AccountId,
        };
        Add(outputs, ClusterOutput.OperatorRoleArn, identity.RoleArn);
        Add(outputs, ClusterOutput.OidcProviderArn, identity.ProviderArn);
        return outputs;
    }

    private static void Add(Dictionary<string, object?> outputs, ClusterOutput output, Output<string>? value)
    {
        if (value is not null)
            outputs[ClusterLinkTopic.NameOf(output)] = value;
    }
}
