namespace McpInfra.Model;

/// <summary>A fault of External Secrets Operator that a later version has no more.</summary>
/// <param name="Id">As GitHub knows it.</param>
/// <param name="FixedIn">The first version that has it no more.</param>
/// <param name="What">What it lets happen.</param>
internal sealed record OperatorAdvisory(string Id, string FixedIn, string What);

/// <summary>Which versions of External Secrets Operator a cluster may run.</summary>
internal static class OperatorReleases
{
    /// <summary>Published for external-secrets/external-secrets; the versions are those of the first tags that have the change.</summary>
    public static IReadOnlyList<OperatorAdvisory> Advisories { get; } =
    [
        new("GHSA-fcxq-v2r3-cc8h", "0.19.2", "a PushSecret reaches Secrets that its namespace must not see"),
        new("GHSA-77v3-r3jw-j2v2", "1.2.0", "a template's getSecretKey reads Secrets of other namespaces"),
        new("GHSA-r2pg-r6h7-crf3", "2.3.0", "a template's getHostByName carries what it reads out of the cluster by DNS"),
        new("GHSA-wv26-88m5-6h59", "2.4.0", "a SecretStore takes certificates from ConfigMaps of other namespaces"),
        new("GHSA-fq7h-9x26-6j22", "2.4.1", "a store reaches tokens of ServiceAccounts that are not its own"),
    ];

    /// <summary>The first that serves what environments write.</summary>
    public static string Oldest => SupportedApis.ExternalSecretsVersions[0];

    /// <summary>The first chart that has <c>rbac.serviceAccountTokenCreate</c>: an older one grants it whatever it is told.</summary>
    public const string WithholdsTokens = "2.5.0";

    /// <summary>The first chart that has <c>networkPolicy</c>.</summary>
    public const string HasNetworkPolicies = "2.8.0";

    public static bool IsBefore(string version, string other) => Version.Parse(version) < Version.Parse(other);
}
