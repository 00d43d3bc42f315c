using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>
/// The release that runs, held against what the files say of it. It is read and nothing else; what comes is judged and
/// compared in memory, and only names and places of it are said.
/// </summary>
/// <param name="Same">How many values are the same in both.</param>
/// <param name="Differs">Where they are not.</param>
internal sealed record LiveRelease(int Same, IReadOnlyList<Words> Differs)
{
    /// <summary>The values that are in force, for a mouth that must not say them.</summary>
    public required IReadOnlyList<CarriedValue> InForce { get; init; }

    /// <exception cref="MigrationException">It cannot be read; the message says the line that tried.</exception>
    public static LiveRelease Read(MigrationPlan plan, LiveReader reader)
    {
        var live = Of(plan, reader.Values());
        return live with { Differs = [.. live.Differs, .. LiveObjects.Differences(plan, reader)] };
    }

    private static LiveRelease Of(MigrationPlan plan, ValuesFile live)
    {
        var values = new MergedValues([live]) { Ours = plan.Catalog.GatewayObjects.Select(secret => secret.Name.ToString()).ToHashSet() };
        var found = SecretFinder.Find([live], values, plan.Decisions);
        var version = plan.Settings.Chart.Version;
        IReadOnlyList<CarriedValue> inForce = [.. new VariableMove(found, values, version, []).Carried, .. new ServerMove(found, values, version).Build().Carried];
        var differs = new List<Words>();
        var same = 0;
        if (plan.Position is MigrationPosition.InlineRemoved or MigrationPosition.Done)
        {
            return new LiveRelease(same, [.. inForce.Where(value => value is { Origin: Origin.OfFile, Origin.IsShipped: false })
                .Select(value => Words.Of($"{value.Id} stands in the running release still ({PathOf(value)}): stage 4 is written and not in force. Run its lines."))])
            { InForce = inForce };
        }

        foreach (var carried in plan.Carried)
        {
            var other = inForce.FirstOrDefault(value => value.Id == carried.Id);
            if (carried.Value is null && other?.Value is null)
                continue;
            if (other?.Value?.Reveal() == carried.Value?.Reveal())
                same++;
            else if (other?.Value is null)
                differs.Add($"{carried.Id} is not in the running release, and {carried.Origin.Place} has it: bring the files into force first, or take it out of them.");
            else
                differs.Add($"{carried.Id} is another in the running release than {carried.Origin.Place}: write what is in force into the files, or bring the files into force first.");
        }

        differs.AddRange(inForce.Where(value => value.Value is not null && plan.Carried.All(carried => carried.Id != value.Id))
            .Select(value => Words.Of($"{value.Id} is in force ({PathOf(value)}), and in no file: write it into a values file first.")));
        return new LiveRelease(same, differs) { InForce = inForce };
    }

    private static string PathOf(CarriedValue value) => value.Origin is Origin.OfFile(var secret) ? secret.PathInFile : value.Origin.Place;
}
