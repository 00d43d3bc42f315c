using McpInfra.Settings;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Delivery.ArgoCd;

/// <summary>How a sync that failed is tried again, each time after twice as long.</summary>
/// <param name="Limit">How often; -1 for ever.</param>
/// <param name="First">After how long at first.</param>
/// <param name="Longest">After how long at most.</param>
internal sealed record SyncRetry(int Limit, string First, string Longest)
{
    /// <summary>
    /// For what waits for others: a secret's value may be put days after its ExternalSecret was committed, and the operator may come after
    /// its objects. A try costs a few of these, so whoever has done their part sees the rest within a minute.
    /// </summary>
    public static SyncRetry Waiting { get; } = new(-1, "5s", "1m0s");

    /// <summary>Each try of a chart may be a Job or a rollout.</summary>
    public static SyncRetry OfChart(ArgoCdSettings argoCd) => new(argoCd.Retries, "10s", "3m0s");

    public Dictionary<string, object?> Tree => Map(("backoff", Map(("duration", First), ("factor", 2), ("maxDuration", Longest))), ("limit", Limit));
}
