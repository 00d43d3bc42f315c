namespace McpInfra.Settings;

/// <summary>The AWS side of an environment.</summary>
internal sealed record AwsSettings
{
    public const string DefaultPrefix = "mcp";

    /// <summary>Stands for them in a stack with another backend, which has nothing in AWS and reads none of it.</summary>
    public static AwsSettings None { get; } = new()
    {
        AccountId = "",
        Region = "",
        Prefix = DefaultPrefix,
        RecoveryWindowDays = 0,
        Kms = new KmsSettings(KmsMode.AwsManaged, null),
        Replicas = [],
        Tags = new Dictionary<string, string>(),
        Protect = false,
    };

    /// <summary>Twelve digits; the provider refuses any other account.</summary>
    public required string AccountId { get; init; }

    /// <summary>From <c>aws:region</c>.</summary>
    public required string Region { get; init; }

    /// <summary>First part of every AWS name; secrets live at <c>&lt;prefix&gt;/&lt;environment&gt;/&lt;group&gt;</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>0 deletes at once; otherwise 7 to 30 days.</summary>
    public required int RecoveryWindowDays { get; init; }

    public required KmsSettings Kms { get; init; }

    public required IReadOnlyList<ReplicaSettings> Replicas { get; init; }

    /// <summary>ARN of the policy that bounds the reader role; null for none.</summary>
    public string? PermissionsBoundary { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Whether Pulumi refuses to delete the secrets and the key; on in production unless set.</summary>
    public required bool Protect { get; init; }

    /// <summary>The partition that the region belongs to: the second word of every ARN in it.</summary>
    public string Partition => Region switch
    {
        _ when Region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when Region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };
}

/// <summary>What encrypts the environment's secrets.</summary>
internal enum KmsMode
{
    /// <summary>The account's own <c>aws/secretsmanager</c> key: <c>aws.kms: aws-managed</c>.</summary>
    AwsManaged,

    /// <summary>A key this program makes: <c>aws.kms: managed</c>.</summary>
    Managed,

    /// <summary>A key somebody else makes: <c>aws.kms: ARN</c>.</summary>
    Existing,
}

/// <param name="KeyArn">Set exactly when the mode is <see cref="KmsMode.Existing"/>.</param>
internal sealed record KmsSettings(KmsMode Mode, string? KeyArn);

/// <param name="KmsKeyArn">Key in the replica's region; null for the AWS-managed one there.</param>
internal sealed record ReplicaSettings(string Region, string? KmsKeyArn);
