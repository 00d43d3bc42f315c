using System.Globalization;
using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Live;

/// <summary>Which pods run with something else than what the Secrets hold now: a container reads its variables at its start alone.</summary>
internal static class PodStatus
{
    /// <summary>Name and times of each Secret, and nothing of what it holds.</summary>
    private const string Times = """jsonpath={range .items[*]}{.metadata.name}{" "}{.metadata.creationTimestamp}{" "}{.metadata.managedFields[*].time}{"\n"}{end}""";

    public static Question Of(LoadedStack stack)
    {
        var settings = stack.Settings;
        string[] where = ["--namespace", settings.Namespace, "--context", settings.Kubernetes.Context];
        string[] secrets = ["get", "secrets", .. where, "--output", Times];
        string[] pods = ["get", "pods", .. where, "--output", "json"];
        return new Question("pods", ShellLine.Of($"kubectl {secrets} && kubectl {pods}"), async (programs, cancellation) =>
        {
            var times = await programs.RunAsync("kubectl", secrets, cancellation: cancellation).ConfigureAwait(false);
            if (times.Code != 0)
                return [Question.Unanswered("kubectl", times, Words.Own("list on secrets"))];
            return await Question.OfJson("pods", "kubectl", pods, answer => Judged(stack, Changes(times.Output), answer), needs: Words.Own("list on pods")).Ask(programs, cancellation).ConfigureAwait(false);
        })
        { After = KubernetesChecks.Cluster };
    }

    private static IEnumerable<Found> Judged(LoadedStack stack, Dictionary<string, DateTimeOffset> changes, YamlNode answer)
    {
        var (looked, old) = (0, 0);
        foreach (var pod in answer.Items("items").Where(pod => pod.Text("status", "phase") == "Running" && pod.At("metadata", "deletionTimestamp") is null))
        {
            var read = Reads(pod).Where(read => stack.Catalog.Objects.Any(secret => !secret.IsFixed && Drift.IsName(secret.Name, read.Secret))).ToList();
            if (read.Count == 0)
                continue;
            looked++;
            var missing = read.Select(one => one.Secret).Distinct().Where(secret => !changes.ContainsKey(secret)).ToList();
            var older = read.Where(one => changes.TryGetValue(one.Secret, out var changed) && one.Started < changed).Select(one => one.Secret).Distinct().ToList();
            var left = read.Select(one => one.Secret).Distinct().Where(secret => Newest(stack, secret, changes) != secret && !missing.Contains(secret)).ToList();
            List<Words> wrong = [];
            if (missing.Count > 0)
                wrong.Add($"reads {Words.Join(", ", missing)}, which is not there any more");
            if (older.Count > 0)
                wrong.Add($"was started before {Words.Join(", ", older)} changed, and runs with what was in there before");
            if (left.Count > 0)
                wrong.Add($"reads {Words.Join(", ", left)}, of which there is a newer one");
            old += wrong.Count;
            foreach (var says in wrong)
                yield return Found.Fail(says, Restart(stack.Settings, pod)) with { Of = $"pod {pod.Text("metadata", "name")}" };
        }

        if (looked == 0)
            yield return Found.Unknown($"no pod runs that reads a Secret of the stack");
        else if (old == 0)
            yield return Found.Ok($"{Words.Plural(looked, "pod")} started after the Secrets last changed");
    }

    /// <summary>The Secrets that containers take variables of, each with the start of the container.</summary>
    private static IEnumerable<(string Secret, DateTimeOffset Started)> Reads(YamlNode pod)
    {
        foreach (var container in pod.Items("spec", "containers"))
        {
            var status = pod.Items("status", "containerStatuses").FirstOrDefault(status => status.Text("name") == container.Text("name"));
            if (Time(status.Text("state", "running", "startedAt") ?? pod.Text("status", "startTime")) is not { } started)
                continue;
            foreach (var name in container.Items("envFrom").Select(entry => entry.Text("secretRef", "name"))
                .Concat(container.Items("env").Select(entry => entry.Text("valueFrom", "secretKeyRef", "name"))).OfType<string>().Distinct())
                yield return (name, started);
        }
    }

    /// <summary>Of the Secrets that are one and the same to the stack, the one that was made last or changed last.</summary>
    private static string Newest(LoadedStack stack, string secret, Dictionary<string, DateTimeOffset> changes)
    {
        var name = stack.Catalog.Objects.First(known => Drift.IsName(known.Name, secret)).Name;
        return changes.Where(other => Drift.IsName(name, other.Key)).OrderByDescending(other => other.Value).Select(other => other.Key).FirstOrDefault() ?? secret;
    }

    private static Dictionary<string, DateTimeOffset> Changes(string told) => told.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(words => words.Skip(1).Select(Time).OfType<DateTimeOffset>().Select(time => (Name: words[0], Time: time)))
        .GroupBy(change => change.Name)
        .ToDictionary(changes => changes.Key, changes => changes.Max(change => change.Time));

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static Words? Restart(StackSettings settings, YamlNode pod)
    {
        var (kind, name) = pod.Items("metadata", "ownerReferences").Select(owner => (owner.Text("kind"), owner.Text("name"))).FirstOrDefault();
        var suffix = "-" + pod.Text("metadata", "labels", "pod-template-hash");
        var target = (kind, name) switch
        {
            ("ReplicaSet", { } set) when set.EndsWith(suffix, StringComparison.Ordinal) => $"deployment/{set[..^suffix.Length]}",
            ("StatefulSet", { } set) => $"statefulset/{set}",
            _ => null,
        };
        return target is null ? null : ShellLine.Of($"kubectl rollout restart {target} --namespace {settings.Namespace} --context {settings.Kubernetes.Context}");
    }
}
