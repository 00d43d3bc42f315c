using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Stores;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Backends;

/// <summary>Google Secret Manager, read with the workload identity of a GKE cluster (external-secrets, <c>providers/v1/gcp/secretmanager</c>).</summary>
internal sealed class GcpsmBackend(LoadedStack stack, BackendSettings.Gcpsm gcpsm) : EsoBackend(stack)
{
    /// <summary>$0.03 for 10,000 accesses, after the first 10,000 of a month (https://cloud.google.com/secret-manager/pricing).</summary>
    private const decimal DollarsPerAccess = 0.03m / 10_000;

    public override AwsSettings? MadeInAws => null;

    private BackendSettings.Gcpsm Gcpsm { get; } = gcpsm;

    protected override string Provider => "gcpsm";

    protected override IReadOnlyDictionary<string, object?> Spec
    {
        get
        {
            var identity = Map(("serviceAccountRef", EsoManifests.ServiceAccountRef(Settings, Gcpsm.ServiceAccount)));
            foreach (var (key, text) in (IEnumerable<(string, string?)>)
                [("clusterLocation", Gcpsm.ClusterLocation), ("clusterName", Gcpsm.ClusterName), ("clusterProjectID", Gcpsm.ClusterProjectId)])
            {
                if (text is not null)
                    identity[key] = text;
            }

            var spec = Map(("auth", Map(("workloadIdentity", identity))), ("projectID", Gcpsm.ProjectId));
            if (Gcpsm.Location is { } location)
                spec["location"] = location;
            return spec;
        }
    }

    /// <summary>Without the annotation the ServiceAccount itself is who reads: the operator takes its token as it is.</summary>
    protected override KubernetesManifest? Reader => EnvironmentObjects.ServiceAccount(Settings, Gcpsm.ServiceAccount,
        Gcpsm.GoogleServiceAccount is { } account ? [("iam.gke.io/gcp-service-account", account)] : []);

    public override IValueStore? Store(IPrograms programs, string directory) => new GoogleStore(programs, Gcpsm.ProjectId, Gcpsm.Location);

    protected override IEnumerable<string> PutBySecretPut => NamesOfExternal;

    /// <summary><c>versions add</c> fails where there is no secret, <c>create</c> where there is one.</summary>
    protected override IReadOnlyList<Words> HolderLines => ByHolder((holder, _) => $"make the secret, where it is not there yet\n{ShellLine.Of($"gcloud secrets create {holder} {Where}")}");

    public override Words Heading => $"backend gcpsm, project {Gcpsm.ProjectId}{(Gcpsm.Location is { } location ? Words.Of($" in {location}") : Words.None)}";

    public override Words Title => Words.Own("Google Secret Manager");

    protected override Words ReadsAs => Gcpsm.GoogleServiceAccount is { } account ? account : $"ServiceAccount {Gcpsm.ServiceAccount}";

    /// <summary>The provider accesses a secret once for each key that is read from it, unlike that of AWS.</summary>
    public override ReadCost? Cost
    {
        get
        {
            var keys = Catalog.Objects.Where(secret => secret.Refresh == RefreshPolicy.Periodic).Sum(secret => secret.Fetched.Count);
            return new(DollarsPerAccess, keys, Words.Own("keys"));
        }
    }

    /// <summary>What each setting can be is all: no name is too long, and Google alone knows which region has which secret.</summary>
    public override void Check(Problems problems)
    {
    }

    /// <summary>Every call names the project.</summary>
    public override Question? SignIn => null;

    public override IReadOnlyList<Question> Needs =>
    [
        .. Holders.Select(holder => Question.OfJson($"secret {holder}", "gcloud",
            ["secrets", "describe", holder, "--project", Gcpsm.ProjectId, .. Gcpsm.Location is { } location ? ["--location", location] : Array.Empty<string>(), "--format", "json"],
            _ => [Found.Ok($"there")],
            answer => answer.Says("NOT_FOUND") ? [Found.Warn($"not there yet", ShellLine.Of($"gcloud secrets create {holder} {Where}"))] : [],
            Words.Own("secretmanager.secrets.get"))),
    ];

    public override IEnumerable<OwnPart> Own
    {
        get
        {
            foreach (var name in Holders)
                yield return new(SharedKind.SecretPath, (Gcpsm.ProjectId, Gcpsm.Location, name), "mcp-infra:gcpsm.prefix", $"reads {name} in the project {Gcpsm.ProjectId}")
                {
                    Apart = free => $"{Gcpsm.Prefix}-{free}",
                };
            if (Gcpsm.GoogleServiceAccount is { } account)
                yield return new(SharedKind.Role, account, "mcp-infra:gcpsm.googleServiceAccount", $"reads as {account}");
            yield return new(SharedKind.TrustSubject, Principal, "mcp-infra:gcpsm.serviceAccount", $"reads as {Principal}, whichever cluster of that project it is in")
            {
                Apart = free => $"{Gcpsm.ServiceAccount}-{free}",
            };
        }
    }

    private ShellLine Where => $"--project {Gcpsm.ProjectId}{ShellLine.When(Gcpsm.Location is not null, $" --location {Gcpsm.Location}")}";

    /// <summary>The project's clusters have one pool of identities: Google does not tell a ServiceAccount from its namesake in another of them.</summary>
    private string Principal => $"{Gcpsm.ClusterProjectId ?? Gcpsm.ProjectId}.svc.id.goog[{Settings.Namespace}/{Gcpsm.ServiceAccount}]";
}
