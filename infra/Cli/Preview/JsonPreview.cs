using System.Text.Json;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Cli.Preview;

/// <summary>
/// Writes previews for a program. The shape is described in docs/preview-json.md; <c>version</c> rises when a field
/// changes its meaning or goes, not when one is added.
/// </summary>
internal static class JsonPreview
{
    public const int Version = 1;

    public static void Write(Printer printer, IReadOnlyCollection<StackPreview> previews) => printer.Json(Document(previews));

    /// <summary>What is written, for whoever compares it in place of reading it.</summary>
    public static object Document(IReadOnlyCollection<StackPreview> previews) => new
    {
        Version,
        Environments = previews.Select(Environment),
        Totals = new
        {
            Environments = previews.Count,
            Resources = previews.Sum(preview => preview.ResourceCount),
            Problems = previews.Sum(preview => preview.ProblemCount),
        },
    };

    private static object Environment(StackPreview preview) => new
    {
        preview.Stack,
        Environment = preview.Settings?.Environment,
        Namespace = preview.Settings?.Namespace,
        Chart = preview.Settings?.Chart,
        Backend = preview.Settings?.Backend is null or BackendSettings.Aws ? null : preview.Settings.Backend.Word,
        Aws = preview.Settings?.Backend is not BackendSettings.Aws ? null : new { preview.Settings.Aws.AccountId, preview.Settings.Aws.Region },
        Kubernetes = preview.Settings is null ? null : new { preview.Settings.Kubernetes.Context },
        Identity = preview.Settings?.Identity switch
        {
            IdentitySettings.Irsa => "irsa",
            IdentitySettings.PodIdentity => "pod-identity",
            _ => null,
        },
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
            Findings = preview.Guard.Findings.Select(finding => new { finding.Resource, finding.Path, finding.Problem, finding.Fix }),
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
        From = Word(variable.Fetched.Source.From),
        variable.OverridesChartDefault,
    };

    private static object Server(string? host) => new { Mode = host is null ? "bundled" : "external", Host = host };

    private static object Secret(SecretObject secret, FetchedKey fetched) => new
    {
        Name = NameOf(secret, fetched),
        AwsSecret = IsAws(fetched.Remote) ? fetched.Remote.Holder : null,
        HeldBy = IsAws(fetched.Remote) ? null : fetched.Remote.Holder,
        Property = fetched.Remote.Item,
        KubernetesSecret = secret.Name.ToString(),
        From = Word(fetched.Source.From),
        fetched.Source.Rotate,
        fetched.Source.Length,
    };

    /// <summary>Once for each secret: what holds a server's Secret whole, such as a SealedSecret, has its host and user too.</summary>
    private static string NameOf(SecretObject secret, FetchedKey fetched) =>
        fetched.Remote is RemoteSecret.OfGroup group ? group.Group.Values.First(value => value.Property == group.Property).Id
        : secret.FeedsGateway || fetched.Key.StartsWith(secret.Id + "_", StringComparison.OrdinalIgnoreCase) ? fetched.Key
        : $"{secret.Id}_{(secret.Fetched.Count == 1 ? "password" : fetched.Key)}".ToUpperInvariant();

    private static bool IsAws(RemoteSecret remote) => remote is RemoteSecret.OfGroup or RemoteSecret.OfExisting;

    private static string Word(SecretSource source) => JsonNamingPolicy.CamelCase.ConvertName(source.ToString());
}
