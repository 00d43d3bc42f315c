using McpInfra.Model;
using McpInfra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace McpInfra.Components;

/// <summary>What a <see cref="McpStackRelease"/> is made from.</summary>
/// <param name="After">What must be Ready before the chart is installed: the Secrets it names.</param>
internal sealed record McpStackReleaseArgs(
    LoadedStack Stack, LateValues Late, InputList<Resource> After);

/// <summary>Installs the mcp-stack chart; secrets enter only as names of Kubernetes Secrets.</summary>
internal sealed class McpStackRelease : ComponentResource
{
    public const string TypeToken = "mcp-infra:helm:McpStackRelease";

    /// <summary>Enough to roll back; Helm keeps each revision as a Secret in the namespace.</summary>
    private const int KeptRevisions = 5;

    [Output("releaseName")]
    public Output<string> ReleaseName { get; private set; }

    [Output("releaseVersion")]
    public Output<string> ReleaseVersion { get; private set; }

    public McpStackRelease(string name, McpStackReleaseArgs args, ComponentResourceOptions? options = null)
        : base(TypeToken, name, options)
    {
        var settings = args.Stack.Settings;
        if (settings.Migration.Adopting)
        {
            // The component alone, so that the release that Helm runs can be imported below it.
            ReleaseName = Output.Create(settings.Release.Name);
            ReleaseVersion = Output.Create(settings.Chart.Version);
            RegisterOutputs();
            return;
        }

        var release = new Release(name, new ReleaseArgs
        {
            Name = settings.Release.Name,
            Namespace = settings.Namespace,
            Chart = settings.Chart.Source,
            Version = settings.Chart.Version,
            Values = args.Late.Map(ChartValues.For(args.Stack).ToTree()),
            Timeout = settings.Release.TimeoutSeconds,
            MaxHistory = KeptRevisions,

            // Awaited in every mode: the migration either runs in the pods or before them, never after (see ChartValues).
            SkipAwait = false,
        }, new CustomResourceOptions { Parent = this, DependsOn = args.After });

        if (settings.Rollout.Reloader)
            AddReloader(name, settings, release);

        ReleaseName = release.Name;
        ReleaseVersion = release.Version;
        RegisterOutputs();
    }

    /// <summary>The chart has no place for a Deployment's annotations, so Reloader's is patched on.</summary>
    private void AddReloader(string name, StackSettings settings, Release release) =>
        _ = new DeploymentPatch($"{name}-reloader", new DeploymentPatchArgs
        {
            Metadata = new ObjectMetaPatchArgs
            {
                Name = ChartNames.GatewayDeployment(settings.Release.Name),
                Namespace = settings.Namespace,
                Annotations = { ["reloader.stakater.com/auto"] = "true" },
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = release });
}
