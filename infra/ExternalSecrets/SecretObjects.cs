using System.Collections.Immutable;
using McpInfra.Inputs;
using McpInfra.Model;
using McpInfra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace McpInfra.ExternalSecrets;

/// <summary>What <see cref="SecretObjects"/> is made from.</summary>
/// <param name="After">What must be there before the first object.</param>
internal sealed record SecretObjectsArgs(
    StackSettings Settings, SecretCatalog Catalog, LateValues Late, InputList<Resource> After);

/// <summary>The store, who it reads as, and one ExternalSecret for each Kubernetes Secret.</summary>
internal sealed class SecretObjects : ComponentResource
{
    private const string TypeToken = "mcp-infra:eso:SecretObjects";

    [Output("storeName")]
    public Output<string> StoreName { get; private set; }

    /// <summary>Kubernetes Secret names by what they are for, such as <c>gateway-gateway</c> or <c>postgres</c>.</summary>
    [Output("secretNames")]
    public Output<ImmutableDictionary<string, string>> SecretNames { get; private set; }

    public SecretObjects(string name, SecretObjectsArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        var settings = args.Settings;
        var before = args.After;
        if (settings.Identity is IdentitySettings.Irsa irsa)
            before = before.Concat(AddServiceAccount(name, irsa, args));

        var store = new ManifestResource($"{name}-store",
            ManifestArgs.From(SecretManifests.Store(settings), args.Late, settings.Store.TimeoutSeconds),
            Child(settings.Store.Kind.ToString(), before));

        foreach (var secret in args.Catalog.Objects)
        {
            // A migration must not wait for a Secret whose value comes later.
            var waits = !settings.Migration.Adopting && !(settings.Migration.Optional && secret.FeedsGateway);
            _ = new ManifestResource($"{name}-{secret.Id}",
                ManifestArgs.From(
                    SecretManifests.ExternalSecret(settings, secret), args.Late, waits ? settings.Store.TimeoutSeconds : null),
                Child("ExternalSecret", args.After.Concat(store)));
        }

        StoreName = store.Metadata.Apply(metadata => metadata.Name);
        SecretNames = Output.All(args.Catalog.Objects.Select(secret =>
                args.Late.Name(secret.Name).Apply(full => KeyValuePair.Create(secret.Id, full))))
            .Apply(names => names.ToImmutableDictionary());
        RegisterOutputs();
    }

    private ServiceAccount AddServiceAccount(string name, IdentitySettings.Irsa irsa, SecretObjectsArgs args)
    {
        var manifest = SecretManifests.ServiceAccount(args.Settings, irsa);
        return new ServiceAccount($"{name}-reader", new ServiceAccountArgs
        {
            AutomountServiceAccountToken = false,
            Metadata = new ObjectMetaArgs
            {
                Name = args.Late.NameOf(manifest.Name),
                Namespace = manifest.Namespace!,
                Labels = new Dictionary<string, string>(manifest.Labels),
                Annotations = args.Late.Texts(manifest.Annotations),
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = args.After });
    }

    /// <summary>
    /// Objects made as v1beta1 by an older operator are the same objects: the alias keeps Pulumi from making them anew
    /// when the API's version in the type changes.
    /// </summary>
    private CustomResourceOptions Child(string kind, InputList<Resource> after) => new()
    {
        Parent = this,
        DependsOn = after,
        Aliases = { new Alias { Type = $"kubernetes:external-secrets.io/v1beta1:{kind}" } },
    };
}
