using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using McpInfra.Yaml;

namespace McpInfra.Cli.Preview;

/// <summary>
/// The contexts that are at hand, found as Kubernetes clients do: the files of <c>KUBECONFIG</c>, or <c>~/.kube/config</c>.
/// Nothing else of it is looked at, and no cluster is asked.
/// </summary>
internal sealed class Kubeconfig(IReadOnlyList<string> files)
{
    private const int MostNames = 20;

    private readonly Lazy<IReadOnlyList<string>?> _contexts = new(() => Read(files));

    /// <summary>Their names, in the order of the files; null where there is no file, or one of them cannot be read.</summary>
    public IReadOnlyList<string>? Contexts => _contexts.Value;

    /// <summary>None, of which nothing is said.</summary>
    public static Kubeconfig None { get; } = new([]);

    /// <param name="variable">What <c>KUBECONFIG</c> says: files, of which some may not be there.</param>
    /// <param name="home">The home directory, which counts where the variable says nothing.</param>
    public static Kubeconfig Of(string? variable, string home) => new(variable is { Length: > 0 }
        ? variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        : [Path.Combine(home, ".kube", "config")]);

    /// <summary>
    /// The provider finds out when it makes the first object, and not in a preview: a context that is not there makes the
    /// cluster one that cannot be reached (pulumi-kubernetes, <c>Configure</c>).
    /// </summary>
    public StackPreview Check(StackPreview preview)
    {
        var context = preview.Settings is { Delivery.Mode: not DeliveryMode.Git } settings ? settings.Kubernetes.Context
            : preview.Cluster is { Delivery.Mode: not DeliveryMode.Git } cluster ? cluster.Kubernetes.Context : null;
        if (context is null || ClusterAnswers.IsUnknown(context) || _contexts.Value is not { } known || known.Contains(context))
            return preview;
        var nearest = NearestName.Of(context, known);
        var meant = nearest is null ? Words.None : Words.Of($" Did you mean {nearest}?");
        var more = known.Count > MostNames ? Words.Of($" and {known.Count - MostNames} more") : Words.None;
        var there = known.Count == 0 ? Words.Own("It has none.") : Words.Of($"There are: {Words.Join(", ", known.Take(MostNames))}{more}.");
        var path = SettingsPath.Of("kubernetes").Key("context");
        var warning = new SettingsProblem(path.Text, $"'{context}' is no context of the kubeconfig at hand, so pulumi up would reach no cluster from here.{meant} {there}",
            nearest is null ? null : (Words)new PulumiCommand(preview.Stack).Set(path, nearest));
        return preview with { Warnings = [.. preview.Warnings, warning] };
    }

    /// <summary>Names in the order of the files; null where there is no file, or one of them cannot be read, which stops every client.</summary>
    private static List<string>? Read(IReadOnlyList<string> files)
    {
        var there = files.Where(File.Exists).ToList();
        try
        {
            return there.Count == 0 ? null : [.. there.SelectMany(file => Names(YamlReader.ReadWhole(File.ReadAllText(file), YamlRules.Manifests))).Distinct()];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or YamlFaultException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Names(YamlNode? config) =>
        ((config as MappingNode)?.Find("contexts") as SequenceNode)?.Items.OfType<MappingNode>()
            .Select(context => context.Find("name")).OfType<ScalarNode>().Select(name => name.Written) ?? [];
}
