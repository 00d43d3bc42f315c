using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>AWS Secrets Manager, the only one that this program makes secrets and writes values in.</summary>
    internal sealed record Aws(AwsSettings Settings) : ThroughEso
    {
        private const string Name = "aws";

        public static BackendChoice Choice { get; } =
            new(Name, [AwsSettings.RegionKey, SettingsPath.Of(Name), IdentitySettings.Key],
                new("AWS account", "aws.prefix", "IAM role", "mcp-infra:environment or aws.prefix"), source => new Aws(AwsSettings.Read(source)));

        public override string Word => Name;

        public override bool WritesValues => true;

        public override string Holder(string environment, string group, string secret) => $"{Settings.Prefix}/{environment}/{group}";
    }
}

/// <summary>The AWS side of an environment.</summary>
internal sealed partial record AwsSettings
{
    public const string DefaultPrefix = "mcp";

    private const int MostTags = 45; // AWS allows 50; the rest is for the program's own and the organisation's.

    public static SettingsPath RegionKey { get; } = new("aws:region");

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

    public required IdentitySettings Identity { get; init; }

    /// <summary>The partition that the region belongs to: the second word of every ARN in it.</summary>
    public string Partition => Region switch
    {
        _ when Region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when Region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };

    public static AwsSettings Read(BackendSource source)
    {
        var (problems, region) = (source.Problems, source.Find(RegionKey));
        var aws = source.Open("aws", "accountId", "prefix", "recoveryWindowDays", "kms", "replicas", "permissionsBoundary", "tags", "protect");
        if (region is null)
            problems.Required(RegionKey, "the AWS region of this stack", TextFormats.Region.Example);
        return new AwsSettings
        {
            AccountId = aws.RequiredText("accountId", TextFormats.AccountId, "the AWS account that this stack may touch"),
            Region = SettingsGroup.ReadText(RegionKey, region, TextFormats.Region, problems) ?? "",
            Prefix = aws.Text("prefix", TextFormats.Prefix, DefaultPrefix),
            RecoveryWindowDays = aws.Integer("recoveryWindowDays", 30, days => days is 0 or (>= 7 and <= 30), "0, or 7 to 30"),
            Kms = ReadKms(aws),
            Replicas = [.. ReadReplicas(aws, problems)],
            PermissionsBoundary = aws.Text("permissionsBoundary", TextFormats.Policy),
            Tags = ReadTags(aws, problems),
            Protect = aws.Flag("protect", ProductionNames.Matches(source.Environment)),
            Identity = IdentitySettings.Read(source.Open),
        };
    }

    private static KmsSettings ReadKms(SettingsGroup aws)
    {
        var format = new TextFormat("aws-managed, managed or " + TextFormats.KmsKey.Description, "aws-managed",
            text => text is "aws-managed" or "managed" || TextFormats.KmsKey.IsValid(text));
        return aws.Text("kms", format, "aws-managed") switch
        {
            "aws-managed" => new KmsSettings(KmsMode.AwsManaged, null),
            "managed" => new KmsSettings(KmsMode.Managed, null),
            var arn => new KmsSettings(KmsMode.Existing, arn),
        };
    }

    private static IEnumerable<ReplicaSettings> ReadReplicas(SettingsGroup aws, Problems problems)
    {
        var path = aws.Path.Key("replicas");
        foreach (var (at, node) in SettingsGroup.Items(path, aws.Find("replicas"), "a list of {region, kmsKeyArn}", problems))
        {
            var replica = SettingsGroup.Open(at, node, problems, "region", "kmsKeyArn");
            yield return new ReplicaSettings(
                replica.RequiredText("region", TextFormats.Region with { Example = "eu-central-1" }, "the region to replicate to"),
                replica.Text("kmsKeyArn", TextFormats.KmsKey));
        }
    }

    private static Dictionary<string, string> ReadTags(SettingsGroup aws, Problems problems)
    {
        var path = aws.Path.Key("tags");
        var tags = new Dictionary<string, string>();
        var value = new TextFormat("a tag value: at most 256 letters, digits, spaces and _ . : / = + - @", "VALUE",
            text => text.Length <= 256 && TagText().IsMatch(text));
        foreach (var entry in SettingsGroup.Members(path, aws.Find("tags"), "a map of tag names and values", problems))
        {
            var at = path.Key(entry.Key);
            if (entry.Key.Length is 0 or > 128 || !TagText().IsMatch(entry.Key))
                problems.Remove(at, "is not a tag name: 1 to 128 letters, digits, spaces and _ . : / = + - @.");
            else if (entry.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                problems.Remove(at, "begins with 'aws:', which AWS keeps for itself.");
            else if (entry.Key.StartsWith("mcp-infra:", StringComparison.OrdinalIgnoreCase))
                problems.Remove(at, "begins with 'mcp-infra:', which this program keeps for its own tags.");

            // IAM takes names that differ in case alone for one tag.
            else if (tags.Keys.Any(other => string.Equals(other, entry.Key, StringComparison.OrdinalIgnoreCase)))
                problems.Remove(at, "is there twice, in another spelling; IAM does not tell them apart.");
            else if (SettingsGroup.ReadText(at, entry.Value, value, problems) is { } text)
                tags[entry.Key] = text;
        }

        if (tags.Count > MostTags)
            problems.Add(path, $"holds {tags.Count} tags; at most {MostTags} fit beside the program's own.");
        return tags;
    }

    [GeneratedRegex(@"^[\p{L}\p{N}\p{Zs}_.:/=+@-]*\z")]
    private static partial Regex TagText();
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
