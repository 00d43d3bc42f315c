using System.Globalization;
using McpInfra.Model;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace McpInfra.Components;

/// <summary>A custom object: its spec as the model wrote it.</summary>
internal sealed class ManifestArgs(string apiVersion, string kind) : CustomResourceArgs(apiVersion, kind)
{
    [Input("spec")]
    public InputMap<object> Spec { get; set; } = [];

    /// <param name="withinSeconds">How long Pulumi waits, where the manifest says what for.</param>
    public static ManifestArgs From(KubernetesManifest manifest, LateValues late, int withinSeconds)
    {
        var annotations = late.Texts(manifest.Annotations);
        if (manifest.ReadyWhen is { } ready)
        {
            annotations["pulumi.com/waitFor"] = ready;
            annotations["pulumi.com/timeoutSeconds"] = withinSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return new ManifestArgs(manifest.ApiVersion, manifest.Kind)
        {
            Metadata = new ObjectMetaArgs
            {
                Name = late.NameOf(manifest.Name),
                Namespace = manifest.Namespace is null ? null : (Input<string>)manifest.Namespace,
                Labels = new Dictionary<string, string>(manifest.Labels),
                Annotations = annotations,
                Finalizers = [.. manifest.Finalizers],
            },
            Spec = late.Map((IReadOnlyDictionary<string, object?>)manifest.Body["spec"]!),
        };
    }
}

/// <inheritdoc cref="ManifestArgs"/>
internal sealed class ManifestResource(string name, ManifestArgs args, CustomResourceOptions options)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);
