using McpInfra.Contract;
using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>The values themselves, on their way from the files to the store: the one place that lets them out.</summary>
internal static class ValueExport
{
    /// <summary>The JSON of one AWS secret.</summary>
    /// <exception cref="MigrationException">The group is none that takes a value of these files.</exception>
    public static string OfGroup(MigrationPlan plan, string group)
    {
        if (plan.Position is MigrationPosition.InlineRemoved or MigrationPosition.Done)
            throw new MigrationException("The inline values are taken out of the files, so nothing is left to export: the store has them.");
        var (found, values) = plan.Groups.FirstOrDefault(candidate => candidate.Group.Name == group);
        if (found is null && plan.Catalog.Groups.FirstOrDefault(candidate => candidate.Name == group)?.Values.FirstOrDefault(member => plan.Differences.Gone.Contains(member.Id)) is { } only)
            throw Gone(plan, only.Id);
        if (found is null)
            throw new MigrationException($"No value of these files goes into a group '{group}'. {Known("Groups", plan.Groups.Select(candidate => candidate.Group.Name))}");
        if (found.Values.FirstOrDefault(member => plan.Differences.Gone.Contains(member.Id)) is { } gone)
            throw Gone(plan, gone.Id);
        if (values.All(value => value.Value is null))
            throw new MigrationException($"These files hold no value of the group '{group}': {Words.Join(", ", values.Select(value => $"{value.Id} comes from {value.Origin.Place}"))}. Put them by hand.");
        if (plan.Partial.FirstOrDefault(partial => partial.Group.Name == group) is (not null, { } missing))
            throw new MigrationException(plan.SayPartial(found, missing));
        var json = new GroupJson(found, values);
        return json.TooLong(plan.Stack.Stack) is { } tooLong ? throw new MigrationException(tooLong) : json.Text.Reveal();
    }

    /// <summary>One value as Pulumi reads it from a pipe: it takes one line end off, so one more is written.</summary>
    /// <exception cref="MigrationException">No value of that name is in the files.</exception>
    public static string OfSecret(MigrationPlan plan, string name) =>
        plan.Differences.Gone.Contains(name) ? throw Gone(plan, name)
        : plan.Carried.FirstOrDefault(value => value.Id == name)?.Value is { } value
        ? value.Reveal() + "\n"
        : throw new MigrationException($"These files hold no value for '{name}'. {Known("Values", plan.Carried.Where(carried => carried.Value is not null).Select(carried => carried.Id))}");

    /// <summary>What is in force for it now is the chart's own, or nothing: put into the store, it would take the place of the value that was carried.</summary>
    private static MigrationException Gone(MigrationPlan plan, string id) =>
        new($"{id} was carried from {plan.Record!.Carried[id]}, and stands there no longer: exported now, what the chart ships would take its place in the store. Bring the file back from git, or leave the store as it is.");

    private static Words Known(string what, IEnumerable<string> names) => $"{what} there are: {Words.Join(", ", names.DefaultIfEmpty("none"))}.";
}
