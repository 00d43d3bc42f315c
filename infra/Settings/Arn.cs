namespace McpInfra.Settings;

/// <summary>The parts of an Amazon Resource Name.</summary>
internal sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    public static Arn? Parse(string text)
    {
        var parts = text.Split(':', 6);
        return parts is ["arn", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }] && !text.Any(char.IsWhiteSpace)
            ? new Arn(parts[1], parts[2], parts[3], parts[4], parts[5])
            : null;
    }
}
