using McpInfra.Backends;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Delivery;

/// <summary>One of the objects that bring the secrets into the cluster.</summary>
/// <param name="Manifest">Without late values: each is known from the settings and the naming rules.</param>
/// <param name="Step">Its place in the order of need, from 0; objects of one step do not need each other.</param>
/// <param name="IsAwaited">Whether the chart may only be installed when it is Ready.</param>
internal sealed record SecretStep(KubernetesManifest Manifest, int Step, bool IsAwaited);

/// <summary>What a GitOps tool brings into one environment: what to install, from where, with which values, after what.</summary>
internal sealed record DeliverySpec : DirectorySpec
{
    public required string Environment { get; init; }

    public override string Directory => Environment;

    /// <summary>What brings the operator that reads its secrets, where that is in the same rendered directory.</summary>
    public ClusterSpec? After { get; init; }

    public required string Namespace { get; init; }

    public required ChartLocation Chart { get; init; }

    public required ReleaseSettings Release { get; init; }

    /// <summary>The chart's values: names of Secrets and no secret, no late value.</summary>
    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    /// <summary>In the order of need: namespace, reader, store, what makes the Secrets.</summary>
    public required IReadOnlyList<SecretStep> Secrets { get; init; }

    /// <summary>Whether the gateway's Deployment is to carry Reloader's annotation.</summary>
    public required bool Reloader { get; init; }

    public string GatewayDeployment => ChartNames.GatewayDeployment(Release.Name);

    /// <summary>
    /// Whether the chart scales the gateway by itself. It writes the Deployment's replicas all the same (its
    /// deployment-mcpgateway.yaml), so a tool that undoes drift must leave them alone.
    /// </summary>
    public bool ScalesItself => GatewayScaling.IsOn(Values);

    /// <summary>
    /// What stands in files for Git, whatever the stack's own delivery: Secrets keep their names, since no tool waits for a new
    /// one before it lets the old one go.
    /// </summary>
    public static DeliverySpec InGit(StackSettings settings) => For(settings with { Delivery = settings.Delivery with { Mode = DeliveryMode.Git } });

    /// <summary>The same after its cluster, where that is rendered too and its operator reads the secrets.</summary>
    /// <param name="clusters">Those of the same rendered directory.</param>
    public static DeliverySpec InGitWith(IReadOnlyList<ClusterSpec> clusters, StackSettings settings)
    {
        var spec = InGit(settings);
        return spec.Secrets.Any(secret => secret.Manifest.ApiVersion == SupportedApis.ExternalSecrets)
            ? spec with { After = clusters.FirstOrDefault(cluster => cluster.Stack == settings.ClusterStack) }
            : spec;
    }

    /// <summary>What Pulumi gives to a tool, beside the Secrets that it makes itself; no name follows a version there.</summary>
    public static DeliverySpec For(StackSettings settings)
    {
        var stable = LoadedStack.Of(settings with { Rollout = settings.Rollout with { Strategy = RolloutStrategy.Stable } });
        var backend = Backend.Of(stable);
        var known = new KnownValues(backend.ReaderRoleArn);
        return new DeliverySpec
        {
            Stack = settings.Stack,
            Environment = settings.Environment,
            Namespace = settings.Namespace,
            Chart = ChartLocation.Of(settings.Chart),
            Release = settings.Release,
            Values = known.Map(ChartValues.For(stable).ToTree()),
            Secrets = InSteps(backend, stable, known),
            Reloader = settings.Rollout.Reloader,
            Tools = settings.Delivery,
            Labels = EnvironmentObjects.Labels(settings),
            Summary = $"Namespace {settings.Namespace} of context {settings.Kubernetes.Context} · {backend.Heading}",
            Picture = SecretPicture.Of(stable),
        };
    }

    /// <summary>Neighbors of one kind are one step.</summary>
    private static List<SecretStep> InSteps(Backend backend, LoadedStack stack, KnownValues known)
    {
        var optional = stack.Settings.Migration.Optional ? stack.Catalog.GatewayObjects.Select(secret => secret.Name.ToString()).ToHashSet() : [];
        var steps = new List<SecretStep>();
        foreach (var manifest in backend.Manifests.Select(known.Manifest))
        {
            var step = steps.Count == 0 ? 0 : steps[^1].Step + (steps[^1].Manifest.Kind == manifest.Kind ? 0 : 1);
            steps.Add(new SecretStep(manifest, step, !optional.Contains((string)manifest.Name)));
        }

        return steps;
    }
}
