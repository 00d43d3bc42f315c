using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Reads the release that runs with programs of the path, and nothing but reads. What they answer stays in memory.</summary>
internal sealed class LiveReader(MigrationPlan plan, IPrograms programs)
{
    private readonly ReleaseIdentity _release = ReleaseIdentity.Of(plan);

    /// <summary>The values that are in force: Helm's, with what the chart ships, or those of the Application in the cluster.</summary>
    /// <exception cref="MigrationException">They cannot be read; the message says the line that tried.</exception>
    public ValuesFile Values()
    {
        if (plan.Place.Object is { IsHelmRelease: false } applied)
        {
            string[] get = ["get", applied.Resource, applied.Name, "--context", _release.Context, "--namespace", applied.Namespace, "--output", "json"];
            return Parse("kubectl", get).At(plan.Place) is { Values.Entries.Count: > 0 } values ? values
                : throw new MigrationException($"The Application in the cluster has nothing at {string.Join('.', plan.Place.Keys)}, by {Line("kubectl", get)}: bring the file into force first, or leave --live out.");
        }

        return Parse("helm", ["get", "values", _release.Name, "--all", .. OfHelm, "--output", "json"]).At(plan.Place.Object is null ? plan.Place : new ValuesPlace.OfChart());
    }

    /// <summary>The objects that Helm made of the release; none where somebody else applies them.</summary>
    /// <exception cref="MigrationException">They cannot be read; the message says the line that tried.</exception>
    public IReadOnlyList<MappingNode> Manifest()
    {
        if (plan.Place.Object is { IsHelmRelease: false })
            return [];
        string[] get = ["get", "manifest", _release.Name, .. OfHelm];
        try
        {
            return [.. YamlReader.ReadAllWhole(Run("helm", get), YamlRules.Manifests).OfType<MappingNode>()];
        }
        catch (YamlFaultException)
        {
            throw NotRead("helm", get, Words.Own("answered something that is no YAML"));
        }
    }

    /// <summary>Objects of the release's namespace, as they are; those that are not there are left out.</summary>
    /// <param name="names">As <c>kubectl</c> takes them, such as <c>deployment/gateway</c>.</param>
    /// <exception cref="MigrationException">They cannot be read; the message says the line that tried.</exception>
    public IReadOnlyList<MappingNode> Objects(IEnumerable<string> names)
    {
        string[] get = ["get", .. names, "--ignore-not-found", "--context", _release.Context, "--namespace", plan.Settings.Namespace, "--output", "json"];
        var answer = Run("kubectl", get);
        if (string.IsNullOrWhiteSpace(answer))
            return [];
        return Map(answer) switch
        {
            null => throw NotRead("kubectl", get, Words.Own("answered something that is no JSON map")),
            var list when list.Find("items") is SequenceNode items => [.. items.Items.OfType<MappingNode>()],
            var one => [one],
        };
    }

    private string[] OfHelm => ["--kube-context", _release.Context, "--namespace", _release.Namespace];

    /// <summary>Helm says <c>null</c>, and a program that only looks like it nothing at all: read as values, they would be those of nobody.</summary>
    private ValuesFile Parse(string program, string[] arguments)
    {
        var answer = Run(program, arguments);
        return Map(answer) switch
        {
            { Entries.Count: > 0 } => ValuesFile.Parse("the running release", "", answer),
            null when string.IsNullOrWhiteSpace(answer) || answer.Trim() == "null" => throw NotRead(program, arguments, Words.Own("answered nothing")),
            null => throw NotRead(program, arguments, Words.Own("answered something that is no JSON map")),
            _ => throw NotRead(program, arguments, Words.Own("knows no value of it, which a release of this chart has")),
        };
    }

    private static MappingNode? Map(string text) =>
        !string.IsNullOrWhiteSpace(text) && JsonReader.ReadValue(text, line: 1) is (MappingNode map, { Count: 0 }) ? map : null;

    private string Run(string program, string[] arguments)
    {
        var answer = programs.Run(program, arguments);
        return answer switch
        {
            { Code: 0 } => answer.Output,
            { Code: ProgramAnswer.NotThere } => throw new MigrationException($"--live reads the running release with {program}, which is not on the PATH: install it, or leave --live out."),
            _ when answer.Error.Contains("release: not found", StringComparison.Ordinal) || answer.Error.Contains("(NotFound)", StringComparison.Ordinal) => throw new MigrationException(
                $"There is no such release, by {Line(program, arguments)}. mcp-infra:release.name, mcp-infra:namespace and mcp-infra:kubernetes.context say which it is: look at {ShellLine.Of($"helm list --all-namespaces --kube-context {_release.Context}")}."),
            _ => throw NotRead(program, arguments, Words.Of($"ended with {answer.Code}")),
        };
    }

    private static MigrationException NotRead(string program, string[] arguments, Words why) =>
        new($"The running release cannot be read: {Line(program, arguments)} {why}. Run it yourself to see why, or leave --live out.");

    private static ShellLine Line(string program, string[] arguments) => ShellLine.Of($"{program} {arguments}");
}
