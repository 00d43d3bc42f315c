using System.Globalization;
using McpInfra.Audit.Input;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Audit.Rules;

/// <summary>
/// What reading secrets again and again costs. AWS Secrets Manager takes $0.05 for 10,000 API calls
/// (https://aws.amazon.com/secrets-manager/pricing/); an ExternalSecret makes one call for each AWS secret that it reads,
/// however many of its keys it takes, at every refresh.
/// </summary>
internal sealed class RefreshCheck : IAuditCheck
{
    private const decimal DollarsPerCall = 0.05m / 10_000;

    private static readonly TimeSpan Month = TimeSpan.FromHours(730);

    /// <summary>Dollars a month for one environment; the default of an hour costs a few cents.</summary>
    private const decimal WorthTelling = 1m;

    public static AuditRule Costly { get; } = new("MCP501", "costly-refresh", AuditLevel.Warning,
        "An environment's secrets are read again more often than is worth its price.",
        "A secret changes a few times a year. Reading it every few seconds is paid for each call, and counts against the API's limits.",
        "Raise the refresh interval; after a change, one annotation (force-sync) refreshes at once.");

    public IReadOnlyList<AuditRule> Rules { get; } = [Costly];

    public IEnumerable<AuditFinding> Check(AuditSubject subject) =>
    [
        .. subject.Usable.SelectMany(CheckStack),
        .. subject.Objects.Where(found => found is { Kind: "ExternalSecret", Group: "external-secrets.io" })
            .Select(found => (Object: found, Calls: CallsOf(found)))
            .GroupBy(found => (found.Object.Namespace, Folder: Folder(found.Object.File)))
            .SelectMany(CheckNamespace),
    ];

    private static IEnumerable<AuditFinding> CheckStack(AuditedStack stack)
    {
        // Nobody else charges by the call.
        if (stack.Settings!.Backend is not BackendSettings.Aws)
            yield break;
        var perRefresh = stack.Catalog!.Objects.Where(secret => secret.Refresh == RefreshPolicy.Periodic)
            .Sum(secret => secret.Fetched.Select(fetched => fetched.Remote.Holder).Distinct().Count());
        var calls = CallsAMonth(stack.Settings.Store.RefreshInterval, perRefresh);
        if (calls * DollarsPerCall >= WorthTelling)
        {
            yield return stack.Finding(Costly, "mcp-infra:store.refreshInterval",
                $"of {stack.Settings.Store.RefreshInterval} makes {Price(calls)} for {perRefresh} AWS secrets.");
        }
    }

    /// <summary>Told once for a namespace, at the ExternalSecret that costs most.</summary>
    private static IEnumerable<AuditFinding> CheckNamespace(IEnumerable<(ManifestObject Object, decimal Calls)> all)
    {
        var list = all.ToList();
        var calls = list.Sum(found => found.Calls);
        if (calls * DollarsPerCall < WorthTelling)
            yield break;
        var most = list.MaxBy(found => found.Calls).Object;
        yield return most.Finding(Costly, "spec.refreshInterval", list.Count == 1
            ? $"makes {Price(calls)}."
            : $"costs most of {list.Count} ExternalSecrets that make {Price(calls)} together.");
    }

    private static decimal CallsOf(ManifestObject found)
    {
        if (found.TextAt("spec.refreshPolicy") is "CreatedOnce" or "OnChange")
            return 0;
        var keys = Nodes.Items(Nodes.At(found.Node, "spec.data")).Select(item => Nodes.Text(item, "remoteRef.key"))
            .Concat(Nodes.Items(Nodes.At(found.Node, "spec.dataFrom")).Select(item => Nodes.Text(item, "extract.key")));
        return CallsAMonth(found.TextAt("spec.refreshInterval") ?? "1h", keys.Distinct().Count());
    }

    /// <summary>None for an interval of 0, with which ESO reads once.</summary>
    private static decimal CallsAMonth(string interval, int perRefresh) =>
        GoDuration.Parse(interval) is { Ticks: > 0 } every ? perRefresh * Math.Floor(Month.Ticks / (decimal)every.Ticks) : 0;

    private static string Price(decimal calls) =>
        string.Create(CultureInfo.InvariantCulture, $"{calls:N0} calls a month, ${calls * DollarsPerCall:N2}");

    private static string Folder(string file) => file[..Math.Max(0, file.LastIndexOf('/'))];
}
