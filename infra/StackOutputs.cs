using System.Collections.Immutable;
using McpInfra.ExternalSecrets;
using McpInfra.McpStack;
using McpInfra.Settings;
using Pulumi;

namespace McpInfra;

/// <summary>What a stack tells other stacks, people and GitOps repositories: names and ARNs, never a value.</summary>
internal static class StackOutputs
{
    public static Dictionary<string, object?> Of(
        StackSettings settings,
        Output<ImmutableDictionary<string, string>> secretArns,
        Output<string> readerRoleArn,
        SecretObjects secrets,
        McpStackRelease release) => new()
        {
            ["namespace"] = settings.Namespace,
            ["releaseName"] = release.ReleaseName,
            ["releaseVersion"] = release.ReleaseVersion,
            ["secretArns"] = secretArns,
            ["readerRoleArn"] = readerRoleArn,
            ["kubernetesSecretNames"] = secrets.SecretNames,
            ["storeName"] = secrets.StoreName,
            ["gitops"] = new Dictionary<string, object?>
            {
                ["environment"] = settings.Environment,
                ["namespace"] = settings.Namespace,
                ["awsAccountId"] = settings.Aws.AccountId,
                ["awsRegion"] = settings.Aws.Region,
                ["readerRoleArn"] = readerRoleArn,
                ["secretStore"] = new Dictionary<string, object?>
                {
                    ["kind"] = settings.Store.Kind.ToString(),
                    ["name"] = settings.Store.Name,
                },
                ["kubernetesSecretNames"] = secrets.SecretNames,
                ["chart"] = new Dictionary<string, object?>
                {
                    ["source"] = settings.Chart.Source,
                    ["version"] = settings.Chart.Version,
                    ["release"] = settings.Release.Name,
                },
            },
        };
}
