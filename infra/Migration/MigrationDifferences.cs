using McpInfra.Contract;
using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>What the record says of a migration, against what its files say today.</summary>
internal sealed class MigrationDifferences
{
    private MigrationDifferences(IReadOnlyList<CarriedValue> late, IReadOnlyList<string> gone, IReadOnlyList<InlineSecret> back, bool isStackOther, Words? otherChart) =>
        (Late, Gone, Back, IsStackOther, OtherChart) = (late, gone, back, isStackOther, otherChart);

    /// <summary>Values that came into the files, or to where they stand, after the stack had named what is carried: no store has them.</summary>
    public IReadOnlyList<CarriedValue> Late { get; }

    /// <summary>Names of values that were carried and are not where they came from any more; something else is in force for them.</summary>
    public IReadOnlyList<string> Gone { get; }

    /// <summary>Secrets that stand in a file although the inline values were taken out.</summary>
    public IReadOnlyList<InlineSecret> Back { get; }

    /// <summary>Whether the stack file does not say what the stage made it say.</summary>
    public bool IsStackOther { get; }

    /// <summary>What the stack says of the chart's version otherwise than when it began.</summary>
    public Words? OtherChart { get; }

    /// <summary>Whether nothing is written before a person has decided.</summary>
    public bool Stops => IsStackOther || OtherChart is not null || Back.Count > 0;

    /// <param name="chart">The chart's version in the stack file; null where it says none.</param>
    /// <param name="carried">What the files bring today.</param>
    /// <param name="isMoving">Whether the stack file says that a migration goes on.</param>
    /// <param name="isOptional">Whether it says that references are optional.</param>
    public static MigrationDifferences Of(MigrationRecord? record, IReadOnlyList<InlineSecret> found, IReadOnlyList<CarriedValue> carried, bool isMoving, bool isOptional, string? chart) => record?.Position switch
    {
        null => new([], [], [], isStackOther: false, otherChart: null),
        MigrationPosition.References => new(
            [.. carried.Where(value => !record.Carried.TryGetValue(value.Id, out var was) || (value.Origin is Origin.OfFile && value.Origin.Recorded != was))],
            [.. record.Carried.Where(was => !carried.Any(value => value.Id == was.Key && (value.Origin is Origin.OfFile || value.Origin.Recorded == was.Value))).Select(was => was.Key)],
            [], !isMoving, Other(record, chart)),
        var position => new([], [], [.. found.Where(secret => secret.Target is not Target.Unused)], isOptional == (position == MigrationPosition.Done), position == MigrationPosition.Done ? null : Other(record, chart)),
    };

    private static Words? Other(MigrationRecord record, string? chart) => chart == record.Chart ? null
        : Words.Of($"the migration began with version {record.Chart} of the chart, and the stack says {chart ?? "none"} now: what is in force where no file says anything may be another. Say {record.Chart} in mcp-infra:chart.version until the last stage is done, and upgrade then.");

    public IReadOnlyList<Words> Say(MigrationRecord? record, string stackFile)
    {
        if (record is null)
            return [];
        return
        [
            .. OtherChart is { } other ? [other] : (Words[])[],
            .. Late.Select(value => Words.Of($"{value.Origin.Place}: {value.Id} came here after the migration began, so no store has it: --write names it, and stages 2 and 3 are to be done again.")),
            .. Gone.Select(id => Words.Of($"{id} was carried from {record.Carried[id]}, and stands there no longer. What the store has stays; nothing is exported for it.")),
            .. Back.Select(secret => Words.Of($"{secret.Place}: {secret.PathInFile} stands in the file although the inline values were taken out, so no store has it: put it into the store as another secret of the stack, and take it out of the file.")),
            .. IsStackOther ? [Words.Of($"{stackFile} says mcp-infra:migration otherwise than this stage left it: bring both files back to one commit, or change the stack file.")] : (Words[])[],
        ];
    }
}
