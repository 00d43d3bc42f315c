using McpInfra.Backends;
using McpInfra.Checks;
using McpInfra.Delivery;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;

namespace McpInfra.Live;

/// <summary>What is asked before the first <c>pulumi up</c> of a stack: what it needs and does not make itself.</summary>
internal static class Needs
{
    /// <param name="chart">Whether the stack's chart can be had and honours the references.</param>
    public static IReadOnlyList<Question> Of(LoadedStack stack, Question chart)
    {
        var (settings, backend) = (stack.Settings, Backend.Of(stack));
        var cluster = new KubernetesChecks(settings.Kubernetes.Context);
        var written = backend.Manifests.Concat(DeliveryObjects.For(settings).Select(awaited => awaited.Manifest)).ToList();
        return
        [
            .. ToolChecks.Of(withAws: backend.MadeInAws is not null),
            .. backend.Needs,
            .. cluster.Reached,
            .. Operators(cluster, written.Select(manifest => manifest.ApiVersion)),
            .. (backend.MadeInAws?.Identity as IdentitySettings.Irsa)?.OidcProviderArn is { Length: > 0 } provider ? [cluster.Issuer(ReaderPolicies.IssuerOf(provider), issuer => OwnProvider(settings, provider, issuer))] : Array.Empty<Question>(),
            cluster.Namespace(settings.Namespace, EnvironmentObjects.Labels(settings), isMade: false),
            .. backend.MadeByOthers.Select(secret => secret.Name.ToString()).Distinct().Select(name => cluster.SecretOfOthers(settings.Namespace, name)),
            chart,
        ];
    }

    public static IReadOnlyList<Question> Of(ClusterSettings settings)
    {
        var aws = new AwsChecks(settings.Aws.AccountId, settings.Aws.Region);
        var cluster = new KubernetesChecks(settings.Kubernetes.Context);
        return
        [
            .. ToolChecks.Of(withAws: true),
            aws.Identity,
            aws.Cluster(settings.Name),
            .. Identity(settings, aws),
            .. cluster.Reached,
            cluster.Namespace(settings.Operator.Namespace, ClusterObjects.Labels(settings.Operator.PodSecurity), isMade: false),
            ChartOf(settings.Operator),
        ];
    }

    private static IEnumerable<Question> Operators(KubernetesChecks cluster, IEnumerable<string> apiVersions)
    {
        foreach (var apiVersion in apiVersions.Where(version => SupportedApis.All.Any(api => api.Serves(version))).Distinct())
        {
            yield return cluster.Served(apiVersion);
            if (SupportedApis.All.Single(api => api.Serves(apiVersion)) is { Deployment: not null } known)
                yield return cluster.Operator(known);
        }
    }

    private static IEnumerable<Question> Identity(ClusterSettings settings, AwsChecks aws) => settings.Identity switch
    {
        ClusterIdentity.PodIdentity pods =>
        [
            AwsChecks.Role(pods.RoleName, Words.Own("the operator's base role"), isMadeByStack: true),
            aws.Association(settings.Name, settings.Operator.Namespace, OperatorSettings.Name, isMadeByStack: true),
            aws.Agent(settings.Name, ClusterIdentity.PodIdentity.Agent, pods.Addon),
        ],
        ClusterIdentity.Irsa { ProviderArn: { } provider } => [AwsChecks.OidcProvider(provider)],
        _ => [],
    };

    /// <summary>IAM names a provider by its issuer's address without the scheme, in the account of the role.</summary>
    private static Words OwnProvider(StackSettings settings, string provider, string issuer)
    {
        const string WhatToDo = "name the cluster's own provider, and make none for the other";
        if (settings.ClusterStack is { } cluster)
            return $"{WhatToDo}: cluster.identity of stack {cluster}";
        var own = provider[..^ReaderPolicies.IssuerOf(provider).Length] + issuer.Replace("https://", "", StringComparison.Ordinal);
        return $"{WhatToDo}\n{new PulumiCommand(settings.Stack).Set(SettingsPath.Of(IdentityTopic.Topic.Key).Key(IdentityTopic.OidcProviderArn.Key), own)}";
    }

    private static Question ChartOf(OperatorSettings settings)
    {
        string[] source = settings.Source.StartsWith("oci://", StringComparison.Ordinal) ? [settings.Source] : [OperatorSettings.Name, "--repo", settings.Source];
        return Question.Of("chart", "helm", ["show", "chart", .. source, "--version", settings.Version],
            answer => answer.Code == 0 ? [Found.Ok($"{OperatorSettings.Name} {settings.Version} can be had")]
                : [Found.Fail($"{OperatorSettings.Name} {settings.Version} cannot be had from here", $"run the line to see why; cluster.operator.source and cluster.operator.version say which chart it is")]);
    }
}
