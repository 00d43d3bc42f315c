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

    /// <param name="readyWithinSeconds">How long Pulumi waits for condition Ready; null does not wait.</param>
    public static ManifestArgs From(KubernetesManifest manifest, LateValues late, int? readyWithinSeconds)
    {
        var annotations = late.Texts(manifest.Annotations);
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
                Namespace = manifest.Namespace is null ? null : (Input<string>)manifest.Namespace,
                Labels = new Dictionary<string, string>(manifest.Labels),
                Annotations = annotations,
            },
            Spec = late.Map((IReadOnlyDictionary<string, object?>)manifest.Body["spec"]!),
        };
    }
}

/// <inheritdoc cref="ManifestArgs"/>
internal sealed class ManifestResource(string name, ManifestArgs args, CustomResourceOptions options)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);
