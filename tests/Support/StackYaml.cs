using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Tests.Support;

/// <summary>
/// A stack file as text, put together from paths and values: a valid baseline that each test varies in one thing.
/// Values are YAML and stand as they are, so a text that must be quoted comes with its quotes.
/// </summary>
internal sealed class StackYaml
{
    public const string AccountId = "123456789012";
    public const string Ciphertext = "{secure: v1:l189v9UAu2dMRmIa:jk2k+As+/Qgr2JDTnSHEDoPZAFLdEEQ=}";
    public const string OidcProviderArn = $"arn:aws:iam::{AccountId}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789";
    public const string OperatorRoleArn = $"arn:aws:iam::{AccountId}:role/external-secrets-operator";
    public const string ExistingArn = $"arn:aws:secretsmanager:eu-west-1:{AccountId}:secret:rds!db-11112222-AbCdEf";
    public const string KmsKeyArn = $"arn:aws:kms:eu-west-1:{AccountId}:key/11112222-3333-4444-5555-666677778888";

    private readonly ImmutableList<(string Path, string Value)> _settings;

    private StackYaml(ImmutableList<(string, string)> settings) => _settings = settings;

    /// <summary>The least that a stack must say.</summary>
    public static StackYaml Baseline { get; } = new(
    [
        ("aws:region", "eu-west-1"),
        ("mcp-infra:aws.accountId", $"\"{AccountId}\""),
        ("mcp-infra:kubernetes.context", "mcp-dev"),
        ("mcp-infra:identity.oidcProviderArn", OidcProviderArn),
        ("mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD.from", "generate"),
    ]);

    /// <summary>The baseline with the version of the chart that a running release has.</summary>
    public static StackYaml OfRelease { get; } = Baseline.With("mcp-infra:chart.version", "1.0.8");

    /// <summary>The baseline with a Postgres that somebody else runs.</summary>
    public static StackYaml WithExternalDatabase { get; } = Baseline
        .With("mcp-infra:database.mode", "external")
        .With("mcp-infra:database.host", "db.example.com")
        .With("mcp-infra:database.name", "mcp")
        .With("mcp-infra:database.user", "gateway")
        .With("mcp-infra:database.password.from", "external");

    /// <summary>The baseline with a Redis that somebody else runs.</summary>
    public static StackYaml WithExternalRedis { get; } = Baseline
        .With("mcp-infra:redis.mode", "external")
        .With("mcp-infra:redis.host", "redis.example.com")
        .With("mcp-infra:redis.password.from", "external");

    /// <summary>The baseline with EKS Pod Identity.</summary>
    public static StackYaml WithPodIdentity { get; } = Baseline
        .Without("mcp-infra:identity")
        .With("mcp-infra:identity.mode", "pod-identity")
        .With("mcp-infra:identity.operatorRoleArn", OperatorRoleArn);

    /// <summary>The least that a cluster's stack must say.</summary>
    public static StackYaml Cluster { get; } = new(
    [
        ("aws:region", "eu-west-1"),
        ("mcp-infra:aws.accountId", $"\"{AccountId}\""),
        ("mcp-infra:kubernetes.context", "mcp-dev"),
        ("mcp-infra:cluster.name", "mcp-dev"),
    ]);

    /// <summary>The cluster with every key that has a default set to something else, but for what has no meaning beside another.</summary>
    public static StackYaml ClusterWithEverything { get; } = Cluster
        .With("mcp-infra:aws.prefix", "team/mcp")
        .With("mcp-infra:aws.permissionsBoundary", $"arn:aws:iam::{AccountId}:policy/boundary")
        .With("mcp-infra:aws.tags", "{team: platform}")
        .With("mcp-infra:cluster.production", "true")
        .With("mcp-infra:cluster.protect", "false")
        .With("mcp-infra:cluster.identity", "{mode: pod-identity, environments: [qa, dev], roles: ['arn:aws:iam::210987654321:role/mcp-far-reader'], roleName: eso, addon: true}")
        .With("mcp-infra:cluster.operator", "{version: 2.8.0, source: 'oci://registry.example.com/charts/external-secrets', namespace: eso, replicas: 3, kinds: [ClusterSecretStore, PushSecret], tokenRequests: true, networkPolicy: true, podSecurity: true, timeoutSeconds: 60}")
        .With("mcp-infra:cluster.reloader", "true")
        .With("mcp-infra:cluster.autoReloadAll", "true");

    /// <summary>The cluster whose environments prove by their own ServiceAccounts who they are.</summary>
    public static StackYaml ClusterWithIrsa { get; } = Cluster
        .With("mcp-infra:cluster.identity", "{mode: irsa, issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789'}");

    /// <summary>An environment that leaves to its cluster's stack what that says.</summary>
    public static StackYaml InCluster { get; } = new(
    [
        ("mcp-infra:clusterStack", "cluster-dev"),
        ("mcp-infra:secrets.PLATFORM_ADMIN_PASSWORD.from", "generate"),
    ]);

    /// <summary>Every key that has a default, set to something else.</summary>
    public static StackYaml Everything { get; } = WithExternalDatabase
        .With("mcp-infra:environment", "qa")
        .With("mcp-infra:namespace", "gateway-qa")
        .With("mcp-infra:chart", "{source: ./charts/mcp-stack, version: 1.0.7}")
        .With("mcp-infra:release", "{name: gateway, timeoutSeconds: 900}")
        .With("mcp-infra:secrets.JWT_SECRET_KEY", "{from: generate, length: 64, rotate: 2, group: signing}")
        .With("mcp-infra:secrets.SMTP_PASSWORD", "{from: config}")
        .With("mcp-infra:secrets.SSO_OKTA_CLIENT_SECRET", "{from: external, group: sso}")
        .With("mcp-infra:secrets.CSRF_SECRET_KEY", $"{{from: existing, arn: {ExistingArn}, property: csrf, kmsKeyArn: {KmsKeyArn}}}")
        .With("mcp-infra:secretValues.SMTP_PASSWORD", Ciphertext)
        .With("mcp-infra:secretValues.REDIS_PASSWORD", Ciphertext)
        .With("mcp-infra:aws.prefix", "team/mcp")
        .With("mcp-infra:aws.recoveryWindowDays", "7")
        .With("mcp-infra:aws.kms", KmsKeyArn)
        .With("mcp-infra:aws.replicas", $"[{{region: eu-central-1, kmsKeyArn: 'arn:aws:kms:eu-central-1:{AccountId}:key/aaaa'}}]")
        .With("mcp-infra:aws.permissionsBoundary", $"arn:aws:iam::{AccountId}:policy/boundary")
        .With("mcp-infra:aws.tags", "{team: platform, 'cost.center': 4711, critical: true}")
        .With("mcp-infra:aws.protect", "true")
        .With("mcp-infra:identity.serviceAccount", "reader")
        .With("mcp-infra:store", "{kind: ClusterSecretStore, name: gateway-aws, refreshInterval: 90m, timeoutSeconds: 60}")
        .With("mcp-infra:database.port", "6432")
        .With("mcp-infra:redis", "{mode: external, host: redis.example.com, port: 6380, user: gateway, tls: false, db: 3, password: {from: config}}")
        .With("mcp-infra:gateway", "{host: mcp.example.com, ingressClass: alb, tlsSecret: mcp-tls}")
        .With("mcp-infra:extraEnvVarsSecret", "[{configMapRef: {name: proxy}}, {secretRef: {name: team, optional: true}}]")
        .With("mcp-infra:rollout", "{strategy: stable, reloader: true}")
        .With("mcp-infra:migration", "{optional: true, allowOptionalInProd: false}")
        .With("mcp-infra:delivery", "flux")
        .With("mcp-infra:argocd", "{namespace: gitops, project: mcp, repoUrl: 'ssh://git@git.example.com/a.git', revision: v1.2, path: envs/argo, server: 'https://10.0.0.1:6443', sync: manual, retries: 2, syncOptions: [ServerSideApply=true]}")
        .With("mcp-infra:flux", "{namespace: flux, sourceKind: Bucket, sourceName: platform, interval: 90s, path: ., timeoutSeconds: 60, chartSecret: chart-registry, insecure: true, keepNamespace: true}")
        .With("mcp-infra:fleet", "{namespace: fleet-eu, repoUrl: 'git@git.example.com:a/b.git', branch: release/1, path: envs, helmSecretName: helm-registry, clusterLabels: {tier: qa, 'example.com/region': eu}}")
        .With("mcp-infra:values", "{mcpContextForge: {hpa: {enabled: false}, replicaCount: 3, config: {A: '1', B: true, C: 1.5, D: [1, two]}}}");

    public string Text
    {
        get
        {
            var text = new StringBuilder("config:\n");
            Write(text, [.. _settings.Select(setting => (Split(setting.Path), setting.Value))], depth: 1);
            return text.ToString();
        }
    }

    /// <summary>Sets one path, in place of it and of all below it.</summary>
    public StackYaml With(string path, string yaml) => new(Without(path)._settings.Add((path, yaml)));

    public StackYaml Without(string path) => new(_settings.RemoveAll(setting =>
        setting.Path == path || setting.Path.StartsWith(path + ".", StringComparison.Ordinal)));

    /// <summary>Whether it sets a path, or something below it.</summary>
    public bool Says(string path) => _settings.Any(setting => setting.Path == path || setting.Path.StartsWith(path + ".", StringComparison.Ordinal));

    public ISettingsSource Source(string stack = "dev", ProjectFiles? files = null) => SourceOf(Text, stack, files);

    /// <summary>The settings of a cluster's stack.</summary>
    public ClusterSettings LoadCluster(string stack = "cluster-dev") => Assert.IsType<ReadStack.Cluster>(StackLoader.Read(Source(stack))).Settings;

    public StackSettings Load(string stack = "dev", ProjectFiles? files = null) => StackLoader.Load(Source(stack, files)).Settings;

    /// <summary>What is wrong with it; empty when it loads.</summary>
    public IReadOnlyList<SettingsProblem> Problems(string stack = "dev", ProjectFiles? files = null) => ProblemsOf(Text, stack, files);

    public static ISettingsSource SourceOf(string text, string stack = "dev", ProjectFiles? files = null) =>
        new StackFileSource(stack, string.Create(CultureInfo.InvariantCulture, $"Pulumi.{stack}.yaml"), () => text, files is null ? null : new PulumiProject(files));

    public static IReadOnlyList<SettingsProblem> ProblemsOf(string text, string stack = "dev", ProjectFiles? files = null)
    {
        try
        {
            StackLoader.Read(SourceOf(text, stack, files));
            return [];
        }
        catch (SettingsException refused)
        {
            return refused.Problems;
        }
    }

    /// <summary>A '#' in a path is a dot inside a key.</summary>
    private static string[] Split(string path) => [.. path.Split('.').Select(key => key.Replace('#', '.'))];

    private static void Write(StringBuilder text, List<(string[] Path, string Value)> settings, int depth)
    {
        foreach (var group in settings.GroupBy(setting => setting.Path[depth - 1]))
        {
            text.Append(' ', depth * 2).Append(group.Key).Append(':');
            if (group.First().Path.Length == depth)
            {
                text.Append(' ').Append(group.First().Value).Append('\n');
                continue;
            }

            text.Append('\n');
            Write(text, [.. group], depth + 1);
        }
    }
}
