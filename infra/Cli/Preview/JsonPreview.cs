using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Cli.Preview;

/// <summary>
/// Writes previews for a program. The shape is described in docs/preview-json.md; <c>version</c> rises when a field
/// changes its meaning or goes, not when one is added.
/// </summary>
internal static class JsonPreview
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(TextWriter output, IReadOnlyCollection<StackPreview> previews) =>
        output.Write(JsonSerializer.Serialize(
            new
            {
                Version,
                Environments = previews.Select(Environment),
                Totals = new
                {
                    Environments = previews.Count,
                    Resources = previews.Sum(preview => preview.ResourceCount),
                    Problems = previews.Sum(preview => preview.ProblemCount),
                },
            }, Json) + "\n");

    private static object Environment(StackPreview preview) => new
    {
        preview.Stack,
        Environment = preview.Settings?.Environment,
        Namespace = preview.Settings?.Namespace,
        Chart = preview.Settings?.Chart,
        Backend = preview.Settings?.Backend is null or BackendSettings.Aws ? null : preview.Settings.Backend.Word,
        Aws = preview.Settings?.Backend is not BackendSettings.Aws ? null : new { preview.Settings.Aws.AccountId, preview.Settings.Aws.Region },
        Identity = preview.Settings?.Identity switch
        {
            IdentitySettings.Irsa => "irsa",
            IdentitySettings.PodIdentity => "pod-identity",
            _ => null,
        },
        Delivery = preview.Settings is null ? null : DeliverySettings.Word(preview.Settings.Delivery.Mode),
        Components = preview.Components.Select(component => new
        {
            component.Name,
            component.Summary,
            Resources = component.Resources.Select(resource => new { resource.Type, resource.Name, resource.ActualName }),
        }),
        Containers = preview.Containers.Select(container => new
        {
            Container = container.Container == ChartContainer.Gateway ? "gateway" : "migrationJob",
            Variables = container.Seen.Select(Variable),
            Hidden = container.Shadowed.Select(shadowed => new { shadowed.Name, shadowed.Because }),
            NotOverridden = container.ChartDefaults,
        }),
        Guard = preview.Guard is null ? null : new
        {
            preview.Guard.Resources,
            preview.Guard.Inputs,
            Findings = preview.Guard.Findings,
        },
        preview.ToDo,
        Warnings = preview.Warnings.Select(Problem),
        Problems = preview.Problems.Select(Problem),
        Stopped = preview.StoppedBecause,
    };

    private static object Problem(SettingsProblem problem) => new { problem.Path, problem.Line, problem.Message, problem.Fix };

    private static object Variable(SecretVariable variable) => new
    {
        variable.Name,
        KubernetesSecret = variable.Secret.Name.ToString(),
        AwsSecret = IsAws(variable.Fetched.Remote) ? variable.Fetched.Remote.Holder : null,
        HeldBy = IsAws(variable.Fetched.Remote) ? null : variable.Fetched.Remote.Holder,
        Property = variable.Fetched.Remote.Item,
        From = JsonNamingPolicy.CamelCase.ConvertName(variable.Fetched.Source.From.ToString()),
        variable.OverridesChartDefault,
    };

    private static bool IsAws(RemoteSecret remote) => remote is RemoteSecret.OfGroup or RemoteSecret.OfExisting;
}
