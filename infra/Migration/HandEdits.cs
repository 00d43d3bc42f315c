using McpInfra.Files;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Yaml;

namespace McpInfra.Migration;

/// <summary>
/// What a person has written where the next stage writes its references: into the file that has them, or at their places in
/// an object. It is told and stops the stage; nothing of it is replaced.
/// </summary>
internal sealed class HandEdits
{
    private readonly MigrationPlan _plan;
    private readonly ValuesFile _file;
    private readonly bool _isAlone;
    private readonly List<Words> _found = [];

    /// <param name="isAlone">Whether the file has references and nothing else, and goes with the last stage.</param>
    private HandEdits(MigrationPlan plan, ValuesFile file, bool isAlone)
    {
        (_plan, _file, _isAlone) = (plan, file, isAlone);
        Walk(file.Root, Below(References.Before(plan)), Below(References.Next(plan)), []);
    }

    /// <exception cref="MigrationException">The file of references cannot be read.</exception>
    public static IReadOnlyList<Words> Of(MigrationPlan plan) => [.. OfReferences(plan), .. Aside(plan)];

    /// <summary>What an interrupted run has kept of a person's text, when it went on by the line that it printed.</summary>
    private static IEnumerable<Words> Aside(MigrationPlan plan) =>
        from path in (string[])[plan.Stack.Path, MigrationRecord.PathOf(plan.Stack), .. plan.Stripped.Select(file => file.File.Path), .. plan.ReferencesName is { } name ? [Path.GetFullPath(name, plan.Directory)] : (string[])[]]
        let target = StagedFile.Target(path)
        where File.Exists(NotedFile.AsideOf(target))
        let kept = ShownPath.From(plan.Directory, NotedFile.AsideOf(target))
        select Words.Of($"{kept} is what you had written when an interrupted run went on, and nothing reads it: bring over what is wanted of it ({ShellLine.Of($"diff {kept} {ShownPath.From(plan.Directory, target)}")}), and {ShellLine.Of($"rm {kept}")}.");

    private static List<Words> OfReferences(MigrationPlan plan)
    {
        if (plan.Position == MigrationPosition.Done || (plan.Position == MigrationPosition.InlineRemoved && plan.Place.IsTakenOver))
            return [];
        if (plan.ReferencesName is null)
            return new HandEdits(plan, TextOfObject(plan), isAlone: false)._found;
        return plan.Position != MigrationPosition.NotBegun && References.Read(plan) is { } file ? new HandEdits(plan, file, isAlone: true)._found : [];
    }

    /// <summary>The object without its inline values, where the next stage takes them out: their places are written then.</summary>
    private static ValuesFile TextOfObject(MigrationPlan plan)
    {
        var (file, text, _, _) = plan.Stripped[0];
        return plan.NamesValues || text is null ? file : ValuesFile.Parse(file.Name, file.Path, text).At(file.Place);
    }

    private IReadOnlyDictionary<string, object?> Below(IReadOnlyDictionary<string, object?> references) =>
        _file.Place.Keys.Concat(_isAlone ? _plan.Place.Keys : []).Reverse().Aggregate(references, (below, key) => ValueTree.Map((key, below)));

    private void Walk(MappingNode map, IReadOnlyDictionary<string, object?>? before, IReadOnlyDictionary<string, object?>? next, IReadOnlyList<string> above)
    {
        foreach (var entry in map.Entries)
        {
            IReadOnlyList<string> path = [.. above, entry.Key];
            var (was, willBe) = (before?.GetValueOrDefault(entry.Key), next?.GetValueOrDefault(entry.Key));
            var (innerWas, innerWillBe) = (was as IReadOnlyDictionary<string, object?>, willBe as IReadOnlyDictionary<string, object?>);
            if (MergedValues.Resolve(entry.Value) is MappingNode inner && (innerWas is not null || innerWillBe is not null || _isAlone))
                Walk(inner, innerWas, innerWillBe, path);
            else if (!IsKept(path, YamlData.ToData(entry.Value, YamlVersion.Helm), was, willBe))
                _found.Add(Say(path, entry.Line ?? 0, isOurs: was is not null || willBe is not null));
        }
    }

    /// <summary>Whether nothing is lost when the place has what the next stage writes.</summary>
    private bool IsKept(IReadOnlyList<string> path, object? said, object? was, object? willBe) => said switch
    {
        null or "" => true,
        _ when !_isAlone && was is null && willBe is null => true,
        _ when SameData.Are(said, was) || SameData.Are(said, willBe) => true,
        IReadOnlyList<object?> list => list.All(item => Items(was).Concat(Items(willBe)).Any(known => SameData.Are(item, known))),

        // Of an object's servers the plan has told what they will be, and what is emptied the stack says itself.
        _ => !_isAlone && (willBe is null or "" || path is not [.., "secret", _]),
    };

    private static IReadOnlyList<object?> Items(object? value) => value as IReadOnlyList<object?> ?? [];

    private Words Say(IReadOnlyList<string> path, int line, bool isOurs)
    {
        var place = Words.Of($"{_file.Name}:{line}: {string.Join('.', path)}");
        if (path[^1] is "extraEnvFrom" or "extraEnvVarsSecret")
            return $"{place} lists what neither `migrate` has written nor the stack says, and the next stage would take it away: list it in {_plan.StackName} under mcp-infra:extraEnvVarsSecret, or take it out here.";
        return _isAlone
            ? Words.Of($"{place} {(isOurs ? Words.Own("is not what `migrate` has written") : Words.Own("was not written by `migrate`"))}, which writes this file anew and has it removed in the end: move it into {_plan.Files.Last()}, and take it out here.")
            : Words.Of($"{place} is another than {_plan.StackName} says, which the next stage writes there: say the same under mcp-infra:values, or bring this one back.");
    }
}
