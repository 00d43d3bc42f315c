using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>
/// What a person has said of values of which nobody else can tell whether they are secrets, by the name of a variable or by
/// a path as the plan shows it. Recorded with the first stage that writes.
/// </summary>
internal sealed class Decisions
{
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _new;

    /// <param name="isNew">Whether they were said for this run, and so must mean something in its files.</param>
    private Decisions(IReadOnlyList<string> secret, IReadOnlyList<string> plain, bool isNew) =>
        (Secret, Plain, _new) = (secret, plain, isNew ? [.. secret, .. plain] : []);

    public static Decisions None { get; } = new([], [], isNew: false);

    /// <summary>Names of secrets, although they do not look like any.</summary>
    public IReadOnlyList<string> Secret { get; private init; }

    /// <summary>Names of what is none, although it stands under a secret's name.</summary>
    public IReadOnlyList<string> Plain { get; private init; }

    public static Decisions Said(IReadOnlyList<string> secret, IReadOnlyList<string> plain) => new(secret, plain, isNew: true);

    public static Decisions Recorded(IReadOnlyList<string> secret, IReadOnlyList<string> plain) => new(secret, plain, isNew: false);

    /// <summary>Those of a record and what was said since, which counts where both speak of a name.</summary>
    public Decisions With(Decisions later) => new(later._new, [], isNew: true)
    {
        Secret = [.. Secret.Except(later.Plain).Union(later.Secret)],
        Plain = [.. Plain.Except(later.Secret).Union(later.Plain)],
    };

    /// <summary>What was said of a value that goes by several names; null for nothing.</summary>
    public bool? IsSecret(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (Secret.Contains(name) || Plain.Contains(name))
            {
                _matched.Add(name);
                return Secret.Contains(name);
            }
        }

        return null;
    }

    /// <exception cref="MigrationException">Something was said that means nothing in these files.</exception>
    public void Check()
    {
        if (_new.Where(name => !_matched.Contains(name)).ToList() is { Count: > 0 } missing)
            throw new MigrationException($"--secret and --plain take the name of a variable, or the path of a value as the plan shows it; these files have no text at {Words.Join(", ", missing)}.");
        if (Secret.Intersect(Plain).ToList() is { Count: > 0 } both)
            throw new MigrationException($"{Words.Join(", ", both)}: said to be a secret and to be none.");
    }

    /// <summary>The options that say the same again, for a line.</summary>
    public ShellLine Options =>
        Plain.Aggregate(Secret.Aggregate(ShellLine.None, (line, name) => line + ShellLine.Of($" --secret {name}")), (line, name) => line + ShellLine.Of($" --plain {name}"));
}
