using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// How far a stack's migration has come, in a file beside the stack's own: written with each stage in the same step as the
/// files of that stage, so that nobody has to guess it from them. Names and places, never values.
/// </summary>
internal sealed record MigrationRecord
{
    private const string Header = """
        # How far the migration of this stack has come: written by `migrate --write`. Keep it in git, also when all is done.
        # It says what was carried and from where, and holds no value.

        """;

    public required MigrationPosition Position { get; init; }

    /// <summary>The release's values files in Helm's order, from where the record is.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Where each carried value came from, by its name in the stack.</summary>
    public required IReadOnlyDictionary<string, string> Carried { get; init; }

    /// <summary>What a person has said of values that could be secrets.</summary>
    public Decisions Decisions { get; init; } = Decisions.None;

    /// <summary>Name of the file of a stack, beside its stack file.</summary>
    public static string NameOf(string stack) => $"migration.{stack}.yaml";

    /// <summary>Its path in the project, as the stack file's.</summary>
    public static string PathOf(StackFile stack) => Path.Combine(Path.GetDirectoryName(stack.Name) ?? "", NameOf(stack.Stack));

    /// <summary>A values file as a record names it: from where the record is, the same on every system.</summary>
    public static string NameOf(ValuesFile file, string recordPath) =>
        Path.GetRelativePath(Path.GetDirectoryName(recordPath)!, file.Path).Replace(Path.DirectorySeparatorChar, '/');

    /// <returns>Null where there is none: nothing has begun.</returns>
    /// <exception cref="MigrationException">It cannot be used; the message says how to get it back.</exception>
    public static MigrationRecord? Read(string directory, string stack)
    {
        var name = NameOf(stack);
        if (!File.Exists(Path.Combine(directory, name)))
            return null;
        var root = ValuesFile.Read(directory, name).Root;
        if (root.Find("stage") is not ScalarNode { Text: var stage } || PositionOf(stage) is not { } position
            || root.Find("values") is not SequenceNode { Items.Count: > 0 } values || root.Find("carried") is not MappingNode carried)
        {
            throw new MigrationException($"{name} is not as `migrate --write` wrote it, and without it nobody knows how far the migration has come. Bring it back: {ShellLine.Of($"git checkout -- {name}")}");
        }

        return new MigrationRecord
        {
            Position = position,
            Values = [.. values.Items.OfType<ScalarNode>().Select(item => item.Text)],
            Carried = carried.Entries.ToDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.Ordinal),
            Decisions = Decisions.Recorded(Names(root.Find("secret")), Names(root.Find("plain"))),
        };
    }

    private static IReadOnlyList<string> Names(YamlNode? list) => [.. ((list as SequenceNode)?.Items ?? []).OfType<ScalarNode>().Select(item => item.Text)];

    public string ToText()
    {
        var record = new Dictionary<string, object?>
        {
            ["stage"] = Stage(Position),
            ["values"] = Values.ToList<object?>(),
            ["carried"] = Carried.OrderBy(value => value.Key, StringComparer.Ordinal).ToDictionary(value => value.Key, value => (object?)value.Value),
        };
        foreach (var (key, names) in ((string, IReadOnlyList<string>)[])[("secret", Decisions.Secret), ("plain", Decisions.Plain)])
        {
            if (names.Count > 0)
                record[key] = names.ToList<object?>();
        }

        return Header + YamlWriter.Block(record);
    }

    private static string Stage(MigrationPosition position) => position switch
    {
        MigrationPosition.References => "references",
        MigrationPosition.InlineRemoved => "inline-removed",
        MigrationPosition.Done => "done",
        _ => throw new InvalidOperationException("What has not begun has no record."),
    };

    private static MigrationPosition? PositionOf(string stage)
    {
        foreach (var position in (MigrationPosition[])[MigrationPosition.References, MigrationPosition.InlineRemoved, MigrationPosition.Done])
        {
            if (Stage(position) == stage)
                return position;
        }

        return null;
    }
}
