using McpInfra.Printing;

namespace McpInfra.Migration;

/// <summary>What a program said.</summary>
internal sealed record ProgramAnswer(int Code, string Output);

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

    /// <param name="run">Runs a program of the path with arguments, none of which is a value.</param>
    /// <exception cref="MigrationException">It cannot be read; the message says the line that tried.</exception>
    public static LiveRelease Read(MigrationPlan plan, Func<string, IReadOnlyList<string>, ProgramAnswer> run)
    {
        var release = ReleaseIdentity.Of(plan);
        var (program, arguments) = plan.Place.Object is { IsHelmRelease: false } applied
            ? ("kubectl", (string[])["get", applied.Resource, applied.Name, "--context", release.Context, "--namespace", applied.Namespace, "--output", "json"])
            : ("helm", ["get", "values", release.Name, "--all", "--kube-context", release.Context, "--namespace", release.Namespace, "--output", "json"]);
        var answer = run(program, arguments);
        if (answer.Code != 0)
            throw new MigrationException($"The running release cannot be read: {ShellLine.Of($"{program} {arguments}")} ended with {answer.Code}. Run it yourself to see why, or leave --live out.");
        ValuesPlace place = plan.Place.Object is { IsHelmRelease: true } ? new ValuesPlace.OfChart() : plan.Place;
        return Of(plan, ValuesFile.Parse("the running release", "", answer.Output).At(place));
    }

    private static LiveRelease Of(MigrationPlan plan, ValuesFile live)
    {
        var values = new MergedValues([live]) { Ours = plan.Catalog.GatewayObjects.Select(secret => secret.Name.ToString()).ToHashSet() };
        var found = SecretFinder.Find([live], values, plan.Decisions);
        var version = plan.Settings.Chart.Version;
        IReadOnlyList<CarriedValue> inForce = [.. new VariableMove(found, values, version, []).Carried, .. new ServerMove(found, values, version).Build().Carried];
        var differs = new List<Words>();
        var same = 0;
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
