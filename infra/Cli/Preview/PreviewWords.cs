using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Cli.Preview;

/// <summary>The words that the text and Markdown formats share.</summary>
internal static class PreviewWords
{
    public static string Heading(StackSettings settings) => $"namespace {settings.Namespace} · mcp-stack {settings.Chart.Version} · {Backend(settings)}";

    private static string Backend(StackSettings settings) => settings.Backend switch
    {
        BackendSettings.Aws => $"account {settings.Aws.AccountId} {settings.Aws.Region}"
            + $" · {(settings.Identity is IdentitySettings.Irsa ? "identity irsa" : "identity pod-identity")}",
        BackendSettings.Vault vault => $"backend vault {vault.Address} through {(vault.Operator == VaultOperator.Eso ? "External Secrets Operator" : "Vault Secrets Operator")}",
        BackendSettings.Azure azure => $"backend azure {azure.VaultUrl}",
        BackendSettings.Sealed files => $"backend sealed, {Plural(files.Documents.Select(document => document.File).Distinct().Count(), "file")}",
        var other => "backend " + other.Word,
    };

    public static string Container(ChartContainer container) =>
        container == ChartContainer.Gateway ? "gateway" : "migration Job";

    /// <summary>What holds a value and its key in it, such as <c>mcp/dev/gateway · JWT_SECRET_KEY</c>.</summary>
    public static string From(RemoteSecret remote) =>
        $"{(remote is RemoteSecret.OfExisting ? ShortArn(remote.Holder) : remote.Holder)} · {remote.Item ?? "whole text"}";

    public static string MadeBy(FetchedKey fetched) => fetched switch
    {
        { Remote: RemoteSecret.OfKubernetes } => "its owner",
        { Source: { From: SecretSource.Generate, Rotate: > 0 and var rotate } } => $"generate (rotate {rotate})",
        { Source.From: SecretSource.Generate } => "generate",
        { Source.From: SecretSource.Config } => "config",
        { Source.From: SecretSource.External } => "you",
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
