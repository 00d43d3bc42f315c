using McpInfra.Contract;
using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>What the record says of a migration, against what its files say today.</summary>
internal sealed class MigrationDifferences
{
    private MigrationDifferences(IReadOnlyList<CarriedValue> late, IReadOnlyList<string> gone, IReadOnlyList<InlineSecret> back, bool isStackOther) =>
        (Late, Gone, Back, IsStackOther) = (late, gone, back, isStackOther);

    /// <summary>Values that came into the files, or to where they stand, after the stack had named what is carried: no store has them.</summary>
    public IReadOnlyList<CarriedValue> Late { get; }

    /// <summary>Names of values that were carried and are not where they came from any more; something else is in force for them.</summary>
    public IReadOnlyList<string> Gone { get; }

    /// <summary>Secrets that stand in a file although the inline values were taken out.</summary>
    public IReadOnlyList<InlineSecret> Back { get; }

    /// <summary>Whether the stack file does not say what the stage made it say.</summary>
    public bool IsStackOther { get; }

    /// <param name="carried">What the files bring today.</param>
    /// <param name="isMoving">Whether the stack file says that a migration goes on.</param>
    /// <param name="isOptional">Whether it says that references are optional.</param>
    public static MigrationDifferences Of(MigrationRecord? record, IReadOnlyList<InlineSecret> found, IReadOnlyList<CarriedValue> carried, bool isMoving, bool isOptional) => record?.Position switch
    {
        null => new([], [], [], isStackOther: false),
        MigrationPosition.References => new(
            [.. carried.Where(value => !record.Carried.TryGetValue(value.Id, out var was) || (value.Origin is Origin.OfFile && value.Origin.Recorded != was))],
            [.. record.Carried.Where(was => !carried.Any(value => value.Id == was.Key && (value.Origin is Origin.OfFile || value.Origin.Recorded == was.Value))).Select(was => was.Key)],
            [], !isMoving),
        var position => new([], [], [.. found.Where(secret => secret.Target is not Target.Unused)], isOptional == (position == MigrationPosition.Done)),
    };

    public IReadOnlyList<Words> Say(MigrationRecord? record, string stackFile)
    {
        if (record is null)
            return [];
        return
        [
            .. Late.Select(value => Words.Of($"{value.Origin.Place}: {value.Id} came here after the migration began, so no store has it: --write names it, and stages 2 and 3 are to be done again.")),
            .. Gone.Select(id => Words.Of($"{id} was carried from {record.Carried[id]}, and stands there no longer. What the store has stays; nothing is exported for it.")),
            .. Back.Select(secret => Words.Of($"{secret.Place}: {secret.PathInFile} stands in the file although the inline values were taken out, so no store has it: put it into the store as another secret of the stack, and take it out of the file.")),
            .. IsStackOther ? [Words.Of($"{stackFile} says mcp-infra:migration otherwise than this stage left it: bring both files back to one commit, or change the stack file.")] : (Words[])[],
        ];
    }
}
