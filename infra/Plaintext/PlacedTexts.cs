using McpInfra.Yaml;

namespace McpInfra.Plaintext;

/// <summary>How a tree is read.</summary>
internal enum TreeReading
{
    /// <summary>Every name counts for the value below it.</summary>
    Names,

    /// <summary>The names are this program's own settings, whose meaning is known: they say nothing of a value.</summary>
    NoNames,
}

/// <summary>
/// Every key, tag and text of a tree with the name that it stands under: entries of a container's environment, flags before
/// their arguments, patches, documents inside of texts, and what Kubernetes' kinds make of their fields.
/// </summary>
internal sealed class PlacedTexts
{
    /// <summary>A document in a text in a document. Each is shorter than the one around it, so that depth costs little; deeper is written by nobody.</summary>
    private const int DeepestEmbedding = 8;

    /// <summary>The tag of a value in base64: it stands there and comes from nowhere else.</summary>
    private const string Binary = "tag:yaml.org,2002:binary";

    /// <summary>What a value of the fake provider or generator is called.</summary>
    private const string FakeValue = "secret-password";

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

        /// <summary>Whether it is External Secrets' fake provider or generator, which gives out what stands in it.</summary>
        public bool IsFake { get; init; }

        /// <summary>The text that a document stands in; null outside of one.</summary>
        public InnerDocument? Within { get; init; }

        public int? Line(YamlNode node) => Line(node.Line, node.Start);

        public int? Line(int? line, int start) => Within is null ? line : Within.LineOf(line, start);
    }

    private void Read(string path, YamlNode node, string name, Surroundings around)
    {
        if (node.Tag.Length > 0)
            Add(path, "", node.Tag, node, PlaceKind.Key, around);

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
        if (list.Items[index] is ScalarNode { Value: string text } scalar && ValueNames.Assigned(text) is var (assigned, value))
            Add(path, _hasNames ? assigned : "", value, scalar, around.Kind, around, scalar);
        else
            Read(path, list.Items[index], ValueNames.FlagBefore(list, index) ?? (ValueNames.AreClaims(list, name) ? "" : name), around);
    }

    private void ReadMap(string path, MappingNode map, string name, Surroundings around)
    {
        var kind = map.TextOf("kind");
        var apiVersion = map.TextOf("apiVersion") ?? "";
        if (apiVersion.StartsWith("external-secrets.io/", StringComparison.Ordinal) || apiVersion.StartsWith("generators.external-secrets.io/", StringComparison.Ordinal))
            around = around with { IsExternalSecrets = true, IsFake = kind == "Fake" };
        if (kind == "CustomResourceDefinition")
            around = around with { Kind = PlaceKind.Schema };
        else if (map.TextOf("$schema")?.Contains("://json-schema.org/", StringComparison.Ordinal) == true)
            around = around with { Kind = PlaceKind.JsonSchema };
        foreach (var entry in map.Entries.Where(entry => !entry.IsMerged))
        {
            var at = PlacePath.Key(path, entry.Key, _held);
            AddKey(at, entry, around);
            if (entry.KeyNode.Tag.Length > 0)
                Add(at, "", entry.KeyNode.Tag, entry.KeyNode, PlaceKind.Key, around);
            if (entry.KeyNode is not ScalarNode)
                Read(at, entry.KeyNode, "", around);
            ReadEntry(at, map, entry, ValueNames.Of(map, entry, name, isItem: path is [.., >= '0' and <= '9', ']']), around, kind, apiVersion);
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
            case "literals" when entry.Value is SequenceNode literals && (kind == "SecretGenerator" || (map.TextOf("name") is not null && path.Contains("secretGenerator[", StringComparison.Ordinal))):
                ReadLiterals(path, literals, around);
                break;
            case "fake" or "fakeSpec" when around.IsExternalSecrets:
                Read(path, entry.Value, name, around with { IsFake = true });
                break;
            case "value" when around.IsFake:
                Read(path, entry.Value, FakeValue, around);
                break;
            case "data" or "valueMap" when around.IsFake && entry.Value is MappingNode values:
                ReadFake(path, values, around);
                break;
            case "sops" when entry.Value is MappingNode metadata && metadata.Find("mac") is not null:
                Read(path, metadata, "", around with { Kind = PlaceKind.Schema });
                break;
            default:
                Read(path, entry.Value, name, around);
                break;
        }
    }

    private void ReadSecret(string path, MappingNode data, bool isEncoded, PlaceKind kind, Surroundings around)
    {
        foreach (var entry in data.Entries)
        {
            if (entry.Value is not ScalarNode { Text.Length: > 0 } scalar)
                continue;
            var at = PlacePath.Key(path, entry.Key, _held);
            AddKey(at, entry, around);
            Add(at, entry.Key, isEncoded ? Encodings.Decoded(scalar.Text) ?? scalar.Text : scalar.Text, entry.KeyNode, kind, around, scalar);
        }
    }

    /// <summary>What kubeseal encrypted is nobody's to judge; something else in its place is the value itself.</summary>
    private void ReadSealed(string path, MappingNode data, Surroundings around)
    {
        foreach (var entry in data.Entries)
        {
            var at = PlacePath.Key(path, entry.Key, _held);
            AddKey(at, entry, around);
            if (entry.Value is not ScalarNode { Value: not null } scalar)
                Read(at, entry.Value, "", around);
            else if (SealedCiphertext.Matches(scalar.Text))
                Add(at, "", scalar.Text, entry.KeyNode, PlaceKind.Schema, around);
            else
                Add(at, entry.Key, Encodings.Decoded(scalar.Text) is { } decoded && !scalar.Text.StartsWith("Ag", StringComparison.Ordinal) ? decoded : scalar.Text, entry.KeyNode, PlaceKind.InnerSecret, around, scalar);
        }
    }

    /// <summary>Whatever a fake's values are called, each is as good as a Secret's.</summary>
    private void ReadFake(string path, MappingNode values, Surroundings around)
    {
        foreach (var entry in values.Entries)
        {
            var at = PlacePath.Key(path, entry.Key, _held);
            AddKey(at, entry, around);
            Read(at, entry.Value, FakeValue, around);
        }
    }

    /// <summary>What kustomize makes a Secret of: <c>NAME=value</c>.</summary>
    private void ReadLiterals(string path, SequenceNode literals, Surroundings around)
    {
        for (var index = 0; index < literals.Items.Count; index++)
        {
            if (literals.Items[index] is ScalarNode scalar && scalar.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
                Add(PlacePath.Index(path, index), scalar.Text[..sign], scalar.Text[(sign + 1)..].Trim('"', '\''), scalar, PlaceKind.InnerSecret, around, scalar);
        }
    }

    private void ReadText(string path, ScalarNode scalar, string name, Surroundings around)
    {
        if (around.Within is not { Depth: >= DeepestEmbedding } && Embedded(scalar.Text) is { Roots.Count: > 0 } documents)
        {
            var inside = around with { Within = new InnerDocument(scalar, path, around.Within) };
            foreach (var inner in documents.Roots)
                Read(path, inner, name, inside);
            foreach (var comment in documents.Comments)
                _texts.Add(new PlacedText(new Place("", path, PlaceKind.Comment), comment.Text, inside.Line(comment.Line, comment.Start), within: inside.Within));

            // A password may be a document by chance, but not one in JSON.
            if (!Names.MeanSecret(name) || (scalar.Text.AsSpan().TrimStart() is ['{', .. var fields] && fields.TrimStart() is ['"', ..]))
                return;
        }

        // A date is another text to YAML than the one that is written.
        var text = scalar.Value is bool ? scalar.Text : scalar.Written;
        var isKey = around.IsExternalSecrets && name == "secretKey";
        _texts.Add(new PlacedText(
            new Place(isKey || !_hasNames ? "" : name, path, around.Kind) { IsFromElsewhere = scalar.Tag is not ("" or Binary) }, text, around.Line(scalar), scalar, around.Within));
    }

    private void AddKey(string path, MappingEntry entry, Surroundings around) => Add(path, "", entry.Key, entry.KeyNode, PlaceKind.Key, around);

    /// <param name="at">Where it stands.</param>
    private void Add(string path, string name, string text, YamlNode at, PlaceKind kind, Surroundings around, ScalarNode? node = null) =>
        _texts.Add(new PlacedText(new Place(name, path, kind), text, around.Line(at), node, around.Within));

    /// <summary>The maps and lists that a text is in YAML or JSON; null where it is only text.</summary>
    private static YamlDocuments? Embedded(string text)
    {
        // A template's braces are no map's.
        var start = text.AsSpan().TrimStart();
        if ((start.StartsWith("{{", StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal)) || Harmless.IsBracketed(text))
            return null;
        if (start is not (['{' or '[', ..]) && !(text.Contains('\n', StringComparison.Ordinal) && text.Contains(':', StringComparison.Ordinal)))
            return null;
        var read = YamlReader.Read(text, YamlRules.Manifests);
        return read.Faults is [] ? read with { Roots = [.. read.Roots.Where(root => root is MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 })] } : null;
    }
}
