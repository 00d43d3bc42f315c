using System.Globalization;
using McpInfra.Audit.Files;
using McpInfra.Backends;
using McpInfra.Plaintext;

namespace McpInfra.Audit.Rules;

/// <summary>An ExternalSecret: its refresh interval, and how many calls a month that makes.</summary>
internal sealed record RefreshedSecret(AuditPlace Place, string Namespace, decimal Calls);

/// <summary>
/// What reading secrets again and again costs: of a stack by what its backend charges, of manifests by what AWS Secrets
/// Manager does, where an ExternalSecret makes one call for each secret that it reads, however many of its keys it takes.
/// </summary>
internal sealed class RefreshCheck : AuditCheck<RefreshedSecret>
{
    /// <summary>Dollars a month for one environment; the default of an hour costs a few cents.</summary>
    private const decimal LeastReported = 1m;

    public static AuditRule Costly { get; } = new("MCP501", "costly-refresh", AuditLevel.Warning,
        "An environment's secrets are read again more often than is worth its price.",
        "A secret changes a few times a year. Reading it every few seconds is paid for each call, and counts against the API's limits.",
        "Raise the refresh interval; after a change, one annotation (force-sync) refreshes at once.");

    public override IReadOnlyList<AuditRule> Rules { get; } = [Costly];

    protected override IEnumerable<RefreshedSecret> See(AuditedFile file, Judge judge) => file.Objects
        .Where(found => found is { Kind: "ExternalSecret", Group: "external-secrets.io" })
        .Select(found => new RefreshedSecret(found.PlaceOf("spec.refreshInterval"), found.Namespace, CallsOf(found)));

    protected override IEnumerable<AuditFinding> Report(AuditSubject subject, IReadOnlyList<RefreshedSecret> seen) =>
    [
        .. subject.Usable.SelectMany(CheckStack),
        .. seen.GroupBy(found => (found.Namespace, Folder: Folder(found.Place.File))).SelectMany(CheckNamespace),
    ];

    private static IEnumerable<AuditFinding> CheckStack(AuditedStack stack)
    {
        if (stack.Backend!.Cost is not { } cost)
            yield break;
        var interval = stack.Settings!.Store.RefreshInterval;
        var calls = cost.CallsPerRefresh * ReadCost.RefreshesAMonth(interval);
        if (calls * cost.DollarsPerCall >= LeastReported)
            yield return stack.Finding(Costly, "mcp-infra:store.refreshInterval", $"of {interval} makes {Price(calls, cost.DollarsPerCall)} for {cost.CallsPerRefresh} {cost.Of}.");
    }

    /// <summary>Reported once for a namespace, at the ExternalSecret that costs most.</summary>
    private static IEnumerable<AuditFinding> CheckNamespace(IEnumerable<RefreshedSecret> all)
    {
        var list = all.ToList();
        var calls = list.Sum(found => found.Calls);
        if (calls * AwsPrices.SecretsManagerCall < LeastReported)
            yield break;
        var most = list.MaxBy(found => found.Calls)!;
        yield return most.Place.Finding(Costly, list.Count == 1
            ? $"makes {Price(calls, AwsPrices.SecretsManagerCall)}."
            : $"costs most of {list.Count} ExternalSecrets that make {Price(calls, AwsPrices.SecretsManagerCall)} together.");
    }

    private static decimal CallsOf(ManifestObject found)
    {
        if (found.TextAt("spec.refreshPolicy") is "CreatedOnce" or "OnChange")
            return 0;
        var keys = Nodes.Items(Nodes.At(found.Node, "spec.data")).Select(item => Nodes.Text(item, "remoteRef.key"))
            .Concat(Nodes.Items(Nodes.At(found.Node, "spec.dataFrom")).Select(item => Nodes.Text(item, "extract.key")));
        return keys.Distinct().Count() * ReadCost.RefreshesAMonth(found.TextAt("spec.refreshInterval") ?? "1h");
    }

    private static string Price(decimal calls, decimal perCall) =>
        string.Create(CultureInfo.InvariantCulture, $"{calls:N0} calls a month, ${calls * perCall:N2}");

    private static string Folder(string file) => file[..Math.Max(0, file.LastIndexOf('/'))];
}
