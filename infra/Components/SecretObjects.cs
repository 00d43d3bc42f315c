using McpInfra.Backends;
using McpInfra.Model;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace McpInfra.Components;

/// <summary>What <see cref="SecretObjects"/> is made from.</summary>
/// <param name="After">What must be there before the first object.</param>
internal sealed record SecretObjectsArgs(
    LoadedStack Stack, LateValues Late, InputList<Resource> After);

/// <summary>What brings the secrets into the cluster: the objects of the backend's operator, one for each Kubernetes Secret.</summary>
internal sealed class SecretObjects : ComponentResource
{
    public const string TypeToken = "mcp-infra:eso:SecretObjects";

    public SecretObjects(string name, SecretObjectsArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        var made = new Dictionary<string, Resource>();
        foreach (var manifest in Backend.Of(args.Stack).Manifests.Where(manifest => manifest.Kind != "Namespace"))
        {
            var after = args.After.Concat(manifest.After.Select(id => made[id]).ToArray());
            made[manifest.Id] = manifest.Kind == "ServiceAccount"
                ? AddServiceAccount($"{name}-{manifest.Id}", manifest, args, after)
                : new ManifestResource($"{name}-{manifest.Id}",
                    ManifestArgs.From(manifest, args.Late, args.Stack.Settings.Store.TimeoutSeconds), Child(manifest, after));
        }

        RegisterOutputs();
    }

    private ServiceAccount AddServiceAccount(string name, KubernetesManifest manifest, SecretObjectsArgs args, InputList<Resource> after) =>
        new(name, new ServiceAccountArgs
        {
            AutomountServiceAccountToken = false,
            Metadata = new ObjectMetaArgs
            {
                Name = args.Late.NameOf(manifest.Name),
                Namespace = manifest.Namespace!,
                Labels = new Dictionary<string, string>(manifest.Labels),
                Annotations = args.Late.Texts(manifest.Annotations),
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = after });

    /// <summary>
    /// Objects made as v1beta1 by an older External Secrets Operator are the same objects: the alias keeps Pulumi from
    /// making them anew when the API's version in the type changes.
    /// </summary>
    private CustomResourceOptions Child(KubernetesManifest manifest, InputList<Resource> after)
    {
        var options = new CustomResourceOptions { Parent = this, DependsOn = after };
        if (manifest.ApiVersion.StartsWith("external-secrets.io/", StringComparison.Ordinal))
            options.Aliases.Add(new Alias { Type = $"kubernetes:external-secrets.io/v1beta1:{manifest.Kind}" });
        return options;
    }
}
