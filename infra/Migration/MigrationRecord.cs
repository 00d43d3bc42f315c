using McpInfra.Files;
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
    public const string Header = """
        # How far the migration of this stack has come: written by `migrate --write`. Keep it in git, also when all is done.
        # It says what was carried and from where, and holds no value.

        """;

    public required MigrationPosition Position { get; init; }

    /// <summary>Version of the chart that runs: what is in force where no file says anything depends on it.</summary>
    public required string Chart { get; init; }

    /// <summary>The release's values files in Helm's order, from where the record is.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Where each carried value came from, by its name in the stack.</summary>
    public required IReadOnlyDictionary<string, string> Carried { get; init; }

    /// <summary>What a person has said of values that could be secrets.</summary>
    public Decisions Decisions { get; init; } = Decisions.None;

    /// <summary>Name of the file of a stack, beside its stack file.</summary>
    public static string NameOf(string stack) => $"migration.{stack}.yaml";

    /// <summary>Its path on disk.</summary>
    public static string PathOf(StackFile stack) => Path.Combine(Path.GetDirectoryName(stack.Path)!, NameOf(stack.Stack));

    /// <summary>A values file as a record names it: from where the record is, the same on every system.</summary>
    /// <param name="home">Where the record is.</param>
    public static string NameOf(ValuesFile file, string home) =>
        Path.GetRelativePath(home, file.Path).Replace(Path.DirectorySeparatorChar, '/');

    /// <returns>Null where there is none: nothing has begun.</returns>
    /// <exception cref="MigrationException">It cannot be used; the message says everything that is wrong with it and how to get it back.</exception>
    /// <param name="home">Where it is.</param>
    /// <param name="from">Where the person is who reads the message; where the record is unless given.</param>
    public static MigrationRecord? Read(string home, string stack, string? from = null) => Path.Combine(home, NameOf(stack)) is var path && Path.Exists(path)
        ? new RecordReader(from ?? home, ShownPath.From(from ?? home, path)).Read() : null;

    public string ToText()
    {
        var record = new Dictionary<string, object?>
        {
            ["format"] = RecordReader.Format,
            ["stage"] = StageWord(Position),
            ["chart"] = Chart,
            ["values"] = Values.ToList<object?>(),
            ["carried"] = Carried.OrderBy(value => value.Key, StringComparer.Ordinal).ToDictionary(value => value.Key, value => (object?)value.Value),
        };
        foreach (var (key, names) in ((string, IReadOnlyList<string>)[])[("secret", Decisions.Secret), ("plain", Decisions.Plain)])
        {
            if (names.Count > 0)
                record[key] = names.ToList<object?>();
        }

        record["sum"] = RecordReader.SumOf(this);
        return Header + YamlWriter.Block(record);
    }

    public static string StageWord(MigrationPosition position) => position switch
    {
        MigrationPosition.References => "references",
        MigrationPosition.InlineRemoved => "inline-removed",
        MigrationPosition.Done => "done",
        _ => throw new InvalidOperationException("What has not begun has no record."),
    };
}
