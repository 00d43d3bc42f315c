using System.Text.Json;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>What a store has, held against what the files have. It says names; no value leaves it.</summary>
/// <param name="Same">The values that the store has to the last byte.</param>
/// <param name="There">Those that it has and the files do not, so that nobody can tell whether it is what the pods have.</param>
/// <param name="Others">Those that it has not.</param>
/// <param name="Says">A sentence for each of those.</param>
internal sealed record StoreComparison(IReadOnlyList<CarriedValue> Same, IReadOnlyList<CarriedValue> There, IReadOnlyList<string> Others, IReadOnlyList<Words> Says)
{
    /// <param name="text">The JSON of an AWS secret, as its command prints it.</param>
    /// <exception cref="MigrationException">The group is none of the stack that takes a value of these files, or the text is no such JSON.</exception>
    public static StoreComparison OfGroup(MigrationPlan plan, string name, string text)
    {
        if (plan.Groups.FirstOrDefault(candidate => candidate.Group.Name == name) is not ({ } group, { } carried))
            throw new MigrationException($"No value of these files goes into a group '{name}'. Groups there are: {Words.Join(", ", plan.Groups.Select(candidate => candidate.Group.Name).DefaultIfEmpty("none"))}.");
        var stored = Properties(text, group.AwsName);
        return Of(group.Values.Select(member => (member.Id, carried.FirstOrDefault(value => value.Id == member.Id), stored.GetValueOrDefault(member.Property))), group.AwsName);
    }

    /// <param name="text">What <c>pulumi config get</c> prints, or the text of an AWS secret of somebody else.</param>
    /// <exception cref="MigrationException">No value of that name is in the files.</exception>
    public static StoreComparison OfSecret(MigrationPlan plan, string id, string text)
    {
        if (plan.Carried.FirstOrDefault(value => value.Id == id) is not { } carried)
            throw new MigrationException($"Nothing is carried as '{id}'. What is: {Words.Join(", ", plan.Carried.Select(value => value.Id).DefaultIfEmpty("none"))}.");
        var line = text.EndsWith('\n') ? text[..^1] : text;
        return plan.ExistingOf(id) is { } existing
            ? Of([(id, carried, existing.Property is { } property ? Properties(text, existing.Arn).GetValueOrDefault(property) : line)], existing.Arn)
            : Of([(id, carried, line)], $"{plan.StackName}");
    }

    private static StoreComparison Of(IEnumerable<(string Id, CarriedValue? Carried, string? Stored)> members, string store)
    {
        var (same, there, others, says) = (new List<CarriedValue>(), new List<CarriedValue>(), new List<string>(), new List<Words>());
        foreach (var (id, carried, stored) in members)
        {
            if (stored is not null && carried?.Value is { } value && value.Reveal() == stored)
            {
                same.Add(carried);
                continue;
            }

            // What somebody is still to put may stand there empty.
            if (carried is { Value: null } && !string.IsNullOrEmpty(stored))
                there.Add(carried);
            if (stored is not null && carried?.Value is null && (carried is null || stored.Length > 0))
                continue;
            others.Add(id);
            says.Add(stored is null || carried?.Value is null
                ? Words.Of($"{store} has {(stored is null ? Words.Own("no") : Words.Own("an empty"))} {id}{(carried?.Value is null ? Words.Of($", which {carried?.Origin.Place ?? "no file"} brings: put it there by hand") : Words.Own(": put it there with the lines of stage 2"))}.")
                : Words.Of($"{store} has another value for {id} than {carried!.Origin.Place}: put it there again with the lines of stage 2, or bring the file back."));
        }

        return new StoreComparison(same, there, others, says);
    }

    /// <exception cref="MigrationException">It is no JSON object of texts; nothing of it is said.</exception>
    private static Dictionary<string, string> Properties(string text, string store)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new MigrationException(text.Trim().Length == 0
                ? Words.Of($"Nothing came from {store}: the command before the pipe says why; the secret has no value yet, or is not there.")
                : Words.Of($"What came from {store} is not the JSON of an AWS secret with texts in it."));
        }
    }
}
