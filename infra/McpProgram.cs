using McpInfra.Backends;
using McpInfra.Components;
using McpInfra.Delivery;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using Pulumi;

namespace McpInfra;

/// <summary>The whole deployment of one environment.</summary>
internal sealed class McpProgram : GuardedProgram
{
    public const string TypeToken = "mcp-infra:index:McpEnvironment";

    private McpProgram(LoadedStack stack, PlaintextGuard guard, ResourceTransformation? observer)
        : base(TypeToken, "mcp", guard, observer)
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
        var aws = InAws(account.Region, account.AccountId);
        var vault = new SecretVault("vault", new SecretVaultArgs(stack, account, guard.Held.Hold), aws);
        return (vault, new ReaderRole("reader", new ReaderRoleArgs(stack, account, vault.Arns, vault.KeyArns), aws));
    }

    /// <summary>What is in the cluster: the namespace, the secret objects, and what installs the chart once they are Ready.</summary>
    /// <param name="before">What the secret objects need.</param>
    private InstalledRelease Install(LoadedStack stack, LateValues late, params Resource[] before)
    {
        var settings = stack.Settings;
        var kubernetes = Cluster(settings.Kubernetes);

        // While a release of Helm's own is taken over, its namespace is there already and is not ours yet.
        Resource[] space = settings.Migration.Adopting ? [] : [AddNamespace("namespace", settings.Namespace, EnvironmentObjects.Labels(settings), kubernetes)];
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
}
