using McpInfra.Backends;
using McpInfra.Components;
using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Plaintext;
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

    private McpProgram(LoadedStack stack, PlaintextGuard guard, ResourceTransformation? observer)
        : base(TypeToken, "mcp", new ComponentResourceOptions
        {
            ResourceTransformations = observer is null ? [guard.Inspect] : [guard.Inspect, observer],
        })
    {
        var settings = stack.Settings;
        (SecretVault Vault, ReaderRole Reader)? aws = Backend.Of(stack).MadeInAws is { } account ? AddAws(stack, account, guard) : null;
        var late = aws is var (vault, reader) ? new LateValues(vault.VersionIds, reader.RoleArn) : LateValues.None;
        var release = settings.Delivery.Mode == DeliveryMode.Git
            ? InstalledRelease.Of(settings)
            : Install(stack, late, aws is null ? [] : [aws.Value.Vault, aws.Value.Reader]);

        Outputs = StackOutputs.Of(stack, late, aws?.Vault.SecretArns, aws?.Reader.RoleArn, release);
        RegisterOutputs();
    }

    private IDictionary<string, object?> Outputs { get; }

    /// <summary>Defines the environment's resources and gives the stack's outputs, none of them a secret.</summary>
    /// <param name="guard">Refuses any resource that would carry a secret in plain sight.</param>
    /// <param name="observer">Sees every resource with its options, which mocks do not: for preview and tests.</param>
    public static IDictionary<string, object?> Define(
        LoadedStack stack, PlaintextGuard? guard = null, ResourceTransformation? observer = null)
    {
        guard ??= new PlaintextGuard();
        foreach (var value in stack.Settings.SecretValues.Values)
            guard.Held.Hold(value.Reveal());
        foreach (var warning in stack.Settings.Warnings)
            Log.Warn(warning.Words.Shown(new Judge(Caller.Message, guard.Held)));
        if (GatewayScaling.SaysUpgrade(stack.Settings) is { } upgrade)
            Log.Info(upgrade.Shown(new Judge(Caller.Message, guard.Held)));
        return new McpProgram(stack, guard, observer).Outputs;
    }

    /// <summary>What a backend has made in AWS: the secrets themselves, and who may read them.</summary>
    private (SecretVault Vault, ReaderRole Reader) AddAws(LoadedStack stack, AwsSettings account, PlaintextGuard guard)
    {
        var aws = new AwsProvider("aws", new AwsProviderArgs
        {
            Region = account.Region,
            AllowedAccountIds = { account.AccountId },
        }, new CustomResourceOptions { Parent = this });
        var vault = new SecretVault("vault", new SecretVaultArgs(stack, account, guard.Held.Hold), Using(aws));
        return (vault, new ReaderRole("reader", new ReaderRoleArgs(stack, account, vault.Arns, vault.KeyArns), Using(aws)));
    }

    /// <summary>What is in the cluster: the namespace, the secret objects, and what installs the chart once they are Ready.</summary>
    /// <param name="before">What the secret objects need.</param>
    private InstalledRelease Install(LoadedStack stack, LateValues late, params Resource[] before)
    {
        var settings = stack.Settings;
        var kubernetes = new KubernetesProvider("kubernetes", new KubernetesProviderArgs
        {
            Context = settings.Kubernetes.Context,

            // The SDK would write KUBECONFIG of this machine into the state; the provider reads the variable by itself.
            KubeConfig = settings.Kubernetes.Kubeconfig is { } kubeconfig ? (Input<string>)Output.CreateSecret(kubeconfig.Reveal()) : null,
        }, new CustomResourceOptions { Parent = this });

        // While a release of Helm's own is taken over, its namespace is there already and is not ours yet.
        Resource[] space = settings.Migration.Adopting ? [] : [AddNamespace(settings, kubernetes)];
        var secrets = new SecretObjects("secrets",
            new SecretObjectsArgs(stack, late, (Resource[])[.. before, .. space]), Using(kubernetes));
        if (settings.Delivery.Mode == DeliveryMode.Helm)
        {
            var release = new McpStackRelease("mcp-stack",
                new McpStackReleaseArgs(stack, late, (Resource[])[secrets, .. space]), Using(kubernetes));
            return new InstalledRelease(release.ReleaseName, release.ReleaseVersion);
        }

        _ = new GitOpsDelivery("delivery", new GitOpsDeliveryArgs(
            DeliveryObjects.For(settings), late, settings.Release.TimeoutSeconds, (Resource[])[secrets, .. space]), Using(kubernetes));
        return InstalledRelease.Of(settings);
    }

    private Namespace AddNamespace(StackSettings settings, KubernetesProvider kubernetes) => new("namespace", new NamespaceArgs
    {
        Metadata = new ObjectMetaArgs
        {
            Name = settings.Namespace,
            Labels = new Dictionary<string, string>(EnvironmentObjects.Labels(settings)),
        },
    }, new CustomResourceOptions { Parent = this, Provider = kubernetes });

    private ComponentResourceOptions Using(ProviderResource provider) => new() { Parent = this, Providers = { provider } };
}
