namespace Pulumi.Kubernetes;

public partial class KubernetesResource
{
    internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options)
        : base(type, name, args, options)
    {
    }
}
