namespace McpInfra.Settings;

/// <summary>The partition that a region belongs to: the second word of every ARN in it.</summary>
internal static class AwsPartitions
{
    public static string Of(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };
}
