using McpInfra.Checks;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Yaml;

namespace McpInfra.Live;

/// <summary>What a cluster is asked before anything is made in it, through <c>kubectl</c>.</summary>
internal sealed class KubernetesChecks(string context)
{
    /// <summary>Name of the check that every other one of a cluster needs.</summary>
    public const string Cluster = "cluster";

    private const string ContextName = "context";

    private const string Program = "kubectl";

    /// <summary>How far a client may be from its server (kubernetes.io, "Version Skew Policy").</summary>
    private const int MostSkew = 1;

    /// <summary>Whether the cluster is one that can be asked: a stack of another program may not say which it is.</summary>
    public IEnumerable<Question> Reached => ClusterAnswers.IsUnknown(context)
        ? [new Question(Cluster, ShellLine.Of($"kubectl config get-contexts --output name"),
            (_, _) => Task.FromResult<IReadOnlyList<Found>>([Found.Unknown($"the stack of the cluster is not here to say its context", $"say it for this look: kubernetes.context in the stack file")]))]
        : [Context, Version];

    private Question Context => Question.Of(ContextName, Program, ["config", "get-contexts", context, "--output", "name"],
        answer => answer.Code == 0 ? [Found.Ok($"{context} is in the kubeconfig")]
            : answer.Says("not found") ? [Found.Fail($"{context} is no context of the kubeconfig at hand", $"see which there are; on EKS a context is made by aws eks update-kubeconfig\n{ShellLine.Of($"kubectl config get-contexts")}")] : []);

    private Question Version => Question.OfJson(Cluster, Program, ["version", "--context", context, "--output", "json"],
        answer => (SupportedTool.Told(answer.Text("clientVersion", "gitVersion") ?? ""), SupportedTool.Told(answer.Text("serverVersion", "gitVersion") ?? "")) switch
        {
            ({ } client, { } server) when Math.Abs(client.Minor - server.Minor) > MostSkew =>
                [Found.Warn($"answers, Kubernetes {server}; kubectl {client} is more than one minor version away", $"install kubectl {server.Major}.{server.Minor}")],
            (_, { } server) => [Found.Ok($"answers, Kubernetes {server}")],
            _ => [],
        },
        answer => [Found.Fail($"does not answer", Words.Own("see that its address can be reached from here and the credentials of the context are taken: run the line"))]) with
    { After = ContextName };

    /// <summary>Whether whoever works on our objects is there, and serves them in the version that they are written in.</summary>
    public Question Served(string apiVersion)
    {
        var (group, version) = (apiVersion.Split('/')[0], apiVersion.Split('/')[1]);
        var program = SupportedApis.All.Single(api => api.Serves(apiVersion));
        return After(Question.OfJson($"API {apiVersion}", Program, ["get", "--raw", $"/apis/{group}", "--context", context],
            answer => answer.Items("versions").Select(served => served.Text("version")).OfType<string>().ToList() is var served && served.Contains(version) ? [Found.Ok($"served")]
                : [Found.Fail($"the cluster serves {Words.Join(", ", served)} alone: its {program.Program} is older than {program.Oldest}", Install(program))],
            answer => answer.Says("(NotFound)") ? [Found.Fail($"not served: there is no {program.Program} in the cluster", Install(program))] : []));
    }

    /// <summary>Which version of an operator runs, by its image.</summary>
    public Question Operator(SupportedApi api) => After(Question.OfJson(api.Program, Program,
        ["get", "deployments", "--all-namespaces", "--selector", $"app.kubernetes.io/name={api.Deployment}", "--context", context, "--output", "json"],
        answer => answer.Items("items").ToList() switch
        {
            [] => [Found.Unknown($"no Deployment carries the label of its chart, so that its version is not known")],
            var found => found.SelectMany(deployment => Judged(api, deployment)),
        },
        needs: Words.Own("list on deployments of all namespaces")));

    private static IEnumerable<Found> Judged(SupportedApi api, YamlNode deployment)
    {
        var place = $"{deployment.Text("metadata", "namespace")}/{deployment.Text("metadata", "name")}";
        var image = deployment.Items("spec", "template", "spec", "containers").Select(container => container.Text("image")).FirstOrDefault() ?? "";
        if (!(int.TryParse(deployment.Text("status", "availableReplicas") ?? "0", out var available) && available > 0))
            yield return Found.Fail($"{place} has no pod that is available", Words.Own("see why with kubectl describe"));
        if (SupportedTool.Told(image[(image.LastIndexOf(':') + 1)..]) is not { } version)
        {
            yield return Found.Unknown($"{place} runs an image whose tag is no version");
            yield break;
        }

        if (version < System.Version.Parse(api.Oldest))
            yield return Found.Fail($"{place} is {version}; {api.Oldest} is the oldest that is promised to work", Install(api));
        else if (api.Serves(SupportedApis.ExternalSecrets) && OperatorReleases.Advisories.Where(advisory => version < System.Version.Parse(advisory.FixedIn)).ToList() is { Count: > 0 } open)
            yield return Found.Warn($"{place} is {version}, with {Words.Join("; ", open.Select(advisory => Words.Of($"{advisory.Id}: {advisory.What}")))}", $"upgrade it to {open.Max(advisory => System.Version.Parse(advisory.FixedIn))} or later");
        else
            yield return Found.Ok($"{place} is {version}");
    }

    private static Words Install(SupportedApi api) => $"install {api.Program} {api.Oldest} or later; a stack of the cluster does it for External Secrets Operator";

    /// <summary>A namespace that the stack makes.</summary>
    /// <param name="isMade">Whether it has to be there already.</param>
    public Question Namespace(string name, IReadOnlyDictionary<string, string> labels, bool isMade) => After(Question.OfJson($"namespace {name}", Program, ["get", "namespace", name, "--context", context, "--output", "json"],
        answer => labels.All(label => answer.Text("metadata", "labels", label.Key) == label.Value) ? [Found.Ok($"there, with the labels of this stack")]
            : isMade ? [Found.Fail($"there, and without labels that the stack gives it: {Words.Join(", ", labels.Keys)}")]
            : [Found.Warn($"there already, and not by its labels of this stack: where another made it, pulumi up stops here", $"name another in the stack, or have this one imported")],
        answer => !answer.Says("(NotFound)") ? [] : isMade ? [Found.Fail($"not there")] : [Found.Ok($"the name is free")],
        Words.Own("get on namespaces")));

    /// <summary>The issuer of the cluster's tokens, which is the one that a provider of IAM vouches for.</summary>
    /// <param name="issuer">Of the provider that the stack names, without its scheme.</param>
    /// <param name="mend">What to do where the cluster's tokens are of another.</param>
    public Question Issuer(string issuer, Func<string, Words> mend) => After(Question.OfJson("token issuer", Program, ["get", "--raw", "/.well-known/openid-configuration", "--context", context],
        answer => answer.Text("issuer") is not { } found ? []
            : found == "https://" + issuer ? [Found.Ok($"the cluster's tokens are of the provider that the stack names")]
            : [Found.Fail($"the cluster's tokens are of {found}, and the stack names the provider of {issuer}: nobody can become the reader role", mend(found))],
        needs: Words.Own("get on /.well-known/openid-configuration")));

    /// <summary>A Secret that somebody else makes; its name is asked for, and nothing of what it holds.</summary>
    public Question SecretOfOthers(string @namespace, string name) => After(Question.Of($"Secret {name}", Program, ["get", "secret", name, "--namespace", @namespace, "--context", context, "--output", "name"],
        answer => answer.Code == 0 ? [Found.Ok($"there")] : answer.Says("(NotFound)") ? [Found.Warn($"not there yet: pods wait for it", $"have its owner make it")] : [],
        Words.Own("get on secrets")));

    private static Question After(Question check) => check with { After = Cluster };
}
