using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Cli.Preview;

/// <summary>The words that the text and Markdown formats share.</summary>
internal static class PreviewWords
{
    public static string Heading(StackSettings settings) =>
        $"namespace {settings.Namespace} · mcp-stack {settings.Chart.Version} · account {settings.Aws.AccountId} {settings.Aws.Region}"
        + $" · {(settings.Identity is IdentitySettings.Irsa ? "identity irsa" : "identity pod-identity")}";

    public static string Container(ChartContainer container) =>
        container == ChartContainer.Gateway ? "gateway" : "migration Job";

    /// <summary>AWS secret and property, such as <c>mcp/dev/gateway · JWT_SECRET_KEY</c>.</summary>
    public static string From(RemoteSecret remote) => remote switch
    {
        RemoteSecret.OfGroup group => $"{group.Group.AwsName} · {group.Property}",
        RemoteSecret.OfExisting existing => $"{ShortArn(existing.Secret.Arn)} · {existing.Secret.Property ?? "whole text"}",
        _ => "",
    };

    public static string MadeBy(ValueSource source) => source.From switch
    {
        SecretSource.Generate => source.Rotate > 0 ? $"generate (rotate {source.Rotate})" : "generate",
        SecretSource.Config => "config",
        SecretSource.External => "you",
        _ => "its owner",
    };

    public static string ChartDefault(SecretVariable variable) => variable.OverridesChartDefault ? "overridden" : "none";

    public static string Guard(StackPreview preview) => preview.Guard is { } guard
        ? $"{guard.Inputs} inputs of {guard.Resources} resources read: "
            + (guard.Findings.Count == 0 ? "no secret in plain sight" : Plural(guard.Findings.Count, "secret") + " in plain sight")
        : "not run";

    public static string Total(IReadOnlyCollection<StackPreview> previews) =>
        $"{Plural(previews.Count, "environment")}, {Plural(previews.Sum(preview => preview.ResourceCount), "resource")}, "
        + Plural(previews.Sum(preview => preview.ProblemCount), "problem");

    public static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>The secret's own name in its ARN: what a person knows it by.</summary>
    private static string ShortArn(string arn) => arn[(arn.IndexOf(":secret:", StringComparison.Ordinal) + ":secret:".Length)..];
}
