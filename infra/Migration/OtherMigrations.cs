using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>Migrations of other stacks that go through the same values files: what one takes out, all have lost.</summary>
internal static class OtherMigrations
{
    /// <param name="directory">Where the person stands.</param>
    /// <summary>Why a migration must not begin: files that lack what another one took out would be read as if nobody had set it.</summary>
    /// <exception cref="MigrationException">A record beside cannot be used.</exception>
    public static IEnumerable<Words> BeforeTheFirstStage(StackFile stack, IReadOnlyList<ValuesFile> files, string directory) => Beside(stack, files, directory)
        .Where(other => other.Record.Position != MigrationPosition.References)
        .Select(other => Words.Of($"{other.File} has lost {Words.Join(", ", other.Record.Carried.Keys.Order(StringComparer.Ordinal))} by the migration of stack {other.Stack.Stack}. "
            + $"Where this release was installed from it too, take it from before that ({ShellLine.Of($"git log -- {other.File}")}) under another name, and name that here."));

    /// <summary>Why inline values must not be taken out yet.</summary>
    /// <inheritdoc cref="BeforeTheFirstStage" path="/exception"/>
    public static IEnumerable<Words> BeforeTheyAreTakenOut(StackFile stack, IReadOnlyList<ValuesFile> files, string directory)
    {
        foreach (var (other, record, file) in Beside(stack, files, directory).Where(other => other.Record.Position == MigrationPosition.References))
        {
            var compared = ComparedValues.Read(other, directory);
            if (record.Carried.Where(value => value.Value != Origin.OfChart.Words).Select(value => value.Key).Where(id => !compared.Knows(id)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } unseen)
                yield return $"{file} also brings {Words.Join(", ", unseen)} of stack {other.Stack}, whose store nobody has compared with it: take that stack through its stages 2 and 3 first.";
        }
    }

    private static IEnumerable<(StackFile Stack, MigrationRecord Record, string File)> Beside(StackFile stack, IReadOnlyList<ValuesFile> files, string directory)
    {
        foreach (var other in StackFiles.Beside([stack]))
        {
            if (MigrationRecord.Read(Path.GetDirectoryName(other.Path)!, other.Stack, directory) is { } record && files.FirstOrDefault(file => record.Values.Contains(file.RecordedName)) is { } shared)
                yield return (other, record, shared.Name);
        }
    }
}
