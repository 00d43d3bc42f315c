using McpInfra.Printing;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings.Backends;

internal abstract partial record BackendSettings
{
    /// <summary>AWS Secrets Manager, the only one that this program makes secrets and writes values in.</summary>
    internal sealed record Aws(AwsSettings Settings) : ThroughEso
    {
        public const string Name = "aws";

        public static BackendChoice Choice { get; } =
            new(Name, [AwsTopic.Region, AwsTopic.Topic, IdentityTopic.Topic],
                new("AWS account", "aws.prefix", "IAM role", "mcp-infra:environment or aws.prefix"), source => new Aws(AwsTopic.Read(source)));

        public override string Word => Name;

        public override bool WritesValues => true;

        public override string Holder(string environment, string group, string secret) => $"{Settings.Prefix}/{environment}/{group}";
    }
}

/// <summary>The AWS side of an environment.</summary>
internal sealed record AwsSettings
{
    public const string DefaultPrefix = "mcp";

    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required string Prefix { get; init; }
    public required int RecoveryWindowDays { get; init; }
    public required KmsSettings Kms { get; init; }
    public required IReadOnlyList<ReplicaSettings> Replicas { get; init; }
    public string? PermissionsBoundary { get; init; }
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
    public required bool Protect { get; init; }
    public required IdentitySettings Identity { get; init; }

    /// <summary>A stack's; null where its secrets are elsewhere.</summary>
    public static AwsSettings? Of(StackSettings stack) => (stack.Backend as BackendSettings.Aws)?.Settings;

    /// <summary>The partition that the region belongs to: the second word of every ARN in it.</summary>
    public string Partition => AwsPartitions.Of(Region);
}

/// <summary>What encrypts the environment's secrets.</summary>
internal enum KmsMode
{
    /// <summary>Nothing is said: AWS takes the account's own <c>aws/secretsmanager</c> key for a new secret, and one that is there keeps its key.</summary>
    AsItIs,

    /// <summary>The account's own key, in words, which moves a secret away from any other: <c>aws.kms: aws-managed</c>.</summary>
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

/// <summary><c>mcp-infra:aws</c> and <c>aws:region</c>.</summary>
internal static class AwsTopic
{
    private const int MostTags = 45; // AWS allows 50; the rest is for the program's own and the organization's.

    private static readonly Condition WithAws = BackendChoice.Only(BackendSettings.Aws.Name);

    public static TextSetting Region { get; } = new("aws:region", "the AWS region of this stack", TextFormats.Region) { Note = ": of its secrets and its store", Need = Need.Always, Only = WithAws, ClusterMaySay = true };

    public static GroupSetting Topic { get; } = new("aws", "the AWS side of the environment") { Need = Need.Always, Only = WithAws, ClusterMaySay = true };

    public static TextSetting AccountId { get; } = Topic.Add(new TextSetting("accountId", "the AWS account that this stack may touch", TextFormats.AccountId)
    {
        Note = ", twelve digits; any other is refused",
        Need = Need.Always,
        ClusterMaySay = true,
    });

    public static TextSetting Prefix { get; } = Topic.Add(new TextSetting("prefix", "first part of every AWS name", TextFormats.Prefix, AwsSettings.DefaultPrefix));
    private static readonly IntegerSetting RecoveryWindowDays = Topic.Add(new IntegerSetting("recoveryWindowDays", "days for which a deleted secret can be restored: 0 deletes at once; otherwise 7 to 30", 30, (0, 0), (7, 30)));
    private static readonly TextSetting Kms = Topic.Add(new TextSetting("kms", "`aws-managed` (moves the secrets to AWS's own key), `managed` (a key of the environment's own) or a key's ARN", TextFormats.Kms)
    {
        Note = $"; {Page.Deploy.Link} says how to move back",
        Default = "AWS's own key; a secret that is there keeps its key",
    });

    private static readonly GroupSetting Replica = new("", "one region to replicate to");
    private static readonly TextSetting ReplicaRegion = Replica.Add(new TextSetting("region", "the region to replicate to", TextFormats.Region with { Example = "eu-central-1" }) { Need = Need.Always });
    private static readonly TextSetting ReplicaKey = Replica.Add(new TextSetting("kmsKeyArn", "key in the replica's region; AWS's own there unless set", TextFormats.KmsKey));
    private static readonly ListSetting Replicas = Topic.Add(new ListSetting("replicas", "other regions that the secrets are replicated to: list of `{region, kmsKeyArn}`", "a list of {region, kmsKeyArn}", Replica));
    public static TextSetting PermissionsBoundary { get; } = Topic.Add(new TextSetting("permissionsBoundary", "ARN of the policy that bounds the reader role", TextFormats.Policy));

    public static MapSetting Tags { get; } = Topic.Add(new MapSetting("tags", "tags of everything in AWS", "a map of tag names and values", new TextSetting("NAME", "the tag's value", TextFormats.TagValue)) { Names = TextFormats.FreeTagName });

    private static readonly FlagSetting Protect = Topic.Add(new FlagSetting("protect", "whether Pulumi refuses to delete secrets and key", fallback: null) { Default = "in production" });

    public static AwsSettings Read(BackendSource source)
    {
        var settings = source.Settings;
        var aws = settings.Open(Topic);
        var account = aws.Given(AccountId, source.Cluster, ClusterOutput.AccountId);
        var region = settings.Given(Region, source.Cluster, ClusterOutput.Region);
        source.Cluster?.CheckAgainst(ClusterOutput.AccountId, aws.At(AccountId), account, "account", settings.Problems);
        source.Cluster?.CheckAgainst(ClusterOutput.Region, Region.TopLevel, region, "region", settings.Problems);
        return new AwsSettings
        {
            AccountId = account,
            Region = region,
            Prefix = aws.Text(Prefix),
            RecoveryWindowDays = aws.Integer(RecoveryWindowDays),
            Kms = aws.Optional(Kms) switch
            {
                null => new KmsSettings(KmsMode.AsItIs, null),
                "aws-managed" => new KmsSettings(KmsMode.AwsManaged, null),
                "managed" => new KmsSettings(KmsMode.Managed, null),
                var arn => new KmsSettings(KmsMode.Existing, arn),
            },
            Replicas = [.. aws.Items(Replicas).Select(item => SettingsGroup.Open(Replica, item.At, item.Node, aws.Problems)).Select(replica => new ReplicaSettings(replica.Required(ReplicaRegion), replica.Optional(ReplicaKey)))],
            PermissionsBoundary = aws.Optional(PermissionsBoundary),
            Tags = ReadTags(aws),
            Protect = aws.Flag(Protect, ProductionNames.Matches(source.Environment)),
            Identity = IdentityTopic.Read(settings, source.Cluster),
        };
    }

    public static Dictionary<string, string> ReadTags(SettingsGroup aws)
    {
        var tags = new Dictionary<string, string>();
        foreach (var (at, name, node) in aws.Entries(Tags))
        {
            if (!TextFormats.TagName.IsValid(name))
                aws.Problems.Remove(at, $"is not {TextFormats.TagName.Description}.");
            else if (name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                aws.Problems.Remove(at, "begins with 'aws:', which AWS keeps for itself.");
            else if (name.StartsWith("mcp-infra:", StringComparison.OrdinalIgnoreCase))
                aws.Problems.Remove(at, "begins with 'mcp-infra:', which this program keeps for its own tags.");

            // IAM takes names that differ in case alone for one tag.
            else if (tags.Keys.Any(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)))
                aws.Problems.Remove(at, "is there twice, in another spelling; IAM does not tell them apart.");
            else if (TextFormats.TagValue.Read(at, node, aws.Problems) is { } text)
                tags[name] = text;
        }

        if (tags.Count > MostTags)
            aws.Problems.Add(aws.At(Tags), $"holds {tags.Count} tags; at most {MostTags} fit beside the program's own.");
        return tags;
    }
}
