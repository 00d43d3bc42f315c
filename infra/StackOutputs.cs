using System.Collections.Immutable;
using McpInfra.ExternalSecrets;
using McpInfra.McpStack;
using McpInfra.Settings;
using Pulumi;

namespace McpInfra;

/// <summary>What a stack tells other stacks, people and GitOps repositories: names and ARNs, never a value.</summary>
internal static class StackOutputs
{
    /// <param name="secretArns">Null, as is the role, with another backend than AWS: such outputs are left out.</param>
    public static Dictionary<string, object?> Of(
        StackSettings settings,
        Output<ImmutableDictionary<string, string>>? secretArns,
        Output<string>? readerRoleArn,
        SecretObjects secrets,
        McpStackRelease release) => WithoutNulls(new()
        {
            ["namespace"] = settings.Namespace,
            ["releaseName"] = release.ReleaseName,
            ["releaseVersion"] = release.ReleaseVersion,
            ["secretArns"] = secretArns,
            ["readerRoleArn"] = readerRoleArn,
            ["kubernetesSecretNames"] = secrets.SecretNames,
            ["storeName"] = settings.Backend.HasStore ? secrets.StoreName : null,
            ["gitops"] = WithoutNulls(new()
            {
                ["environment"] = settings.Environment,
                ["namespace"] = settings.Namespace,
                ["awsAccountId"] = secretArns is null ? null : settings.Aws.AccountId,
                ["awsRegion"] = secretArns is null ? null : settings.Aws.Region,
                ["readerRoleArn"] = readerRoleArn,
                ["secretStore"] = !settings.Backend.HasStore ? null : new Dictionary<string, object?>
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
            }),
        });

    private static Dictionary<string, object?> WithoutNulls(Dictionary<string, object?> outputs) =>
        outputs.Where(output => output.Value is not null).ToDictionary();
}
