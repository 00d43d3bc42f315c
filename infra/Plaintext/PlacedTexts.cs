using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Yaml;

namespace McpInfra.Plaintext;

/// <summary>One text of a tree and where it stands. A class and no record: a record would print the text.</summary>
/// <param name="line">Line of the file; null where there is none.</param>
/// <param name="holder">Path of the text of the tree that it stands in: its own, unless it is in a document inside of a text.</param>
/// <param name="node">The text itself, which behind an alias is read more than once; null for a name.</param>
/// <param name="holderNode">The node of the tree that it is or stands in.</param>
internal sealed class PlacedText(Place place, string text, int? line, string? holder = null, YamlNode? node = null, YamlNode? holderNode = null)
{
    public YamlNode? Node { get; } = node;

    public YamlNode? HolderNode { get; } = holderNode ?? node;

    public Place Place { get; } = place;

    public string Path => Place.Path;

    public string Holder { get; } = holder ?? place.Path;

    public bool IsKey => Place.Kind == PlaceKind.Key;

    public string Text { get; } = text;

    public int? Line { get; } = line;
}

/// <summary>How a tree is read.</summary>
internal enum TreeReading
{
    /// <summary>Every name counts for the value below it.</summary>
    Names,

    /// <summary>The names are this program's own settings, whose meaning is known: they say nothing of a value.</summary>
    NoNames,
}

/// <summary>
/// Every key, tag and text of a tree with the name that it stands under, whoever wrote it: entries of a container's
/// environment, flags before their arguments, patches, documents inside of texts, and what Kubernetes' kinds make of their
/// fields.
/// </summary>
internal sealed partial class PlacedTexts
{
    /// <summary>A document in a text in a document. Each is shorter than the one around it, so that depth costs little; deeper is written by nobody.</summary>
    private const int DeepestEmbedding = 8;

    /// <summary>The tag of a value in base64: it stands there and comes from nowhere else.</summary>
    private const string Binary = "tag:yaml.org,2002:binary";

    /// <summary>What a value of the fake provider is called.</summary>
    private const string FakeValue = "secret-password";

    /// <summary>Keys below which the name above goes on: <c>password: {value: x}</c>.</summary>
    private static readonly FrozenSet<string> Inheriting = FrozenSet.ToFrozenSet(
        ["value", "values", "valueFrom", "default", "defaultValue", "literal", "plain", "raw", "text", "content", "string", "stringValue", "plaintext", "inline", "fn::secret", "fn::toJSON", "fn::toBase64", "fn::toString", "fn::fromBase64"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys whose text names the value beside it: <c>{name: SMTP_PASSWORD, value: x}</c>.</summary>
    private static readonly string[] Naming = ["name", "key", "Name", "Key", "id", "label", "title", "variable", "envVar", "env", "header", "parameter", "ParameterKey", "property", "field"];

    private readonly List<PlacedText> _texts = [];
    private readonly HashSet<(YamlNode, string)> _repeated = [];
    private readonly MappingNode? _kubernetes;
    private readonly bool _hasNames;
    private readonly HeldSecrets? _held;

    private PlacedTexts(MappingNode? kubernetes, bool hasNames, HeldSecrets? held) => (_kubernetes, _hasNames, _held) = (kubernetes, hasNames, held);

    /// <param name="prefix">What stands before each path.</param>
    /// <param name="name">What the whole tree is called.</param>
    /// <param name="kubernetes">The tree, where it is a Kubernetes object that is judged as one.</param>
    /// <param name="held">Secrets that no path may show; none unless given.</param>
    public static IReadOnlyList<PlacedText> Of(
        YamlNode root, string prefix, string name = "", MappingNode? kubernetes = null, TreeReading reading = TreeReading.Names, HeldSecrets? held = null)
    {
        var texts = new PlacedTexts(kubernetes, reading == TreeReading.Names, held);
        texts.Read(prefix, root, name, new Surroundings());
        return texts._texts;
    }

    /// <summary>What holds for everything below a place.</summary>
    private readonly record struct Surroundings
    {
        public PlaceKind Kind { get; init; }

        public bool IsExternalSecrets { get; init; }

        /// <summary>The one line that a document inside of a text stands on; null where it has lines of its own.</summary>
        public int? FixedLine { get; init; }

        public int LinesAbove { get; init; }

        public int Embedded { get; init; }

        /// <summary>The text that a document stands in; null outside of one.</summary>
        public string? Holder { get; init; }

        public YamlNode? HolderNode { get; init; }

        public int? Line(int? line) => FixedLine ?? (line + LinesAbove);
    }

    private void Read(string path, YamlNode node, string name, Surroundings around)
    {
        if (node.Tag.Length > 0)
            Add(path, "", node.Tag, node.Line, PlaceKind.Key, around);

        // What an alias repeats is read again under each other name alone.
        if (node.IsShared && node is not ScalarNode && !_repeated.Add((node, name)))
            return;
        switch (node)
        {
            case AliasNode alias:
                Read(path, alias.Target, name, around);
                break;
            case MappingNode map:
                ReadMap(path, map, name, around);
                break;
            case SequenceNode list:
                for (var index = 0; index < list.Items.Count; index++)
                    ReadItem(PlacePath.Index(path, index), list, index, name, around);
                break;
            case ScalarNode { Value: not null } scalar:
                ReadText(path, scalar, name, around);
                break;
        }
    }

    /// <summary>An item of a list: an argument after its flag, or <c>NAME=value</c>.</summary>
    private void ReadItem(string path, SequenceNode list, int index, string name, Surroundings around)
    {
        if (list.Items[index] is ScalarNode { Value: string text } scalar && Assignment().Match(text) is { Success: true } pair && Names.MeanSecret(pair.Groups["name"].Value))
        {
            _texts.Add(new PlacedText(new Place(_hasNames ? pair.Groups["name"].Value : "", path, around.Kind), pair.Groups["value"].Value,
                around.Line(scalar.Line), around.Holder, scalar, around.HolderNode));
            return;
        }

        Read(path, list.Items[index], FlagBefore(list, index) ?? name, around);
    }

    private void ReadMap(string path, MappingNode map, string name, Surroundings around)
    {
        var kind = TextOf(map, "kind");
        var apiVersion = TextOf(map, "apiVersion") ?? "";
        if (apiVersion.StartsWith("external-secrets.io/", StringComparison.Ordinal) || apiVersion.StartsWith("generators.external-secrets.io/", StringComparison.Ordinal))
            around = around with { IsExternalSecrets = true };
        if (kind == "CustomResourceDefinition")
            around = around with { Kind = PlaceKind.Schema };
        foreach (var entry in map.Entries.Where(entry => !entry.IsMerged))
        {
            var at = PlacePath.Key(path, entry.Key, _held);
            Add(at, "", entry.Key, entry.Line, PlaceKind.Key, around);
            if (entry.KeyNode.Tag.Length > 0)
                Add(at, "", entry.KeyNode.Tag, entry.Line, PlaceKind.Key, around);
            if (entry.KeyNode is not ScalarNode)
                Read(at, entry.KeyNode, "", around);
            ReadEntry(at, map, entry, NameOf(map, entry, name, isItem: path is [.., >= '0' and <= '9', ']']), around, kind, apiVersion);
        }
    }

    private void ReadEntry(string path, MappingNode map, MappingEntry entry, string name, Surroundings around, string? kind, string apiVersion)
    {
        switch (entry.Key)
        {
            case "data" or "stringData" when kind == "Secret" && apiVersion == "v1" && entry.Value is MappingNode data:
                ReadSecret(path, data, isEncoded: entry.Key == "data", map == _kubernetes ? PlaceKind.SecretData : PlaceKind.InnerSecret, around);
                break;
            case "encryptedData" when entry.Value is MappingNode data && data.Entries.Any(value => value.Value is ScalarNode):
                ReadSealed(path, data, around);
                break;
            case "literals" when entry.Value is SequenceNode literals && (kind == "SecretGenerator" || (TextOf(map, "name") is not null && path.Contains("secretGenerator[", StringComparison.Ordinal))):
                ReadLiterals(path, literals, around);
                break;
            // The fake provider and generator give out what stands in them: it is as good as a Secret's value.
            case "value" when around.IsExternalSecrets && path.Contains("provider.fake.data[", StringComparison.Ordinal):
                Read(path, entry.Value, FakeValue, around);
                break;
            case "sops" when entry.Value is MappingNode metadata && metadata.Find("mac") is not null:
                Read(path, metadata, "", around with { Kind = PlaceKind.Schema });
                break;
            default:
                Read(path, entry.Value, name, around);
                break;
        }
    }

    /// <summary>What a value is called: by its own key, by the entry's name beside it, or by what the map is called.</summary>
    private static string NameOf(MappingNode map, MappingEntry entry, string above, bool isItem)
    {
        if (entry.Key == "value" && TextOf(map, "op") is not null && TextOf(map, "path") is { } pointer)
            return pointer[(pointer.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (entry.Key == "fn::secret" && !Names.MeanSecret(above))
            return "FN_SECRET";
        if (!isItem && Plural().IsMatch(above) && Names.MeanSecret(above) && !Names.MeanSecret(entry.Key) && entry.Value is ScalarNode literal && Randomness.LooksTyped(literal.Text))
            return "secrets";
        if (entry.Key != "ParameterValue" && !Inheriting.Contains(entry.Key))
            return entry.Key;
        var beside = Naming.Select(key => TextOf(map, key)).FirstOrDefault(text => text is not null);
        return beside is not null && (Names.MeanSecret(beside) || !Names.MeanSecret(above)) ? beside
            : Names.MeanSecret(above) ? above
            : entry.Key;
    }

    private void ReadSecret(string path, MappingNode data, bool isEncoded, PlaceKind kind, Surroundings around)
    {
        foreach (var entry in data.Entries.Where(entry => entry.Value is ScalarNode { Text.Length: > 0 }))
        {
            var at = PlacePath.Key(path, entry.Key, _held);
            var text = ((ScalarNode)entry.Value).Text;
            Add(at, "", entry.Key, entry.Line, PlaceKind.Key, around);
            Add(at, entry.Key, isEncoded ? Encodings.Decoded(text) ?? text : text, entry.Line, kind, around, entry.Value);
        }
    }

    /// <summary>What kubeseal encrypted is nobody's to judge; something else in its place is the value itself.</summary>
    private void ReadSealed(string path, MappingNode data, Surroundings around)
    {
        foreach (var entry in data.Entries)
        {
            var at = PlacePath.Key(path, entry.Key, _held);
            Add(at, "", entry.Key, entry.Line, PlaceKind.Key, around);
            if (entry.Value is not ScalarNode { Value: not null } scalar)
                Read(at, entry.Value, "", around);
            else if (SealedCiphertext.Matches(scalar.Text))
                Add(at, "", scalar.Text, entry.Line, PlaceKind.Schema, around);
            else
                Add(at, entry.Key, Encodings.Decoded(scalar.Text) is { } decoded && !scalar.Text.StartsWith("Ag", StringComparison.Ordinal) ? decoded : scalar.Text, entry.Line, PlaceKind.InnerSecret, around, scalar);
        }
    }

    /// <summary>What kustomize makes a Secret of: <c>NAME=value</c>.</summary>
    private void ReadLiterals(string path, SequenceNode literals, Surroundings around)
    {
        for (var index = 0; index < literals.Items.Count; index++)
        {
            if (literals.Items[index] is ScalarNode scalar && scalar.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
                Add(PlacePath.Index(path, index), scalar.Text[..sign], scalar.Text[(sign + 1)..].Trim('"', '\''), scalar.Line, PlaceKind.InnerSecret, around, scalar);
        }
    }

    private void ReadText(string path, ScalarNode scalar, string name, Surroundings around)
    {
        if (around.Embedded < DeepestEmbedding && Embedded(scalar.Text) is { Roots.Count: > 0 } documents)
        {
            // A block begins on the line below its key; a text in one line holds all of it.
            var isBlock = around.FixedLine is null && scalar.Style == ScalarStyle.Block && scalar.Line is not null;
            around = around with { Holder = around.Holder ?? path, HolderNode = around.HolderNode ?? scalar };
            var below = isBlock
                ? around with { LinesAbove = around.LinesAbove + scalar.Line!.Value, Embedded = around.Embedded + 1 }
                : around with { FixedLine = around.Line(scalar.Line) ?? 0, Embedded = around.Embedded + 1 };
            foreach (var inner in documents.Roots)
                Read(path, inner, name, below);
            foreach (var comment in documents.Comments)
                Add(path, "", comment.Text, comment.Line, PlaceKind.Comment, below);

            // A password may be a document by chance, but not one in JSON.
            if (!Names.MeanSecret(name) || scalar.Text.AsSpan().TrimStart().StartsWith("{\"", StringComparison.Ordinal))
                return;
        }

        // A date is another text to YAML than the one that is written.
        var text = scalar.Value is bool ? scalar.Text : scalar.Written;
        var isKey = around.IsExternalSecrets && name == "secretKey";
        _texts.Add(new PlacedText(
            new Place(isKey || !_hasNames ? "" : name, path, around.Kind) { IsFromElsewhere = scalar.Tag is not ("" or Binary) }, text, around.Line(scalar.Line), around.Holder, scalar, around.HolderNode));
    }

    private void Add(string path, string name, string text, int? line, PlaceKind kind, Surroundings around, YamlNode? node = null) =>
        _texts.Add(new PlacedText(new Place(name, path, kind), text, around.Line(line), around.Holder, node, around.HolderNode));

    /// <summary>The maps and lists that a text is in YAML or JSON; null where it is only text.</summary>
    private static YamlDocuments? Embedded(string text)
    {
        // A template's braces are no map's.
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("{{", StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal))
            return null;
        if (start is not (['{' or '[', ..]) && !(text.Contains('\n', StringComparison.Ordinal) && text.Contains(':', StringComparison.Ordinal)))
            return null;
        var read = YamlReader.Read(text, YamlRules.Manifests);
        return read.Faults is [] ? read with { Roots = [.. read.Roots.Where(root => root is MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 })] } : null;
    }

    private static string? TextOf(MappingNode map, string key) => (map.Find(key) as ScalarNode)?.Text;

    /// <summary>Name of the flag that an argument is the value of: <c>["--password", "..."]</c>.</summary>
    private static string? FlagBefore(SequenceNode list, int index) =>
        index > 0 && list.Items[index - 1] is ScalarNode { Value: string before } && Flag().IsMatch(before) ? before.TrimStart('-') : null;

    [GeneratedRegex(@"^--?[A-Za-z][A-Za-z0-9_.-]*\z")]
    private static partial Regex Flag();

    [GeneratedRegex(@"^(--?)?(?<name>[A-Za-z][A-Za-z0-9_.-]*)=(?<value>\S+|[^\s$][^$\n]*)\z")]
    private static partial Regex Assignment();

    // Whose secrets they are stands below: passwords: {admin: x}. Credentials have fields of many kinds.
    [GeneratedRegex(@"(secrets|passwords|passphrases|tokens|keys)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Plural();
}
