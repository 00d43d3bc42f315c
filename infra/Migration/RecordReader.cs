using System.Security.Cryptography;
using System.Text;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>Reads the record of a migration, and says everything at once that is wrong with one.</summary>
internal sealed class RecordReader(string directory, string name)
{
    /// <summary>Raised with a record that this program could not read before.</summary>
    public const int Format = 1;

    private static readonly string[] Keys = ["format", "stage", "chart", "values", "carried", "sum"];

    /// <summary>Those that are there where a person has said something.</summary>
    private static readonly string[] Decided = ["secret", "plain"];

    private static readonly MigrationPosition[] Positions = [MigrationPosition.References, MigrationPosition.InlineRemoved, MigrationPosition.Done];

    private readonly List<Words> _problems = [];

    /// <exception cref="MigrationException">It cannot be used.</exception>
    public MigrationRecord Read()
    {
        MappingNode root;
        try
        {
            root = ValuesFile.Read(directory, name).Root;
        }
        catch (MigrationException unreadable)
        {
            throw Refused([unreadable.Words]);
        }

        // Of another format nothing else can be said.
        if (Text(root, "format") is { } format && format != $"{Format}")
            throw Refused([Words.Of($"{name} has the format {format}, and this program reads {Format}: run the program that wrote it.")]);
        foreach (var key in Keys.Where(key => root.Find(key) is null))
            _problems.Add($"{name}: {key} is missing.");
        foreach (var other in root.Entries.Where(entry => !Keys.Contains(entry.Key) && !Decided.Contains(entry.Key)))
            _problems.Add($"{name}:{other.Line}: '{other.Key}' is nothing that a record says.");
        var position = Positions.Cast<MigrationPosition?>().FirstOrDefault(position => MigrationRecord.StageWord(position!.Value) == Text(root, "stage"));
        if (position is null && root.Find("stage") is { } stage)
            _problems.Add($"{name}:{stage.Line}: stage is {Words.Join(", ", Positions.SkipLast(1).Select(MigrationRecord.StageWord))} or {MigrationRecord.StageWord(Positions[^1])}.");
        var values = (root.Find("values") as SequenceNode)?.Items.Select(item => (item as ScalarNode)?.Written).ToList();
        if (root.Find("values") is { } list && (values is not { Count: > 0 } || values.Any(string.IsNullOrEmpty)))
            _problems.Add($"{name}:{list.Line}: values is a list of the release's values files.");
        var carried = root.Find("carried") as MappingNode;
        if (root.Find("carried") is { } map && carried?.Entries.All(entry => entry.Value is ScalarNode { Written.Length: > 0 }) != true)
            _problems.Add($"{name}:{map.Line}: carried is a map of names and the places that they came from.");
        var decided = Decided.Select(key => (Key: key, Node: root.Find(key), Names: Names(root.Find(key)))).ToList();
        foreach (var (key, node, names) in decided.Where(list => list.Node is not null && list.Names.Count == 0))
            _problems.Add($"{name}:{node!.Line}: {key} is a list of names.");
        if (_problems.Count > 0)
            throw Refused(_problems);

        var record = new MigrationRecord
        {
            Position = position!.Value,
            Chart = Text(root, "chart") ?? "",
            Values = [.. values!.Select(file => file!)],
            Decisions = Decisions.Recorded(decided[0].Names, decided[1].Names),
            Carried = carried!.Entries.ToDictionary(entry => entry.Key, entry => ((ScalarNode)entry.Value).Written, StringComparer.Ordinal),
        };
        return Text(root, "sum") == SumOf(record) ? record
            : throw Refused([Words.Of($"{name} was changed by hand, or has lost a part. Where it is meant so, say in it: {new Quoted($"sum: {SumOf(record)}").Text}")]);
    }

    /// <summary>Tells a record from one that was cut off or changed: of names and places, so that it gives nothing away.</summary>
    public static string SumOf(MigrationRecord record)
    {
        var said = string.Join('\n', (string[])[MigrationRecord.StageWord(record.Position), record.Chart, .. record.Values, .. record.Carried.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}\0{value.Value}"),
            .. record.Decisions.Secret.Select(name => $"secret\0{name}"), .. record.Decisions.Plain.Select(name => $"plain\0{name}")]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 6));
    }

    /// <summary>None where it is not a list of texts.</summary>
    private static IReadOnlyList<string> Names(YamlNode? node) =>
        node is SequenceNode { Items: { } items } && items.All(item => item is ScalarNode { Written.Length: > 0 }) ? [.. items.Cast<ScalarNode>().Select(item => item.Written)] : [];

    private static string? Text(MappingNode root, string key) => (root.Find(key) as ScalarNode)?.Written;

    private MigrationException Refused(IReadOnlyList<Words> problems) => new(Words.Lines(
    [
        .. problems,
        Words.Of($"Without the record nobody knows how far the migration has come. Bring it back: {ShellLine.Of($"git checkout -- {name}")}"),
    ]));
}
