using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>The lines that put a value into the AWS secrets that the program leaves empty.</summary>
internal static class PutValueCommands
{
    /// <summary>
    /// One line for each such secret. The value is read from standard input, so that it stands on no command line and
    /// in no file; the JSON must have exactly the keys shown.
    /// </summary>
    public static IReadOnlyList<string> For(StackSettings settings, SecretCatalog catalog) =>
    [
        .. catalog.FilledByOthers.Select(group =>
            $"put a value: aws secretsmanager put-secret-value --region {settings.Aws.Region} --secret-id {group.AwsName} "
            + "--secret-string file:///dev/stdin, then type {"
            + string.Join(", ", group.Values.Select(value => $"\"{value.Property}\": \"...\"")) + "} and Ctrl-D"),
    ];
}
