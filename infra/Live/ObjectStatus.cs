using System.Globalization;
using McpInfra.Backends;
using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Live;

/// <summary>The objects that the stack writes, kind by kind: whether they are there, are as they were written, and are Ready.</summary>
/// <param name="now">What time it is, which an operator's last reading is held against.</param>
internal sealed class ObjectStatus(LoadedStack stack, DateTimeOffset now)
{
    /// <summary>An operator may be late once: it spreads its readings, and tries again after a pause.</summary>
    private const int MostRefreshes = 2;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly Drift _drift = new(Backend.Of(stack).ReaderRoleArn);

    private StackSettings Settings => stack.Settings;

    /// <param name="written">Of one kind and namespace.</param>
    /// <param name="isListed">Whether all objects of the kind are looked at, so that one that is too many is found.</param>
    public Question Of(IReadOnlyList<KubernetesManifest> written, bool isListed)
    {
        var first = written[0];
        var group = first.ApiVersion.Contains('/', StringComparison.Ordinal) ? "." + first.ApiVersion.Split('/')[0] : "";
        string[] where = first.Namespace is { } @namespace ? ["--namespace", @namespace] : [];
        string[] names = isListed ? [] : [.. written.Select(manifest => manifest.Name.ToString()!), "--ignore-not-found"];
        return Question.Of(first.Kind, "kubectl", ["get", first.Kind.ToLowerInvariant() + group, .. names, .. where, "--context", Settings.Kubernetes.Context, "--output", "json"],
            answer => answer.Code == 0 ? Judged(written, Objects(answer.Output), isListed)
                : answer.Says("doesn't have a resource type") ? [Found.Fail($"the cluster serves no such kind: its operator is not installed", Doctor)] : [],
            $"get and list on {first.Kind.ToLowerInvariant()}") with
        { After = KubernetesChecks.Cluster };
    }

    private Words Doctor => $"see what is missing\n{ShellLine.Of($"{ShellLine.Tool}doctor --stack {Settings.Stack}")}";

    private static List<YamlNode> Objects(string answer) => JsonReader.ReadValue(answer, line: null).Value switch
    {
        null => [],
        var list when list.At("items") is SequenceNode => [.. list.Items("items")],
        var one => [one],
    };

    private IEnumerable<Found> Judged(IReadOnlyList<KubernetesManifest> written, List<YamlNode> live, bool isListed)
    {
        var (seen, well) = (new HashSet<YamlNode>(), 0);
        foreach (var manifest in written)
        {
            var found = live.Where(one => Drift.IsName(manifest.Name, NameOf(one))).ToList();
            seen.UnionWith(found);
            List<Found> wrong = found.Count == 0
                ? [Found.Fail($"not there", Restore.Objects(Settings)) with { Of = $"{manifest.Kind} {manifest.Name}" }]
                : [.. found.SelectMany(one => Judged(manifest, one)), .. found.Count > 1 ? [Found.Warn($"there in {found.Count} versions: a rollout has not ended", Restore.Objects(Settings)) with { Of = $"{manifest.Kind} {manifest.Name}" }] : Array.Empty<Found>()];
            well += wrong.Exists(one => one.Verdict != CheckVerdict.Ok) ? 0 : 1;
            foreach (var one in wrong)
                yield return one;
        }

        foreach (var more in live.Where(one => isListed && !seen.Contains(one) && EnvironmentObjects.Labels(Settings).All(label => one.Text("metadata", "labels", label.Key) == label.Value)))
            yield return Found.Warn($"of this environment, and not of the stack any more", Restore.Objects(Settings)) with { Of = $"{written[0].Kind} {NameOf(more)}" };
        if (well == written.Count && !written.Any(Tells))
            yield return Found.Ok($"{Words.Plural(well, "object")} as the stack writes {(well == 1 ? Words.Own("it") : Words.Own("them"))}");
    }

    /// <summary>Whether it is worth a line of its own although all is well.</summary>
    private static bool Tells(KubernetesManifest manifest) => manifest.ReadyWhen is not null;

    private IEnumerable<Found> Judged(KubernetesManifest manifest, YamlNode live)
    {
        var of = $"{manifest.Kind} {NameOf(live)}";
        var describe = Words.Of($"see why\n{ShellLine.Of($"kubectl describe {manifest.Kind.ToLowerInvariant()} {NameOf(live)}{ShellLine.When(manifest.Namespace is not null, $" --namespace {manifest.Namespace}")} --context {Settings.Kubernetes.Context}")}");
        if (_drift.Of(manifest, live) is { Count: > 0 } fields)
            yield return Found.Fail($"not as the stack writes it: {Words.Join(", ", fields)}", Restore.Objects(Settings)) with { Of = of };
        if (!Tells(manifest))
            yield break;
        if (Readiness.Of(live) is { IsReady: false } not)
            yield return Found.Fail($"not Ready{(not.Reason.Length == 0 ? Words.None : Words.Of($": {not.Reason}"))}", describe) with { Of = of };
        else if (LastReading(live) is not { } reading)
            yield return Found.Ok($"Ready") with { Of = of };
        else if (IsLate(manifest, reading))
            yield return Found.Warn($"Ready, and not read again since {Stamp(reading)}, with an interval of {GoDuration.Brief(Settings.Store.RefreshInterval)}", describe) with { Of = of };
        else
            yield return Found.Ok($"Ready, read {Stamp(reading)}") with { Of = of };
    }

    private bool IsLate(KubernetesManifest manifest, DateTimeOffset reading) =>
        stack.Catalog.Objects.FirstOrDefault(secret => secret.Id == manifest.Id) is { Refresh: RefreshPolicy.Periodic }
        && GoDuration.Parse(Settings.Store.RefreshInterval) is { Ticks: > 0 } every && now - reading > (MostRefreshes * every) + Grace;

    private static DateTimeOffset? LastReading(YamlNode live) =>
        DateTimeOffset.TryParse(live.Text("status", "refreshTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Stamp(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string NameOf(YamlNode live) => live.Text("metadata", "name") ?? "";
}

/// <summary>What the status of an object says, whoever writes it.</summary>
/// <param name="Reason">In a word of whoever writes it; empty without one.</param>
internal sealed record Readiness(bool IsReady, string Reason)
{
    private static readonly string[] Types = ["Ready", "Synced"];

    public static Readiness Of(YamlNode live)
    {
        if (live.Items("status", "conditions").FirstOrDefault(condition => Types.Contains(condition.Text("type"))) is { } condition)
            return new Readiness(condition.Text("status") == "True", condition.Text("reason") ?? "");
        if (live.Text("status", "sync", "status") is { } sync && live.Text("status", "health", "status") is { } health)
            return new Readiness((sync, health) == ("Synced", "Healthy"), $"{sync}, {health}");

        // What Vault Secrets Operator writes once the Secret is there, in versions without a condition.
        return new Readiness(live.Text("status", "secretMAC") is { Length: > 0 }, "");
    }
}
