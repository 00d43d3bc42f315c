using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Delivery.ArgoCd;

/// <summary>One environment's part of the ApplicationSet: from its stack, or as a file has it already.</summary>
/// <param name="Element">What the template's places are filled with.</param>
/// <param name="Policy">What sets off a sync, and with which options.</param>
/// <param name="Whereabouts">Where it goes and who sets that off, for whoever reads the file before it is applied.</param>
internal sealed record ApplicationSetEntry(IReadOnlyDictionary<string, object?> Element, IReadOnlyDictionary<string, object?> Policy, Words Whereabouts)
{
    private const string Name = "environment";

    /// <summary>Environments that are equal in it share a generator.</summary>
    public string PolicyText => YamlWriter.Write(Policy);

    public static ApplicationSetEntry Of(DeliverySpec spec)
    {
        var argoCd = spec.Tools.ArgoCd;
        return new ApplicationSetEntry(
            ArgoCdObjects.Element(spec), ArgoCdObjects.GeneratorPolicy(argoCd),
            $"{spec.Environment}: {argoCd.Cluster.InWords}, namespace {spec.Namespace}, project {argoCd.Project}, "
            + $"{(argoCd.Sync == ArgoCdSync.Automated ? Words.Own("synced from Git by itself") : Words.Own("synced when somebody asks for it"))}");
    }

    /// <summary>Those of a rendered file, by environment; what an earlier program wrote in another form is not among them.</summary>
    public static IReadOnlyDictionary<string, ApplicationSetEntry> In(string text, IReadOnlyCollection<string> fields)
    {
        var entries = new Dictionary<string, ApplicationSetEntry>();
        foreach (var list in Items(ValueTree.At(RenderedText.Document(text), "spec.generators")).Select(generator => ValueTree.At(generator, "list")).OfType<IReadOnlyDictionary<string, object?>>())
        {
            var policy = ValueTree.At(list, "template.spec.syncPolicy") as IReadOnlyDictionary<string, object?> ?? ValueTree.Map();
            foreach (var element in Items(list.GetValueOrDefault("elements")).Where(element => fields.All(element.ContainsKey) && element.Count == fields.Count))
            {
                if (element[Name] is string environment && RenderedText.CommentThatBegins(text, environment + ": ") is { } whereabouts)
                    entries[environment] = new ApplicationSetEntry(element, policy, whereabouts);
            }
        }

        return entries;
    }

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Items(object? list) =>
        (list as IReadOnlyList<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>();
}
