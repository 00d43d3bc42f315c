using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings.Backends;

namespace McpInfra.Backends;

/// <summary>One part of what an environment costs a month.</summary>
/// <param name="Count">How many of it, in a month.</param>
/// <param name="DollarsEach">What each costs; 0 where it has no price of its own.</param>
internal sealed record CostPart(Words What, decimal Count, decimal DollarsEach)
{
    public decimal Dollars => Count * DollarsEach;
}

/// <summary>What AWS charges for what an environment has there, in US dollars, the same in most of its regions; the free tier is not counted.</summary>
internal static class AwsPrices
{
    /// <summary>When the pages below said so.</summary>
    public const string ReadOn = "2026-09-20";

    public const string SecretsManagerPage = "https://aws.amazon.com/secrets-manager/pricing/";

    public const string KmsPage = "https://aws.amazon.com/kms/pricing/";

    /// <summary>A secret or a replica, whatever number of versions it has.</summary>
    private const decimal SecretAMonth = 0.40m;

    public const decimal SecretsManagerCall = 0.05m / 10_000;

    /// <summary>A customer's own key; that of AWS costs nothing.</summary>
    private const decimal KeyAMonth = 1m;

    private const decimal KmsRequest = 0.03m / 10_000;

    /// <summary>What the settings make and what the operator reads, in an ordinary month; a few calls of <c>pulumi up</c> are not in it.</summary>
    public static IReadOnlyList<CostPart> Of(AwsSettings aws, SecretCatalog catalog, string refreshInterval)
    {
        var refreshes = ReadCost.RefreshesAMonth(refreshInterval);
        var isOwnKey = aws.Kms.Mode is KmsMode.Managed or KmsMode.Existing;
        var reads = ReadCost.PeriodicReads(catalog).ToList();
        CostPart[] parts =
        [
            new(Words.Own("secrets"), catalog.Groups.Count, SecretAMonth),
            new(Words.Own("replicas of secrets"), catalog.Groups.Count * aws.Replicas.Count, SecretAMonth),
            new(Words.Own("versions of secrets"), catalog.Groups.Count(group => group.WrittenByPulumi), 0),
            new(Words.Own("KMS key, before its yearly rotations"), aws.Kms.Mode == KmsMode.Managed ? 1 : 0, KeyAMonth),
            new(Words.Own("calls that read secrets"), reads.Count * refreshes, SecretsManagerCall),
            new(Words.Own("KMS requests of these"), reads.Count(HasOwnKey) * refreshes, KmsRequest),
        ];
        return [.. parts.Where(part => part.Count > 0)];

        bool HasOwnKey(RemoteSecret remote) => remote is RemoteSecret.OfExisting existing ? existing.Secret.KmsKeyArn is not null : isOwnKey;
    }
}
