using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Reads <c>mcp-infra:aws</c> and <c>aws:region</c>.</summary>
internal static partial class AwsReader
{
    private const int MostTags = 45; // AWS allows 50; the rest is for the program's own and the organisation's.

    public static AwsSettings Read(OpenGroup open, YamlNode? region, string environment, Problems problems)
    {
        var aws = open("aws", "accountId", "prefix", "recoveryWindowDays", "kms", "replicas", "permissionsBoundary", "tags", "protect");
        if (region is null)
            problems.Required(SettingsReader.Region, "the AWS region of this stack", TextFormats.Region.Example);
        return new AwsSettings
        {
            AccountId = aws.RequiredText("accountId", TextFormats.AccountId, "the AWS account that this stack may touch"),
            Region = SettingsGroup.ReadText(SettingsReader.Region, region, TextFormats.Region, problems) ?? "",
            Prefix = aws.Text("prefix", TextFormats.Prefix, AwsSettings.DefaultPrefix),
            RecoveryWindowDays = aws.Integer("recoveryWindowDays", 30, days => days is 0 or (>= 7 and <= 30), "0, or 7 to 30"),
            Kms = ReadKms(aws),
            Replicas = [.. ReadReplicas(aws, problems)],
            PermissionsBoundary = aws.Text("permissionsBoundary", TextFormats.Policy),
            Tags = ReadTags(aws, problems),
            Protect = aws.Flag("protect", ProductionNames.Matches(environment)),
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
