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

/// <summary>Which Pulumi resource an object is.</summary>
/// <param name="Name">Changes with what the settings say of the object's name, and so never comes to mean another object.</param>
internal sealed record ManifestIdentity(string Name, CustomResourceOptions Options)
{
    /// <param name="id">The part of the name that stays, without a slash as all names here: an alias is never the name of another object. It was the whole name in releases before this rule.</param>
    public static ManifestIdentity Of(string id, KubernetesManifest manifest, Resource parent, InputList<Resource> after)
    {
        var options = new CustomResourceOptions { Parent = parent, DependsOn = after, Aliases = { new Alias { Name = id } } };

        // Objects made as v1beta1 by an older External Secrets Operator are the same objects.
        if (manifest.ApiVersion.StartsWith("external-secrets.io/", StringComparison.Ordinal))
            options.Aliases.Add(new Alias { Name = id, Type = $"kubernetes:external-secrets.io/v1beta1:{manifest.Kind}" });
        return new ManifestIdentity($"{id}/{manifest.Variant}", options);
    }
}

/// <inheritdoc cref="ManifestArgs"/>
internal sealed class ManifestResource(string name, ManifestArgs args, CustomResourceOptions options)
    : Pulumi.Kubernetes.ApiExtensions.CustomResource(name, args, options);
