using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Outputs.Helm.V3;

namespace Pulumi.Kubernetes.Helm.V3;

/// <summary>A Helm release.</summary>
[KubernetesResourceType("kubernetes:helm.sh/v3:Release")]
public class Release : KubernetesResource
{
    public Release(string name, ReleaseArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:helm.sh/v3:Release", name, MakeArgs(args), Defaults.Of(options))
    {
    }

    [Output("allowNullValues")]
    public Output<bool> AllowNullValues { get; private set; } = null!;

    [Output("atomic")]
    public Output<bool> Atomic { get; private set; } = null!;

    [Output("chart")]
    public Output<string> Chart { get; private set; } = null!;

    [Output("cleanupOnFail")]
    public Output<bool> CleanupOnFail { get; private set; } = null!;

    [Output("createNamespace")]
    public Output<bool> CreateNamespace { get; private set; } = null!;

    [Output("dependencyUpdate")]
    public Output<bool> DependencyUpdate { get; private set; } = null!;

    [Output("description")]
    public Output<string> Description { get; private set; } = null!;

    [Output("devel")]
    public Output<bool> Devel { get; private set; } = null!;

    [Output("disableCRDHooks")]
    public Output<bool> DisableCRDHooks { get; private set; } = null!;

    [Output("disableOpenapiValidation")]
    public Output<bool> DisableOpenapiValidation { get; private set; } = null!;

    [Output("disableWebhooks")]
    public Output<bool> DisableWebhooks { get; private set; } = null!;

    [Output("forceUpdate")]
    public Output<bool> ForceUpdate { get; private set; } = null!;

    [Output("keyring")]
    public Output<string> Keyring { get; private set; } = null!;

    [Output("lint")]
    public Output<bool> Lint { get; private set; } = null!;

    [Output("manifest")]
    public Output<ImmutableDictionary<string, object>> Manifest { get; private set; } = null!;

    [Output("maxHistory")]
    public Output<int> MaxHistory { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("namespace")]
    public Output<string> Namespace { get; private set; } = null!;

    [Output("postrender")]
    public Output<string> Postrender { get; private set; } = null!;

    [Output("recreatePods")]
    public Output<bool> RecreatePods { get; private set; } = null!;

    [Output("renderSubchartNotes")]
    public Output<bool> RenderSubchartNotes { get; private set; } = null!;

    [Output("replace")]
    public Output<bool> Replace { get; private set; } = null!;

    [Output("repositoryOpts")]
    public Output<RepositoryOpts> RepositoryOpts { get; private set; } = null!;

    [Output("resetValues")]
    public Output<bool> ResetValues { get; private set; } = null!;

    [Output("resourceNames")]
    public Output<ImmutableDictionary<string, ImmutableArray<string>>> ResourceNames { get; private set; } = null!;

    [Output("reuseValues")]
    public Output<bool> ReuseValues { get; private set; } = null!;

    [Output("skipAwait")]
    public Output<bool> SkipAwait { get; private set; } = null!;

    [Output("skipCrds")]
    public Output<bool> SkipCrds { get; private set; } = null!;

    [Output("status")]
    public Output<ReleaseStatus> Status { get; private set; } = null!;

    [Output("timeout")]
    public Output<int> Timeout { get; private set; } = null!;

    [Output("valueYamlFiles")]
    public Output<ImmutableArray<AssetOrArchive>> ValueYamlFiles { get; private set; } = null!;

    [Output("values")]
    public Output<ImmutableDictionary<string, object>> Values { get; private set; } = null!;

    [Output("verify")]
    public Output<bool> Verify { get; private set; } = null!;

    [Output("version")]
    public Output<string> Version { get; private set; } = null!;

    [Output("waitForJobs")]
    public Output<bool> WaitForJobs { get; private set; } = null!;

    private static ReleaseArgs MakeArgs(ReleaseArgs? args)
    {
        args ??= new();
        args.Compat = "true";
        return args;
    }
}
