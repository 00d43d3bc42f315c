using McpInfra.Aws;
using McpInfra.ExternalSecrets;
using McpInfra.Guard;
using McpInfra.Inputs;
using McpInfra.McpStack;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using AwsProvider = Pulumi.Aws.Provider;
using AwsProviderArgs = Pulumi.Aws.ProviderArgs;
using KubernetesProvider = Pulumi.Kubernetes.Provider;
using KubernetesProviderArgs = Pulumi.Kubernetes.ProviderArgs;

namespace McpInfra;

/// <summary>The whole deployment of one environment. Every resource hangs from this component, so the guard sees each.</summary>
internal sealed class McpProgram : ComponentResource
{
    public const string TypeToken = "mcp-infra:index:McpEnvironment";

    private McpProgram(StackSettings settings, PlaintextGuard guard, ResourceTransformation? observer)
        : base(TypeToken, "mcp", new ComponentResourceOptions
        {
            ResourceTransformations = observer is null ? [guard.Inspect] : [guard.Inspect, observer],
        })
    {
        var catalog = CatalogBuilder.Build(settings);
        foreach (var value in settings.SecretValues.Values)
            guard.Held.Hold(value.Reveal());

        var kubernetes = new KubernetesProvider("kubernetes", new KubernetesProviderArgs
        {
            Context = settings.Kubernetes.Context,
        }, new CustomResourceOptions { Parent = this });

        (SecretVault Vault, ReaderRole Reader)? aws = settings.Backend is BackendSettings.Aws ? AddAws(settings, catalog, guard) : null;

        // While a release of Helm's own is taken over, its namespace is there already and is not ours yet.
        var space = settings.Migration.Adopting ? null : new Namespace("namespace", new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Name = settings.Namespace,
                Labels = new Dictionary<string, string>(SecretManifests.Labels(settings)),
            },
        }, new CustomResourceOptions { Parent = this, Provider = kubernetes });

        var late = aws is var (vault, reader) ? new LateValues(vault.VersionIds, reader.RoleArn) : LateValues.None;
        var secrets = new SecretObjects("secrets",
            new SecretObjectsArgs(settings, catalog, late, There(aws?.Vault, aws?.Reader, space)), Using(kubernetes));
        var release = new McpStackRelease("mcp-stack",
            new McpStackReleaseArgs(settings, catalog, late, There(secrets, space)), Using(kubernetes));

        Outputs = StackOutputs.Of(settings, aws?.Vault.SecretArns, aws?.Reader.RoleArn, secrets, release);
        RegisterOutputs();
    }

    private IDictionary<string, object?> Outputs { get; }

    /// <summary>Defines the environment's resources and gives the stack's outputs, none of them a secret.</summary>
    /// <param name="guard">Refuses any resource that would carry a secret in plain sight.</param>
    /// <param name="observer">Sees every resource with its options, which mocks do not: for preview and tests.</param>
    public static IDictionary<string, object?> Define(
        StackSettings settings, PlaintextGuard? guard = null, ResourceTransformation? observer = null)
    {
        foreach (var warning in settings.Warnings)
            Log.Warn(warning.ToString());
        return new McpProgram(settings, guard ?? new PlaintextGuard(), observer).Outputs;
    }

    /// <summary>What only the AWS backend has: the secrets themselves, and who may read them.</summary>
    private (SecretVault Vault, ReaderRole Reader) AddAws(StackSettings settings, SecretCatalog catalog, PlaintextGuard guard)
    {
        var aws = new AwsProvider("aws", new AwsProviderArgs
        {
            Region = settings.Aws.Region,
            AllowedAccountIds = { settings.Aws.AccountId },
        }, new CustomResourceOptions { Parent = this });
        var vault = new SecretVault("vault", new SecretVaultArgs(settings, catalog, guard.Held.Hold), Using(aws));
        return (vault, new ReaderRole("reader", new ReaderRoleArgs(settings, catalog, vault.Arns, vault.KeyArn), Using(aws)));
    }

    /// <summary>Those of some resources that the program makes.</summary>
    private static Resource[] There(params Resource?[] resources) => [.. resources.OfType<Resource>()];

    private ComponentResourceOptions Using(ProviderResource provider) => new() { Parent = this, Providers = { provider } };
}
