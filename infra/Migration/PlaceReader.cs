using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Tells by what a file says whose it is, and where in it the chart's values stand.</summary>
internal static class PlaceReader
{
    /// <summary>A chart in a chart in a chart: nobody goes deeper.</summary>
    private const int Deepest = 4;

    /// <summary>The files with the place of their values, which is one for all of a release. A file that says nothing of the chart is one of them.</summary>
    /// <exception cref="MigrationException">They are of several charts, or hold their values where they cannot be edited.</exception>
    public static List<ValuesFile> Place(IReadOnlyList<ValuesFile> files)
    {
        var places = files.Where(file => file.Root.Entries.Count > 0).Select(file => (File: file, Place: Of(file.Root, file.Name))).ToList();
        var first = places.Find(file => file.Place is ValuesPlace.OfWrapper || file.Place.Object is not null);
        if (first.File is null)
            return [.. files];
        if (places.Find(other => !other.Place.Keys.SequenceEqual(first.Place.Keys) && (other.Place is not ValuesPlace.OfChart || IsOfChart(other.File.Root))) is { File: { } file, Place: var place })
            throw new MigrationException($"{first.File.Name} holds the chart's values {Below(first.Place)}, and {file.Name} {Below(place)}: name the files of one release, as Helm gets them.");
        return first.Place.Object is not null && files.Count > 1
            ? throw new MigrationException($"{first.File.Name} is an object of its own, with all its values in it: name it alone.")
            : [.. files.Select(one => one.At(first.Place))];
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
        if (root.Find("helmCharts") is SequenceNode charts)
            throw OfKustomization(charts, name);
        if (kind is not null && group is not null)
            throw new MigrationException($"{name} is a {kind}: name a values file, a HelmRelease of Flux with spec.values, or an Application of Argo CD with spec.source.helm.valuesObject.");
        if (root.Find("releases") is SequenceNode releases)
            throw OfHelmfile(releases, name);
        return OfFile(root, name);
    }

    private static string Below(ValuesPlace place) => place.Keys.Count == 0 ? "at its top" : $"below {string.Join('.', place.Keys)}";

    private static ValuesPlace OfFile(MappingNode root, string name)
    {
        if (IsOfChart(root))
            return new ValuesPlace.OfChart();
        var dependencies = Dependencies(root, [], 0).ToList();
        if (dependencies.Count == 0 && !root.Entries.Any(entry => TopLevel.Contains(entry.Key)))
            dependencies = [.. root.Entries.Where(entry => MergedValues.Resolve(entry.Value) is MappingNode { Entries.Count: > 0 } map && map.Entries.All(inner => TopLevel.Contains(inner.Key))).Select(entry => new[] { entry.Key })];
        return dependencies.Count switch
        {
            0 => new ValuesPlace.OfChart(),
            1 => new ValuesPlace.OfWrapper(dependencies[0]),
            _ => throw new MigrationException($"{name} holds the values of several releases of the chart, below {Words.Join(" and ", dependencies.Select(keys => string.Join('.', keys)))}: give each a values file of its own, and move one after the other."),
        };
    }

    /// <summary>The keys down to every map that is the chart's by its name or by what stands in it, also where it says nothing yet.</summary>
    private static IEnumerable<IReadOnlyList<string>> Dependencies(MappingNode map, IReadOnlyList<string> above, int depth) => depth == Deepest ? [] : map.Entries.SelectMany(entry =>
    {
        IReadOnlyList<string> keys = [.. above, entry.Key];
        return MergedValues.Resolve(entry.Value) switch
        {
            MappingNode inner when entry.Key == ChartNames.Chart || IsOfChart(inner) => [keys],
            ScalarNode { Value: null } when entry.Key == ChartNames.Chart => [keys],
            MappingNode inner => Dependencies(inner, keys, depth + 1),
            _ => [],
        };
    });

    private static ValuesPlace.OfObject OfHelmRelease(MappingNode root, string name)
    {
        CheckAlone(name, "spec.values", MergedValues.Map(root, "spec"), "spec", "valuesFrom");
        CheckAlone(name, "spec.values", MergedValues.Map(root, "spec", "chart", "spec"), "spec.chart.spec", "valuesFiles");
        return new ValuesPlace.OfObject(GitOpsObject.OfHelmRelease(root, name), "spec.values");
    }

    private static ValuesPlace.OfObject OfApplication(MappingNode root, string name)
    {
        const string place = "spec.source.helm.valuesObject";
        var helm = MergedValues.Map(root, "spec", "source", "helm");
        CheckAlone(name, place, helm, "spec.source.helm", "parameters", "fileParameters", "valueFiles");
        if (helm?.Find("valuesObject") is MappingNode)
            return new ValuesPlace.OfObject(GitOpsObject.OfApplication(root, name), place);
        throw new MigrationException(helm?.Find("values") is not null
            ? Words.Of($"{name}: spec.source.helm.values is a text: write the same values as a map under {place}, which Argo CD reads alike, and run this again.")
            : Words.Of($"{name} has no {place}: name the values file that it lists, or write its values there."));
    }

    /// <summary>What stands elsewhere is stronger, or in force where the object says nothing, and cannot be seen in it.</summary>
    private static void CheckAlone(string file, string place, MappingNode? map, string path, params string[] others)
    {
        if (others.FirstOrDefault(other => map?.Find(other) is { } node && MergedValues.Resolve(node) is SequenceNode { Items.Count: > 0 }) is { } brings)
            throw new MigrationException($"{file}: {path}.{brings} brings values that do not stand under {place}, so what is in force cannot be seen: write them there, remove {path}.{brings}, and run this again.");
    }

    /// <summary>Values in a list of charts are of one of several; a file of their own is edited like any.</summary>
    private static MigrationException OfKustomization(SequenceNode charts, string name)
    {
        var (index, chart) = Ours(charts, "name");
        var files = Texts(chart, "valuesFile").Concat(Texts(chart, "additionalValuesFiles")).ToList();
        var inline = chart?.Find("valuesInline") is MappingNode { Entries.Count: > 0 };
        return new MigrationException(files.Count > 0 && !inline
            ? Words.Of($"{name} is a kustomization: name the values files of its helmCharts[{index}] in its place, {ShellLine.Of($"{files}")}.")
            : Words.Of($"{name} is a kustomization: put what stands under its helmCharts[{index}].valuesInline into a file of its own, name that as {(files.Count > 0 ? Words.Own("the last of additionalValuesFiles") : Words.Own("valuesFile"))} there, remove valuesInline, and name here {(files.Count > 0 ? Words.Of($"{ShellLine.Of($"{files}")} and that file, in this order") : Words.Own("that file"))}."));
    }

    private static MigrationException OfHelmfile(SequenceNode releases, string name)
    {
        var (index, release) = Ours(releases, "chart");
        var files = Texts(release, "values").ToList();
        var inline = release?.Find("values") is SequenceNode list && list.Items.Any(item => MergedValues.Resolve(item) is MappingNode) || release?.Find("set") is not null;
        return new MigrationException(files.Count > 0 && !inline
            ? Words.Of($"{name} is a helmfile: name the values files of its releases[{index}] in its place, {ShellLine.Of($"{files}")}.")
            : Words.Of($"{name} is a helmfile: put the values of its releases[{index}] into a file of their own, list that under its values in their place, and name here the files that it lists, in their order{(files.Count > 0 ? Words.Of($" ({ShellLine.Of($"{files}")} besides)") : Words.None)}."));
    }

    /// <summary>The entry that installs the chart; the first where none says so by its name.</summary>
    private static (int Index, MappingNode? Entry) Ours(SequenceNode list, string key)
    {
        var entries = list.Items.Select((item, index) => (Index: index, Entry: MergedValues.Resolve(item) as MappingNode)).ToList();
        return entries.Find(entry => entry.Entry?.Find(key) is ScalarNode chart && chart.Text.Split('/')[^1] == ChartNames.Chart) is { Entry: not null } ours ? ours : entries.FirstOrDefault();
    }

    private static IEnumerable<string> Texts(MappingNode? map, string key) => map?.Find(key) switch
    {
        ScalarNode { Text.Length: > 0 } one => [one.Text],
        SequenceNode list => list.Items.OfType<ScalarNode>().Select(item => item.Text),
        _ => [],
    };

    private static bool IsOfChart(MappingNode map) => map.Entry(GatewayKey) is not null;

    /// <summary>What stands at the top of the chart's values, as far as its table knows.</summary>
    private static HashSet<string> TopLevel { get; } = [.. ChartTable.Rows.Select(row => row.Path.Split('.')[0])];

    /// <summary>What stands at the top of the chart's own values and of no other's.</summary>
    private static string GatewayKey { get; } = ChartTable.Variables.Split('.')[0];
}
