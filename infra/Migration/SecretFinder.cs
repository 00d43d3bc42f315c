using System.Text.RegularExpressions;
using McpInfra.Contract;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Finds every secret in values files: by chart path, by name, and by what a text looks like.</summary>
internal sealed partial class SecretFinder
{
    /// <summary>What is found is carried and written nowhere, so that nothing has to be withheld here.</summary>
    private static readonly Judge Judge = new(Caller.Migrate, new HeldSecrets());

    private readonly MergedValues _values;
    private readonly ValuesFile _file;
    private readonly Decisions _decisions;
    private readonly FoundTargets _targets;
    private readonly List<InlineSecret> _found = [];
    private readonly HashSet<YamlNode> _added = [];
    private readonly HashSet<(YamlNode, string Path)> _repeated = [];
    private readonly Dictionary<(YamlNode, string Path), Sign> _signs = [];

    private SecretFinder(MergedValues values, ValuesFile file, Decisions decisions, PodVariables pods)
    {
        (_values, _file, _decisions) = (values, file, decisions);
        _targets = new FoundTargets(values, pods);

        // Of a document inside of a text the names count too: a key of the file itself has no text that it stands in.
        foreach (var text in PlacedTexts.Of(file.Values, "").Where(text => text.HolderNode is not null))
        {
            if (Judge.Look(text.Place, text.Text) is { } sign)
                Add((text.HolderNode!, MergeKey().Replace(text.Holder, "")), sign);
        }
    }

    /// <param name="files">In Helm's order.</param>
    /// <exception cref="MigrationException">A decision speaks of nothing, or calls plain what is a secret.</exception>
    public static IReadOnlyList<InlineSecret> Find(IReadOnlyList<ValuesFile> files, MergedValues values, Decisions decisions)
    {
        var found = new List<InlineSecret>();
        var pods = new PodVariables(values);
        foreach (var file in files)
        {
            var finder = new SecretFinder(values, file, decisions, pods);
            finder.VisitMap(file.Values, path: "", shared: file.Values.IsShared ? file.Values : null);
            found.AddRange(finder._found);
        }

        decisions.Check();
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
        select ($"{file.Name}:{text.LineAt(sign.At)}", text.Place.Path, sign);

    /// <summary>What stands in comments: it is in force nowhere and moves nowhere.</summary>
    public static IEnumerable<(string Place, Sign Sign)> InComments(IEnumerable<ValuesFile> files) =>
        from file in files
        from comment in YamlComments.Of(file.Text)
        let sign = Judge.Look(new Place("", "", PlaceKind.Comment), comment.Text)
        where sign is not null
        select ($"{file.Name}:{comment.Line}", sign);

    private void Add((YamlNode, string) at, Sign sign)
    {
        if (!_signs.TryGetValue(at, out var known) || known.Kind == SignKind.Doubtful)
            _signs[at] = sign;
    }

    private void Visit(YamlNode node, string path, YamlNode removed, YamlNode? shared)
    {
        shared ??= node.IsShared ? node : null;
        switch (node)
        {
            // What an alias repeats is a secret by the name and the place that it has here.
            case AliasNode alias when MergedValues.Resolve(alias) is var target && (target is ScalarNode || _repeated.Add((target, path))):
                Visit(target, path, removed, shared ?? target);
                break;
            case MappingNode map:
                VisitMap(map, path, shared);
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    VisitItem(list.Items[index], PlacePath.Index(path, index), shared, isEnv: path == PodVariables.ExtraEnv);
                break;
            case ScalarNode scalar when Suspect(scalar, path, VariableAt(path)) is { } suspicion:
                Add(scalar, path, ChartTargets.Of(path, _values), removed, shared, suspicion, VariableAt(path));
                break;
        }
    }

    private void VisitMap(MappingNode map, string path, YamlNode? shared)
    {
        foreach (var entry in map.Entries)
        {
            if (Judge.Look(new Place("", "", PlaceKind.Key), entry.Key) is { } sign)
                AddKey(entry, path, sign);

            // What a merge key brings stands where the map is.
            if (entry.Key != "<<")
                Visit(entry.Value, PlacePath.Key(path, entry.Key), entry.Value, shared);
            else if (entry.Value is SequenceNode several)
                foreach (var one in several.Items)
                    Visit(one, path, one, shared);
            else
                Visit(entry.Value, path, entry.Value, shared);
        }
    }

    private void VisitItem(YamlNode item, string path, YamlNode? shared, bool isEnv)
    {
        shared ??= item is AliasNode || item.IsShared ? MergedValues.Resolve(item) : null;
        if (!isEnv || MergedValues.Resolve(item) is not MappingNode map || MergedValues.Find(map, "name") is not ScalarNode { Written: var name } || MergedValues.Find(map, "value") is not ScalarNode value)
            Visit(item, path, item, shared);
        else if (Suspect(value, PlacePath.Key(path, "value"), name, Judge.Look(new Place(name, PlacePath.Key(path, "value")), value.Written)) is { } suspicion)
            Add(value, path, ChartTargets.OfExtraEnv(name), item, shared ?? SharedIn(map, value), suspicion, name);
    }

    /// <summary>The value, where the map that it is read from stands elsewhere.</summary>
    private static ScalarNode? SharedIn(MappingNode map, ScalarNode value) => value.IsShared || !map.Entries.Any(entry => entry.Value == value) ? value : null;

    /// <summary>Whether a text is a secret, or a person has to say; null where it is none.</summary>
    /// <param name="variable">Of the gateway; empty for none.</param>
    private Suspicion? Suspect(ScalarNode scalar, string path, string variable, Sign? sign = null)
    {
        if (scalar is not { Value: not null, Written.Length: > 0 } || (scalar.Value is bool && !ChartCredentials.GatewayVariables.Contains(variable)))
            return null;
        sign = _signs.GetValueOrDefault((scalar, path)) is { } own && (sign is null || sign.Kind == SignKind.Doubtful) ? own : sign;
        var isCertain = sign is { Kind: not SignKind.Doubtful } || IsByPlace(scalar, path, variable);
        return _decisions.IsSecret(variable.Length > 0 ? [path, _file.Place.PathOf(path), variable] : [path, _file.Place.PathOf(path)]) switch
        {
            true => Suspicion.Said,
            false when !isCertain => null,
            false => throw new MigrationException($"{_file.Name}:{scalar.Line}: {_file.Place.PathOf(path)} was said to be plain, and is a secret by its {(sign is { Kind: not SignKind.Doubtful } ? Words.Own("name or its looks") : Words.Own("place in the chart"))}: leave --plain out."),
            null => isCertain ? Suspicion.Certain : sign is null || ChartPlainVariables.IsPlain(variable) ? null : Suspicion.Doubtful,
        };
    }

    /// <summary>In the chart's Secret, unless it is a setting that the chart itself keeps there; under the name of such a one elsewhere; or at a place for credentials.</summary>
    private bool IsByPlace(ScalarNode scalar, string path, string variable) =>
        (variable.Length == 0 && ChartTargets.Below(path, ChartTable.Variables) is { } below && !ChartPlainVariables.Names.Contains(below.Split('.', '[')[0]))
        || (variable.Length > 0 && !ChartPlainVariables.Names.Contains(variable)
            && (ChartCredentials.GatewayVariables.Contains(variable) || path == ChartTable.Variables + variable || _values.At(ChartTable.Variables + variable) is ScalarNode { Value: not (null or bool), Written.Length: > 0 }))
        || ChartCredentials.All.Any(row => row.Path == path && (row.Form == CredentialForm.Secret || (row.Form == CredentialForm.UserName && ShippedCredentials.Are(scalar.Written))));

    /// <summary>The variable of the gateway that a path of the chart's settings makes; empty for none.</summary>
    private static string VariableAt(string path)
    {
        foreach (var above in (string[])[ChartTable.Variables, ChartTable.Settings])
        {
            if (path.StartsWith(above, StringComparison.Ordinal) && path.AsSpan(above.Length).IndexOfAny('.', '[') < 0)
                return path[above.Length..];
        }

        return "";
    }

    private void Add(ScalarNode scalar, string path, Target target, YamlNode removed, YamlNode? shared, Suspicion suspicion, string variable)
    {
        if (!_added.Add(scalar))
            return;
        _found.Add(new InlineSecret
        {
            File = _file,
            Line = scalar.Line ?? 0,
            Path = path,
            Value = new SecretText(scalar.Written),
            Removed = removed,
            Target = _targets.Of(scalar, target, removed, shared, suspicion, variable.Length > 0 ? variable : _file.Place.PathOf(path)),
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

    [GeneratedRegex(@"(^|\.)<<(\[[0-9]+\])?")]
    private static partial Regex MergeKey();
}
