using McpInfra.Migration;
using McpInfra.Settings;

namespace McpInfra.Cli.Migrate;

/// <summary>Reads what the migrate commands are given: one stack and its values files.</summary>
internal static class MigrateInput
{
    /// <summary>The plan; null where something cannot be used, which is told.</summary>
    public static MigrationPlan? Read(string directory, string? stack, IReadOnlyList<string> files, SecretSource to, TextWriter error)
    {
        if (StackOption.Find(directory, stack is null ? [] : [stack], error) is not { } stacks)
            return null;
        if (stacks.Count != 1)
        {
            error.WriteLine($"Which stack? Say --stack {string.Join(" or --stack ", stacks.Select(candidate => candidate.Stack))}.");
            return null;
        }

        var read = new List<ValuesFile>();
        foreach (var name in files)
        {
            try
            {
                read.Add(ValuesFile.Read(directory, name));
            }
            catch (MigrationException unusable)
            {
                error.WriteLine(unusable.Message);
            }
        }

        if (read.Count < files.Count)
            return null;
        if (files.Select(name => Path.GetFullPath(name, directory)).Distinct().Count() < files.Count)
        {
            error.WriteLine("A values file is named twice; name each once, in Helm's order.");
            return null;
        }

        try
        {
            var text = ValuesFile.Read(Path.GetDirectoryName(stacks[0].Path)!, Path.GetFileName(stacks[0].Path)).Text;
            return PlanBuilder.Build(stacks[0], text, read, to);
        }
        catch (RefusedException refused)
        {
            error.WriteLine(refused.Message);
            return null;
        }
    }
}
