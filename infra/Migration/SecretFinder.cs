using System.Globalization;
using McpInfra.Contract;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Finds every secret in values files: by chart path, by name, and by what a text looks like.</summary>
internal sealed class SecretFinder
{
    /// <summary>What is found is carried and written nowhere, so that nothing has to be withheld here.</summary>
    private static readonly Judge Judge = new(Caller.Migrate, new HeldSecrets());

    private const string ExtraEnv = "mcpContextForge.extraEnv";

    private readonly MergedValues _values;
    private readonly ValuesFile _file;
    private readonly List<InlineSecret> _found = [];
    private readonly HashSet<YamlNode> _added = [];
    private readonly HashSet<YamlNode> _repeated = [];

    private readonly HashSet<(YamlNode, string Path)> _secrets;

    private SecretFinder(MergedValues values, ValuesFile file)
    {
        (_values, _file) = (values, file);
        // Of a document inside of a text the names count too: a key of the file itself has no text that it stands in.
        _secrets = [.. PlacedTexts.Of(file.Values, "").Where(text => text.HolderNode is not null && Judge.Look(text.Place, text.Text) is not null).Select(text => (text.HolderNode!, text.Holder))];
    }

    /// <param name="files">In Helm's order.</param>
    public static IReadOnlyList<InlineSecret> Find(IReadOnlyList<ValuesFile> files, MergedValues values)
    {
        var found = new List<InlineSecret>();
        foreach (var file in files)
        {
            var finder = new SecretFinder(values, file);
            finder.VisitMap(file.Values, path: "", shared: null);
            found.AddRange(finder._found);
        }

        return found;
    }

    /// <summary>What stands in the files of other charts: it is not ours to move.</summary>
    public static IEnumerable<(string Place, string Path, Sign Sign)> OfOthers(IEnumerable<ValuesFile> files) =>
        from file in files
        where file.Place.Keys.Count > 0
        let within = file.Place.PathOf("")
        from text in PlacedTexts.Of(file.Root, "")
        where !text.Place.Path.StartsWith(within, StringComparison.Ordinal)
        let sign = Judge.Look(text.Place, text.Text)
        where sign is not null
        select ($"{file.Name}:{text.Line}", text.Place.Path, sign);

    /// <summary>What stands in comments: it is in force nowhere and moves nowhere.</summary>
    public static IEnumerable<(string Place, Sign Sign)> InComments(IEnumerable<ValuesFile> files) =>
        from file in files
        from comment in YamlComments.Of(file.Text)
        let sign = Judge.Look(new Place("", "", PlaceKind.Comment), comment.Text)
        where sign is not null
        select ($"{file.Name}:{comment.Line}", sign);

    private void Visit(YamlNode node, string path, string name, YamlNode removed, YamlNode? shared)
    {
        shared ??= node.IsShared ? node : null;
        switch (node)
        {
            // What an alias repeats is a secret by the name that it has here; of a map, once is enough.
            case AliasNode alias when MergedValues.Resolve(alias) is var target && (target is ScalarNode || _repeated.Add(target)):
                Visit(target, path, name, removed, shared ?? target);
                break;
            case MappingNode map:
                VisitMap(map, path, shared);
                break;
            case SequenceNode list when path == ExtraEnv:
                for (var index = 0; index < list.Items.Count; index++)
                    VisitExtraEnv(list.Items[index], PlacePath.Index(path, index), shared);
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    Visit(list.Items[index], PlacePath.Index(path, index), name, list.Items[index], shared);
                break;
            case ScalarNode scalar when IsSecret(path, scalar):
                Add(scalar, path, ChartTargets.Of(path, _values), removed, shared);
                break;
        }
    }

    private void VisitMap(MappingNode map, string path, YamlNode? shared)
    {
        // An entry of an env list elsewhere: {name: SMTP_PASSWORD, value: ...}.
        var named = (map.Find("name") as ScalarNode)?.Written ?? "value";
        foreach (var entry in map.Entries)
        {
            var at = PlacePath.Key(path, entry.Key);
            if (Judge.Look(new Place("", "", PlaceKind.Key), entry.Key) is { } sign)
                AddKey(entry, path, sign);
            Visit(entry.Value, at, entry.Key == "value" ? named : entry.Key, entry.Value, shared);
        }
    }

    private void VisitExtraEnv(YamlNode item, string path, YamlNode? shared)
    {
        shared ??= item.IsShared ? item : null;
        if (item is MappingNode map && Scalar(map, "name") is { } name && Scalar(map, "value") is { } value && IsSecret(PlacePath.Key(path, "value"), value))
            Add(value, path, ChartTargets.OfExtraEnv(name.Written), item, shared ?? (value.IsShared ? value : null));
        else if (item is MappingNode other)
            VisitMap(other, path, shared);
    }

    private static ScalarNode? Scalar(MappingNode map, string key) => map.Find(key) is { } node ? MergedValues.Resolve(node) as ScalarNode : null;

    private bool IsSecret(string path, ScalarNode scalar) => scalar is { Value: not (null or bool), Written.Length: > 0 }
        && (_secrets.Contains((scalar, path)) || IsInTheChartsSecret(path) || (ChartCredentials.UserPaths.Contains(path) && ShippedCredentials.Are(scalar.Written)));

    /// <summary>Whether it is one by its place: in the chart's Secret, and none of the settings that the chart itself keeps there.</summary>
    private static bool IsInTheChartsSecret(string path) =>
        path.StartsWith(ChartTable.Variables, StringComparison.Ordinal) && path[ChartTable.Variables.Length..] is var name
        && !name.AsSpan().ContainsAny('.', '[') && !ChartPlainVariables.Names.Contains(name);

    private void Add(ScalarNode scalar, string path, Target target, YamlNode removed, YamlNode? shared)
    {
        if (!_added.Add(scalar))
            return;
        if (shared is not null)
            target = new Target.ByHand($"it stands behind the YAML anchor of line {shared.Line}, which is used elsewhere too: write the value out where it is wanted, then run this again");
        else if (!_values.IsInForce(scalar))
            target = new Target.Unused("a later file sets another value or deletes it");
        else if (target is Target.DatabaseUrl or Target.RedisUrl && ServerUrl.Parse(scalar.Written) is null)
            target = new Target.ByHand($"the URL says more than the program can carry, such as options: set mcp-infra:{(target is Target.DatabaseUrl ? "database" : "redis")} so that it means the same, put the password there, and remove this");
        else if (removed is MappingNode && IsExpanded(scalar.Written))
            target = new Target.ByHand("Kubernetes expands $$ and $(NAME) in an entry of extraEnv, and nothing does in a Secret: write the value that the pods have");
        else if (target is not (Target.Unused or Target.MadeAnew or Target.ByHand) && !IsTextAsItStands(scalar))
            target = new Target.ByHand("it is a number or a switch to Helm, which may make another text of it (12345678 becomes 1.2345678e+07, yes becomes true): see what the pods have, and write that in quotes");
        _found.Add(new InlineSecret
        {
            File = _file,
            Line = scalar.Line ?? 0,
            Path = path,
            Value = new SecretText(scalar.Written),
            Removed = removed,
            Target = target,
            IsShipped = ShippedCredentials.Are(scalar.Written),
        });
    }

    private void AddKey(MappingEntry entry, string path, Sign sign) => _found.Add(new InlineSecret
    {
        File = _file,
        Line = entry.Line ?? 0,
        Path = path,
        Value = new SecretText(entry.Key),
        Removed = entry.Value,
        Target = new Target.ByHand($"a key here looks like {Words.OfSign(sign)}: remove the line"),
        IsShipped = false,
    });

    /// <summary>Whether Kubernetes makes another text of it in a container's env: a doubled dollar, or a variable that the chart sets before.</summary>
    private static bool IsExpanded(string text) =>
        text.Contains("$$", StringComparison.Ordinal) || ChartContract.ServerVariables.Keys.Any(name => text.Contains($"$({name})", StringComparison.Ordinal));

    /// <summary>Whether Helm hands over the very text that is written: a text, or a whole number of a few digits.</summary>
    private static bool IsTextAsItStands(ScalarNode scalar)
    {
        return !scalar.IsRewritten && scalar.Meaning(YamlVersion.Helm) is not bool && (scalar.Value is string || (scalar.Written.Length <= 6 && scalar.Written.All(char.IsAsciiDigit)));
    }
}
