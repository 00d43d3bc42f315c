using McpInfra.Contract;
using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

/// <summary>What a reviewer must not overlook: data that would be lost, keys that must not change, an environment that moves.</summary>
internal static class ChangeWarnings
{
    private const string Encryption = ChartCredentials.AuthEncryptionSecret;

    /// <summary>The backend that a preview does not name.</summary>
    private const string Aws = "aws";

    private const string Helm = "helm";

    public static IReadOnlyList<Words> Of(PreviewedEnvironment before, PreviewedEnvironment after) =>
        [.. Refusals(after), .. before.IsUsable ? Moves(before, after).Concat(Losses(before, after)).Concat(Keys(before, after)) : []];

    private static IEnumerable<Words> Refusals(PreviewedEnvironment after)
    {
        foreach (var finding in after.Guard?.Findings ?? [])
            yield return $"The guard refuses {finding.Resource}, {finding.Path}: {finding.Problem}.";
        if (after.Stopped is { } stopped)
            yield return $"The program stops: {stopped}";
    }

    private static IEnumerable<Words> Moves(PreviewedEnvironment before, PreviewedEnvironment after)
    {
        if (before.Backend != after.Backend)
            yield return $"The backend changes from {before.Backend ?? Aws} to {after.Backend ?? Aws}: no value moves by itself.";
        if (before.Delivery != after.Delivery && before.Delivery is { } old && after.Delivery is { } @new)
            yield return Delivery(old, @new);
        (string What, string? Old, string? New)[] places =
        [
            .. before.Aws is null || after.Aws is null ? []
                : ((string, string?, string?)[])[("AWS account", before.Aws.AccountId, after.Aws.AccountId), ("AWS region", before.Aws.Region, after.Aws.Region)],
            ("cluster (kubeconfig context)", before.Kubernetes?.Context, after.Kubernetes?.Context),
            ("namespace", before.Namespace, after.Namespace),
            ("environment's name", before.Environment, after.Environment),
        ];
        foreach (var (what, was, becomes) in places.Where(place => place.Old != place.New))
            yield return $"The {what} changes from {was} to {becomes}: everything there is made anew, and what was there goes.";
        (string What, PreviewedServer? Old, PreviewedServer? New)[] servers = [("database", before.Database, after.Database), ("Redis", before.Redis, after.Redis)];
        foreach (var (what, was, becomes) in servers)
        {
            if (was?.Mode != becomes?.Mode)
                yield return $"The {what} changes from {was?.Mode} to {becomes?.Mode}: its data does not move by itself.";
            else if (was?.Host != becomes?.Host)
                yield return $"The {what}'s host changes from {was?.Host} to {becomes?.Host}.";
        }
    }

    /// <summary>Seen from helm to argocd: the release is uninstalled at the end of the <c>up</c>, and every Deployment is another object (docs/adr/0012).</summary>
    private static Words Delivery(string before, string after) => Words.Of($"The delivery changes from {before} to {after}: ") + (before == Helm
        ? Words.Own("pulumi up uninstalls its release at the end and every Deployment is made anew. The gateway is away in between, and what a bundled database keeps on a volume of the chart's goes with it. ")
        : Words.Of($"what {before} has installed belongs to it, and what becomes of that in this way was not tried. It may be taken away, stay beside the new one, or keep the new one from being installed. "))
        + "Bring up a second environment and destroy this one after, or copy the database first.";

    private static IEnumerable<Words> Losses(PreviewedEnvironment before, PreviewedEnvironment after)
    {
        var left = after.Resources.Select(resource => (resource.Type, resource.Name)).ToHashSet();
        foreach (var resource in before.Resources.Where(resource => resource.IsProtected && !left.Contains((resource.Type, resource.Name))))
            yield return $"{resource.Title} is protected and would go: pulumi up refuses until {(before.Cluster is null ? Words.Own("mcp-infra:aws.protect") : Words.Own("mcp-infra:cluster.protect"))} is false and was brought up once.";
        var unprotected = after.Resources.Where(resource => !resource.IsProtected).Select(resource => (resource.Type, resource.Name)).ToHashSet();
        var count = before.Resources.Count(resource => resource.IsProtected && unprotected.Contains((resource.Type, resource.Name)));
        if (count > 0)
            yield return $"{count} resources lose their protection: pulumi destroy would then delete them.";
    }

    private static IEnumerable<Words> Keys(PreviewedEnvironment before, PreviewedEnvironment after)
    {
        var old = before.Secrets?.FirstOrDefault(secret => secret.Name == Encryption);
        var @new = after.Secrets?.FirstOrDefault(secret => secret.Name == Encryption);
        if (old is not null && (@new is null || old with { KubernetesSecret = "" } != @new with { KubernetesSecret = "" }))
            yield return $"{Encryption} changes: what the gateway has stored cannot be decrypted unless it is encrypted anew first.";
        if (old is not null && before.Secrets!.Any(secret => secret is { Name: ChartCredentials.JwtSecretKey, From: "generate" } key
            && after.Secrets!.Any(other => other.Name == key.Name && (other.From != key.From || other.Rotate != key.Rotate || other.Length != key.Length))))
        {
            yield return "JWT_SECRET_KEY changes: every token signed with the old one ends.";
        }
    }
}
