using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview;

/// <summary>
/// Writes previews for a program. The shape is described in docs/preview-json.md; <c>version</c> rises when a field
/// changes its meaning or goes, not when one is added.
/// </summary>
internal static class JsonPreview
{
    public const int Version = 1;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
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
            }, Options) + "\n");

    private static object Environment(StackPreview preview) => new
    {
        preview.Stack,
        Environment = preview.Settings?.Environment,
        Namespace = preview.Settings?.Namespace,
        Chart = preview.Settings?.Chart,
        Aws = preview.Settings is null ? null : new { preview.Settings.Aws.AccountId, preview.Settings.Aws.Region },
        Kubernetes = preview.Settings is null ? null : new { preview.Settings.Kubernetes.Context },
        Identity = preview.Settings is null ? null : preview.Settings.Identity is IdentitySettings.Irsa ? "irsa" : "pod-identity",
        Delivery = preview.Settings is null ? null : DeliverySettings.Word(preview.Settings.Delivery.Mode),
        Database = preview.Settings is null ? null : Server(preview.Settings.Database is DatabaseSettings.External database ? database.Host : null),
        Redis = preview.Settings is null ? null : Server(preview.Settings.Redis is RedisSettings.External redis ? redis.Host : null),
        Secrets = preview.Catalog?.Objects.SelectMany(secret => secret.Fetched.Select(fetched => Secret(secret, fetched))),
        Components = preview.Components.Select(component => new
        {
            component.Name,
            component.Summary,
            Resources = component.Resources.Select(resource => new { resource.Type, resource.Name, resource.ActualName, Protected = resource.IsProtected ? true : (bool?)null, resource.Inputs }),
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
        AwsSecret = AwsSecret(variable.Fetched.Remote),
        Property = Property(variable.Fetched.Remote),
        From = Word(variable.Fetched.Source.From),
        variable.OverridesChartDefault,
    };

    private static object Server(string? host) => new { Mode = host is null ? "bundled" : "external", Host = host };

    private static object Secret(SecretObject secret, FetchedKey fetched) => new
    {
        Name = fetched.Remote is RemoteSecret.OfGroup group
            ? group.Group.Values.First(value => value.Property == group.Property).Id
            : secret.FeedsGateway ? fetched.Key : secret.Id.ToUpperInvariant() + "_PASSWORD",
        AwsSecret = AwsSecret(fetched.Remote),
        Property = Property(fetched.Remote),
        KubernetesSecret = secret.Name.ToString(),
        From = Word(fetched.Source.From),
        fetched.Source.Rotate,
        fetched.Source.Length,
    };

    private static string? AwsSecret(RemoteSecret remote) => remote switch
    {
        RemoteSecret.OfGroup group => group.Group.AwsName,
        RemoteSecret.OfExisting existing => existing.Secret.Arn,
        _ => null,
    };

    private static string? Property(RemoteSecret remote) => remote switch
    {
        RemoteSecret.OfGroup group => group.Property,
        RemoteSecret.OfExisting existing => existing.Secret.Property,
        _ => null,
    };

    private static string Word(SecretSource source) => JsonNamingPolicy.CamelCase.ConvertName(source.ToString());
}
