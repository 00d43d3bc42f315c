using McpInfra.Inputs;
using McpInfra.Model;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace McpInfra.ExternalSecrets;

/// <summary>A custom object of External Secrets Operator: its spec as the model wrote it.</summary>
internal sealed class ManifestArgs(string apiVersion, string kind) : CustomResourceArgs(apiVersion, kind)
{
    [Input("spec")]
    public InputMap<object> Spec { get; set; } = [];

    /// <param name="namespaceName">Null for an object of the whole cluster.</param>
    /// <param name="readyWithinSeconds">How long Pulumi waits for condition Ready; null does not wait.</param>
    public static ManifestArgs From(KubernetesManifest manifest, LateValues late, string? namespaceName, int? readyWithinSeconds)
    {
        var annotations = new Dictionary<string, string>(manifest.Annotations);
        if (readyWithinSeconds is { } seconds)
        {
            annotations["pulumi.com/waitFor"] = "condition=Ready";
            annotations["pulumi.com/timeoutSeconds"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return new ManifestArgs(manifest.ApiVersion, manifest.Kind)
        {
            Metadata = new ObjectMetaArgs
            {
                Name = late.NameOf(manifest.Name),
                Namespace = namespaceName is null ? null : (Input<string>)namespaceName,
                Labels = new Dictionary<string, string>(manifest.Labels),
                Annotations = annotations,
            },
            Spec = late.Map(manifest.Spec),
        };
    }
}

/// <inheritdoc cref="ManifestArgs"/>
internal sealed class ManifestResource(string name, ManifestArgs args, CustomResourceOptions options)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);
