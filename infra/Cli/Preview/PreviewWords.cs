using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Cli.Preview;

/// <summary>The words that the text and Markdown formats share.</summary>
internal static class PreviewWords
{
    public static Words Heading(StackSettings settings) => $"namespace {settings.Namespace} · mcp-stack {settings.Chart.Version} · {Backend(settings)}";

    private static Words Backend(StackSettings settings) => settings.Backend switch
    {
        BackendSettings.Aws => Words.Of($"account {settings.Aws.AccountId} {settings.Aws.Region} · identity {(settings.Identity is IdentitySettings.Irsa ? Words.Own("irsa") : Words.Own("pod-identity"))}"),
        BackendSettings.Vault vault => Words.Of($"backend vault {vault.Address} through {(vault.Operator == VaultOperator.Eso ? Words.Own("External Secrets Operator") : Words.Own("Vault Secrets Operator"))}"),
        BackendSettings.Azure azure => Words.Of($"backend azure {azure.VaultUrl}"),
        BackendSettings.Sealed files => Words.Of($"backend sealed, {Words.Plural(files.Documents.Select(document => document.File).Distinct().Count(), "file")}"),
        var other => Words.Of($"backend {other.Word}"),
    };

    public static string Container(ChartContainer container) =>
        container == ChartContainer.Gateway ? "gateway" : "migration Job";

    /// <summary>What holds a value and its key in it, such as <c>mcp/dev/gateway · JWT_SECRET_KEY</c>.</summary>
    public static Words From(RemoteSecret remote) =>
        $"{(remote is RemoteSecret.OfExisting ? ShortArn(remote.Holder) : remote.Holder)} · {remote.Item ?? "whole text"}";

    public static Words MadeBy(FetchedKey fetched) => fetched switch
    {
        { Remote: RemoteSecret.OfKubernetes } => Words.Own("its owner"),
        { Source: { From: SecretSource.Generate, Rotate: > 0 and var rotate } } => Words.Of($"generate (rotate {rotate})"),
        { Source.From: SecretSource.Generate } => Words.Own("generate"),
        { Source.From: SecretSource.Config } => Words.Own("config"),
        { Source.From: SecretSource.External } => Words.Own("you"),
        _ => Words.Own("its owner"),
    };

    public static string ChartDefault(SecretVariable variable) => variable.OverridesChartDefault ? "overridden" : "none";

    public static Words Guard(StackPreview preview) => preview.Guard is { } guard
        ? Words.Of($"{guard.Inputs} inputs of {guard.Resources} resources read: {(guard.Findings.Count == 0 ? Words.Own("no secret") : Words.Plural(guard.Findings.Count, "secret"))} in plain sight")
        : Words.Own("not run");

    public static Words Total(IReadOnlyCollection<StackPreview> previews) =>
        $"{Words.Plural(previews.Count, "environment")}, {Words.Plural(previews.Sum(preview => preview.ResourceCount), "resource")}, {Words.Plural(previews.Sum(preview => preview.ProblemCount), "problem")}";

    /// <summary>The secret's own name in its ARN: what a person knows it by.</summary>
    private static string ShortArn(string arn) => arn[(arn.IndexOf(":secret:", StringComparison.Ordinal) + ":secret:".Length)..];
}
