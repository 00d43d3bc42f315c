using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Pulumi
{
    internal static partial class Resources
    {
        private static partial CustomResourceOptions Defaults(string type) => type switch
        {
            "kubernetes:core/v1:Secret" => new() { AdditionalSecretOutputs = ["data", "stringData"] },
            "kubernetes:apps/v1:DeploymentPatch" => new()
            {
                Aliases =
                [
                    new Alias { Type = "kubernetes:apps/v1beta1:DeploymentPatch" },
                    new Alias { Type = "kubernetes:apps/v1beta2:DeploymentPatch" },
                    new Alias { Type = "kubernetes:extensions/v1beta1:DeploymentPatch" },
                ],
            },
            _ => new(),
        };

        static partial void Complete(ResourceArgs args)
        {
            switch (args)
            {
                case NamespaceArgs made:
                    (made.ApiVersion, made.Kind) = ("v1", "Namespace");
                    break;
                case ServiceAccountArgs made:
                    (made.ApiVersion, made.Kind) = ("v1", "ServiceAccount");
                    break;
                case SecretArgs made:
                    (made.ApiVersion, made.Kind) = ("v1", "Secret");
                    break;
                case ConfigMapArgs made:
                    (made.ApiVersion, made.Kind) = ("v1", "ConfigMap");
                    break;
                case DeploymentPatchArgs made:
                    (made.ApiVersion, made.Kind) = ("apps/v1", "Deployment");
                    break;
                case ReleaseArgs made:
                    made.Compat = "true";
                    break;
            }
        }
    }
}

namespace Pulumi.Kubernetes
{
    internal sealed class KubernetesResourceTypeAttribute(string type) : ResourceTypeAttribute(type, version: null);
}
