using McpInfra.Migration;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Migrate;

/// <summary>Reads what the migrate commands are given: one stack and its values files.</summary>
internal static class MigrateInput
{
    /// <summary>The plan; null where something cannot be used, which is told.</summary>
    public static MigrationPlan? Read(string directory, string? stack, IReadOnlyList<string> files, SecretSource to, Printer printer)
    {
        if (StackOption.Find(directory, stack is null ? [] : [stack], printer) is not { } stacks)
            return null;
        if (stacks.Count != 1)
        {
            printer.Error($"Which stack? Say --stack {Words.Join(" or --stack ", stacks.Select(candidate => candidate.Stack))}.");
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
                printer.Error(unusable.Words);
            }
        }

        if (read.Count < files.Count)
            return null;
        if (files.Select(name => Path.GetFullPath(name, directory)).Distinct().Count() < files.Count)
        {
            printer.Error("A values file is named twice; name each once, in Helm's order.");
            return null;
        }

        try
        {
            var text = ValuesFile.Read(Path.GetDirectoryName(stacks[0].Path)!, Path.GetFileName(stacks[0].Path)).Text;
            var plan = PlanBuilder.Build(stacks[0], text, read, to);

            // What the chart ships everybody knows, and it stands in ordinary words too, such as postgres.
            foreach (var secret in plan.Found.Where(secret => !secret.IsShipped))
                printer.Held.Refuse(secret.Value.Reveal());
            return plan;
        }
        catch (RefusedException refused)
        {
            printer.Error(refused.Words);
            return null;
        }
    }
}
