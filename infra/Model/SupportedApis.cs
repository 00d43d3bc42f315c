namespace McpInfra.Model;

/// <summary>An API that this program writes objects of, and how old whoever serves it may be.</summary>
/// <param name="Program">Whose API it is.</param>
/// <param name="Oldest">First version that has every field that any setting makes, and does what we count on.</param>
/// <param name="Because">What it has that the version before had not, and where that is seen.</param>
/// <param name="Validated">Versions whose schema every object is held against, without a field that it does not declare.</param>
/// <param name="Run">What the end-to-end tests run.</param>
internal sealed record SupportedApi(string Program, IReadOnlyList<string> ApiVersions, string Oldest, string Because, string Validated, string Run)
{
    /// <summary>What its charts call its Deployment in <c>app.kubernetes.io/name</c>; null where the version of an image is another than the program's.</summary>
    public string? Deployment { get; init; }

    public bool Serves(string apiVersion) => ApiVersions.Contains(apiVersion);
}

/// <summary>
/// What is promised of the cluster: every API that anything here writes, with the oldest version that takes it. A field that is
/// newer is not written, or the promise moves. docs/versions.md has the same table (a test compares).
/// </summary>
internal static class SupportedApis
{
    public const string ExternalSecrets = "external-secrets.io/v1";
    public const string VaultSecrets = "secrets.hashicorp.com/v1beta1";
    public const string SealedSecrets = "bitnami.com/v1alpha1";
    public const string ArgoCd = "argoproj.io/v1alpha1";
    public const string FluxSource = "source.toolkit.fluxcd.io/v1";
    public const string FluxHelm = "helm.toolkit.fluxcd.io/v2";
    public const string FluxKustomize = "kustomize.toolkit.fluxcd.io/v1";
    public const string Fleet = "fleet.cattle.io/v1alpha1";

    /// <summary>External Secrets Operator's versions by their CRDs, the oldest first.</summary>
    public static IReadOnlyList<string> ExternalSecretsVersions { get; } = ["0.16.1", "0.20.4", "1.3.1", "2.4.0", "2.8.0", "2.9.0"];

    public static IReadOnlyList<SupportedApi> All { get; } =
    [
        new("External Secrets Operator", [ExternalSecrets], ExternalSecretsVersions[0],
            "`v1` and its `refreshPolicy`, which 0.16 is the first to serve (external-secrets/external-secrets, `config/crds/bases`)",
            string.Join(", ", ExternalSecretsVersions), "0.20.4, with its own CRDs and with those of 2.9.0") { Deployment = "external-secrets" },
        new("Vault Secrets Operator", [VaultSecrets], "0.5.0",
            "`destination.transformation` (hashicorp/vault-secrets-operator, `config/crd/bases`)", "1.4.1", "0.10.0; what 1.0 and later say of a failed read was read in its source") { Deployment = "vault-secrets-operator" },
        new("Sealed Secrets", [SealedSecrets], "0.17.0",
            "a status that the controller writes unasked (bitnami-labs/sealed-secrets, `RELEASE-NOTES.md`); your files, as `kubeseal` wrote them, may need the controller of that `kubeseal`. Before 0.25.0 one that failed once stays `Synced: False` although it is unsealed later, and Flux and Argo CD go on waiting: seal that file anew", "0.36.6", "0.27.1") { Deployment = "sealed-secrets" },
        new("Argo CD", [ArgoCd], "3.2.0",
            "`retry.refresh`, by which a sync that is tried again takes the commit that mends it (argoproj/argo-cd, `pkg/apis/application/v1alpha1/types.go`)", "3.5", "3.5.7"),
        new("Flux", [FluxSource, FluxHelm, FluxKustomize], "2.5.0",
            "`healthCheckExprs`: kustomize-controller 1.5.0 (fluxcd/kustomize-controller, `CHANGELOG.md`); `HelmRelease` is in `v2` and `HelmRepository` in `v1` from 2.3 on", "2.9, but for the Kustomization", "none"),
        new("Fleet", [Fleet], "0.16.0",
            "an `oci://` address in `helm.repo` of a `fleet.yaml` (rancher/fleet, `internal/bundlereader/charturl.go`)", "0.16.1", "none"),
    ];
}
