using McpInfra.Backends;
using McpInfra.Components;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Cli.Preview;

/// <summary>The components of an environment, and what matters of each.</summary>
internal static class PreviewComponents
{
    public static IReadOnlyList<PreviewedComponent> Of(LoadedStack stack, SimulatedRun run)
    {
        var (settings, catalog) = stack;
        var backend = Backend.Of(stack);

        // A name that follows a version is shown as that, not with the version this run made up.
        var ofRun = new ComponentsOfRun(run, catalog.Objects.Where(secret => secret.Name.VersionedBy is not null)
            .ToDictionary(secret => secret.Name.WithVersion(SimulatedCloud.VersionId), secret => secret.Name.ToString()));
        return
        [
            ofRun.Component("McpEnvironment", McpProgram.TypeToken, Environment(settings, backend)),
            .. backend.MadeInAws is not { } aws ? [] : new[]
            {
                ofRun.Component(nameof(SecretVault), SecretVault.TypeToken, Vault(stack, aws)),
                ofRun.Component(nameof(ReaderRole), ReaderRole.TypeToken, Reader(stack, aws)),
            },
            .. settings.Delivery.Mode == DeliveryMode.Git ? [] : new[]
            {
                ofRun.Component(nameof(SecretObjects), SecretObjects.TypeToken, Objects(catalog, backend)),
                settings.Delivery.Mode == DeliveryMode.Helm
                    ? ofRun.Component(nameof(McpStackRelease), McpStackRelease.TypeToken, Release(settings, run.Resources, run.Guard))
                    : ofRun.Component(nameof(GitOpsDelivery), GitOpsDelivery.TypeToken, PreviewDelivery.Of(settings, run.Resources, run.Guard)),
            },
        ];
    }

    private static IEnumerable<Words> Environment(StackSettings settings, Backend backend)
    {
        yield return $"namespace {settings.Namespace}{(settings.Delivery.Mode == DeliveryMode.Git ? Words.Own(", from Git with all that is in the cluster") : Words.None)}";
        var aws = backend.MadeInAws is { } account ? Words.Of($"account {account.AccountId} in {account.Region}, ") : Words.None;
        yield return $"providers: {aws}context {settings.Kubernetes.Context}";
    }

    private static IEnumerable<Words> Vault(LoadedStack stack, AwsSettings aws)
    {
        var (settings, catalog) = stack;
        foreach (var group in catalog.Groups)
        {
            var values = Words.Plural(group.Values.Count, "value");
            var note = group switch
            {
                { WrittenByPulumi: false } => Words.Own(", empty until you put it"),
                { Fixed: true } => Words.Own(", fixed once made"),
                _ => Words.None,
            };
            yield return $"{group.AwsName} ({values}{note})";
        }

        var key = aws.Kms switch
        {
            { Mode: KmsMode.Managed } => Words.Of($"key alias/{aws.Prefix}/{settings.Environment}"),
            { KeyArn: { } arn } => Words.Of($"key {arn}"),
            { Mode: KmsMode.AwsManaged } => Words.Own("moved to the AWS-managed key; take the line aws.kms out again when another preview still shows ~ kmsKeyId"),
            _ => Words.Own("AWS-managed key, unless a secret has another already"),
        };
        var replicas = aws.Replicas.Count == 0
            ? Words.None
            : Words.Of($" · replicas in {Words.Join(", ", aws.Replicas.Select(replica => replica.Region))}");
        var window = aws.RecoveryWindowDays == 0 ? Words.Own("deleted at once") : Words.Of($"recovery window {aws.RecoveryWindowDays} days");
        yield return $"{key}{replicas} · {window}{(aws.Protect ? Words.Own(" · protected") : Words.None)}";
    }

    private static IEnumerable<Words> Reader(LoadedStack stack, AwsSettings aws)
    {
        var (settings, catalog) = stack;
        var secrets = catalog.Groups.Count + catalog.Existing.Count();
        if (aws.Identity.ReaderRoleArn is { } existing)
        {
            yield return $"{existing}, made elsewhere: it needs GetSecretValue, DescribeSecret on {secrets} secrets";
            yield break;
        }

        yield return $"{ReaderPolicies.RoleName(aws, settings.Environment)}: GetSecretValue, DescribeSecret on {secrets} secrets";
        yield return aws.Identity switch
        {
            IdentitySettings.Irsa irsa => Words.Of($"trusts ServiceAccount {settings.Namespace}/{irsa.ServiceAccount}"),
            IdentitySettings.PodIdentity podIdentity => Words.Of($"trusts {podIdentity.OperatorRoleArn}"),
            _ => Words.None,
        };
    }

    private static IEnumerable<Words> Objects(SecretCatalog catalog, Backend backend)
    {
        var objects = catalog.Objects.ToDictionary(secret => secret.Id);
        foreach (var manifest in backend.Manifests.Where(manifest => manifest.Kind is not ("Namespace" or "ServiceAccount")))
        {
            yield return !objects.TryGetValue(manifest.Id, out var secret) ? Words.Of($"{manifest.Kind} {manifest.Name}")
                : Words.Of($"{manifest.Kind} {manifest.Name} ({Keys(secret.Keys)}{backend.Refresh(secret)})");
        }

        foreach (var secret in backend.MadeByOthers.GroupBy(secret => secret.Name))
            yield return $"Secret {secret.Key} of somebody else ({Keys(secret.SelectMany(use => use.Keys))})";
    }

    private static Words Keys(IEnumerable<string> keys) => Words.Plural(keys.Distinct().Count(), "key");

    private static IEnumerable<Words> Release(
        StackSettings settings, IReadOnlyCollection<SimulatedResource> resources, GuardReport guard)
    {
        yield return $"{settings.Release.Name}: {settings.Chart.Source} {settings.Chart.Version}, {(settings.Migration.Adopting ? Words.Own("left to Helm") : PreviewValues.Of(resources, guard))}";
        foreach (var line in Installed(settings))
            yield return line;
    }

    /// <summary>What whoever installs the chart makes of the settings.</summary>
    public static IEnumerable<Words> Installed(StackSettings settings)
    {
        yield return settings.Database is DatabaseSettings.External external
            ? Words.Of($"external Postgres{(external.Host.Length == 0 ? Words.None : Words.Of($" {external.Host}"))}: the migration Job runs before the pods")
            : Words.Own("bundled Postgres: no migration Job, each pod migrates itself");
        if (GatewayScaling.SaysUpgrade(settings) is { } upgrade)
            yield return upgrade;
        if (settings.Gateway is { } gateway)
            yield return $"ingress https://{gateway.Host} ({gateway.IngressClass})";
    }
}
