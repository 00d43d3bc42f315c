using McpInfra.Checks;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Yaml;

namespace McpInfra.Live;

/// <summary>A release of Helm's: which chart it is of and what became of it. Its values are asked for by nobody.</summary>
internal static class ReleaseStatus
{
    /// <param name="version">Of the chart, as the stack says it.</param>
    /// <param name="isOfFolder">Whether the chart is a directory, which has a version of its own.</param>
    public static Question Of(string name, string @namespace, string context, string version, bool isOfFolder, Words restore) => Question.OfJson($"release {name}", "helm",
        ["history", name, "--max", "1", "--namespace", @namespace, "--kube-context", context, "--output", "json"],
        answer => answer is not SequenceNode { Items: [.., var last] } ? [] : (last.Text("chart") ?? "", last.Text("status") ?? "") switch
        {
            var (chart, status) when status != "deployed" => [Found.Fail($"{chart}, and the last revision is {status}", restore)],
            var (chart, _) when chart.EndsWith("-" + version, StringComparison.Ordinal) => [Found.Ok($"{chart}, revision {last.Text("revision")}")],
            var (chart, _) when isOfFolder => [Found.Warn($"{chart}; the stack says {version} of a directory, which has a version of its own")],
            var (chart, _) => [Found.Fail($"{chart}; the stack says {version}", restore)],
        },
        answer => answer.Says("release: not found") ? [Found.Fail($"there is no such release in {@namespace}", restore)] : [],
        Words.Own("list on secrets, where Helm keeps its releases")) with
    { After = KubernetesChecks.Cluster };
}
