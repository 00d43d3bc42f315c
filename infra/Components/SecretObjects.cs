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
            var identity = ManifestIdentity.Of($"{name}-{manifest.Id}", manifest, this, after);
            made[manifest.Id] = manifest.Kind == "ServiceAccount"
                ? AddServiceAccount(identity, manifest, args)
                : new ManifestResource(identity.Name,
                    ManifestArgs.From(manifest, args.Late, args.Stack.Settings.Store.TimeoutSeconds), identity.Options);
        }

        RegisterOutputs();
    }

    private static ServiceAccount AddServiceAccount(ManifestIdentity identity, KubernetesManifest manifest, SecretObjectsArgs args) =>
        new(identity.Name, new ServiceAccountArgs
        {
            AutomountServiceAccountToken = false,
            Metadata = new ObjectMetaArgs
            {
                Name = args.Late.NameOf(manifest.Name),
                Namespace = manifest.Namespace!,
                Labels = new Dictionary<string, string>(manifest.Labels),
                Annotations = args.Late.Texts(manifest.Annotations),
            },
        }, identity.Options);
}
