using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Whose file it is that holds the chart's values, and where in it they stand.</summary>
internal abstract record ValuesPlace
{
    private ValuesPlace()
    {
    }

    /// <summary>Keys from the top of the file down to the values; none where the file is the values.</summary>
    public abstract IReadOnlyList<string> Keys { get; }

    /// <summary>Whether Pulumi can take the release over in the end: it installs the chart itself and nothing around it.</summary>
    public virtual bool IsTakenOver => false;

    /// <summary>The object in the cluster whose controller applies the file, where the file is one; its references are written into it.</summary>
    public virtual GitOpsObject? Object => null;

    /// <summary>The path of a value as it stands in the file.</summary>
    public string PathOf(string path) => string.Join('.', [.. Keys, path]);

    /// <summary>A values file of the chart, for Helm.</summary>
    public sealed record OfChart : ValuesPlace
    {
        public override IReadOnlyList<string> Keys => [];

        public override bool IsTakenOver => true;
    }

    /// <summary>A values file of a chart that has this one as a dependency, under its name or an alias.</summary>
    public sealed record OfWrapper(string Dependency) : ValuesPlace
    {
        public override IReadOnlyList<string> Keys => [Dependency];
    }

    /// <summary>A Flux HelmRelease or an Argo CD Application.</summary>
    public sealed record OfObject(GitOpsObject Applied, string Dotted) : ValuesPlace
    {
        public override IReadOnlyList<string> Keys => Dotted.Split('.');

        public override GitOpsObject Object => Applied;
    }

    /// <param name="name">What the person called the file.</param>
    /// <exception cref="MigrationException">The values stand where they cannot be edited; the message says where to put them.</exception>
    public static ValuesPlace Of(MappingNode root, string name)
    {
        if (root.Find("sops") is MappingNode)
            throw new MigrationException($"{name} is encrypted by SOPS, so that nobody can see what is in force: decrypt it into a file of its own, name that, and encrypt or delete it afterwards.");
        var kind = (root.Find("kind") as ScalarNode)?.Text;
        var group = (root.Find("apiVersion") as ScalarNode)?.Text.Split('/')[0];
        if (kind == "HelmRelease" && group == "helm.toolkit.fluxcd.io")
            return OfHelmRelease(root, name);
        if (kind == "Application" && group == "argoproj.io")
            return OfApplication(root, name);
        if (kind is not null && group is not null)
            throw new MigrationException($"{name} is a {kind}: name a values file, a HelmRelease of Flux with spec.values, or an Application of Argo CD with spec.source.helm.valuesObject.");
        if (root.Find("helmCharts") is SequenceNode)
            throw new MigrationException($"{name} is a kustomization: put what stands under its helmCharts[].valuesInline into a file of its own, name that as valuesFile there, and name it here.");
        if (root.Find("releases") is SequenceNode)
            throw new MigrationException($"{name} is a helmfile: put the values of the release into a file of their own, list that under its values there, and name it here.");
        return OfFile(root, name);
    }

    private static ValuesPlace OfFile(MappingNode root, string name)
    {
        if (root.Find(ChartNames.Chart) is MappingNode)
            return new OfWrapper(ChartNames.Chart);
        if (root.Entry(GatewayKey) is not null)
            return new OfChart();
        var aliases = root.Entries.Where(entry => entry.Value is MappingNode map && map.Entry(GatewayKey) is not null).Select(entry => entry.Key).ToList();
        if (aliases.Count == 0 && !root.Entries.Any(entry => TopLevel.Contains(entry.Key)))
            aliases = [.. root.Entries.Where(entry => entry.Value is MappingNode { Entries.Count: > 0 } map && map.Entries.All(inner => TopLevel.Contains(inner.Key))).Select(entry => entry.Key)];
        return aliases.Count switch
        {
            0 => new OfChart(),
            1 => new OfWrapper(aliases[0]),
            _ => throw new MigrationException($"{name} holds the values of several releases of the chart, below {Words.Join(" and ", aliases)}: give each a values file of its own, and move one after the other."),
        };
    }

    private static OfObject OfHelmRelease(MappingNode root, string name)
    {
        CheckAlone(name, "spec.values", At(root, "spec"), "spec", "valuesFrom");
        CheckAlone(name, "spec.values", At(root, "spec", "chart", "spec"), "spec.chart.spec", "valuesFiles");
        return new OfObject(GitOpsObject.Of("helmreleases.helm.toolkit.fluxcd.io", root, name), "spec.values");
    }

    /// <summary>What stands elsewhere is stronger, or in force where the object says nothing, and cannot be seen in it.</summary>
    private static void CheckAlone(string file, string place, MappingNode? map, string path, params string[] others)
    {
        if (others.FirstOrDefault(other => map?.Find(other) is SequenceNode { Items.Count: > 0 }) is { } brings)
            throw new MigrationException($"{file}: {path}.{brings} brings values that do not stand under {place}, so what is in force cannot be seen: write them there, remove {path}.{brings}, and run this again.");
    }

    private static OfObject OfApplication(MappingNode root, string name)
    {
        const string place = "spec.source.helm.valuesObject";
        var helm = At(root, "spec", "source", "helm");
        CheckAlone(name, place, helm, "spec.source.helm", "parameters", "fileParameters", "valueFiles");
        if (helm?.Find("valuesObject") is MappingNode)
            return new OfObject(GitOpsObject.Of("applications.argoproj.io", root, name), place);
        throw new MigrationException(helm?.Find("values") is not null
            ? Words.Of($"{name}: spec.source.helm.values is a text: write the same values as a map under {place}, which Argo CD reads alike, and run this again.")
            : Words.Of($"{name} has no {place}: name the values file that it lists, or write its values there."));
    }

    private static MappingNode? At(MappingNode root, params IEnumerable<string> keys) => keys.Aggregate<string, MappingNode?>(root, (map, key) => map?.Find(key) as MappingNode);

    /// <summary>What stands at the top of the chart's values, as far as its table knows.</summary>
    private static HashSet<string> TopLevel { get; } = [.. ChartTable.Rows.Select(row => row.Path.Split('.')[0])];

    /// <summary>What stands at the top of the chart's own values and of no other's.</summary>
    private static string GatewayKey { get; } = ChartTable.Variables.Split('.')[0];
}

/// <summary>An object that a GitOps controller applies.</summary>
/// <param name="Resource">As <c>kubectl</c> takes it.</param>
internal sealed record GitOpsObject(string Resource, string Name, string Namespace)
{
    /// <exception cref="MigrationException">It has no name.</exception>
    public static GitOpsObject Of(string resource, MappingNode root, string file) =>
        root.Find("metadata") is MappingNode metadata && metadata.Find("name") is ScalarNode { Text.Length: > 0 } name
            ? new GitOpsObject(resource, name.Text, (metadata.Find("namespace") as ScalarNode)?.Text ?? "default")
            : throw new MigrationException($"{file}: metadata.name is missing.");

    /// <summary>Whether its controller makes a release of Helm.</summary>
    public bool IsHelmRelease => Resource.StartsWith("helmreleases", StringComparison.Ordinal);

    /// <summary>What is true of it when it has brought the last commit to the cluster.</summary>
    public string Condition => IsHelmRelease ? "condition=Ready" : "jsonpath={.status.sync.status}=Synced";
}
