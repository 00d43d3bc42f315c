using System.Collections.Immutable;
using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Settings;
using Pulumi;

namespace McpInfra.Components;

/// <summary>What a stack tells other stacks, people and GitOps repositories: names and ARNs, never a value.</summary>
internal static class StackOutputs
{
    /// <param name="secretArns">Null, as is the role, where nothing is made in AWS: such outputs are left out.</param>
    public static Dictionary<string, object?> Of(
        LoadedStack stack,
        LateValues late,
        Output<ImmutableDictionary<string, string>>? secretArns,
        Output<string>? readerRoleArn,
        InstalledRelease release)
    {
        var (settings, catalog) = stack;
        var aws = Backend.Of(stack).MadeInAws;
        var secretNames = Output.All(catalog.Objects.Select(secret =>
                late.Name(secret.Name).Apply(full => KeyValuePair.Create(secret.Id, full))))
            .Apply(names => names.ToImmutableDictionary());
        return WithoutNulls(new()
        {
            ["namespace"] = settings.Namespace,
            ["releaseName"] = release.Name,
            ["releaseVersion"] = release.Version,
            ["secretArns"] = secretArns,
            ["readerRoleArn"] = readerRoleArn,
            ["kubernetesSecretNames"] = secretNames,
            ["storeName"] = settings.Backend.HasStore ? settings.Store.Name : null,
            ["gitops"] = WithoutNulls(new()
            {
                ["environment"] = settings.Environment,
                ["namespace"] = settings.Namespace,
                ["awsAccountId"] = aws?.AccountId,
                ["awsRegion"] = aws?.Region,
                ["readerRoleArn"] = readerRoleArn,
                ["secretStore"] = !settings.Backend.HasStore ? null : new Dictionary<string, object?>
                {
                    ["kind"] = settings.Store.Kind.ToString(),
                    ["name"] = settings.Store.Name,
                },
                ["kubernetesSecretNames"] = secretNames,
                ["chart"] = new Dictionary<string, object?>
                {
                    ["source"] = settings.Chart.Source,
                    ["version"] = settings.Chart.Version,
                    ["release"] = settings.Release.Name,
                },
            }),
        });
    }

    private static Dictionary<string, object?> WithoutNulls(Dictionary<string, object?> outputs) =>
        outputs.Where(output => output.Value is not null).ToDictionary();
}

/// <summary>The Helm release of an environment, whoever installs it.</summary>
internal sealed record InstalledRelease(Output<string> Name, Output<string> Version)
{
    /// <summary>As the settings say it, where a GitOps tool installs the chart.</summary>
    public static InstalledRelease Of(StackSettings settings) =>
        new(Output.Create(settings.Release.Name), Output.Create(settings.Chart.Version));
}
