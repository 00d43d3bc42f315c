using System.CommandLine;
using McpInfra.Migration;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Migrate;

/// <summary>The arguments of every migrate command, one stack and its values files, and the plan that is made of them.</summary>
internal sealed class MigrateArguments(string directory, Printer printer)
{
    public Argument<string[]> Files { get; } = new("VALUES")
    {
        Description = "Values files of the release, in Helm's order: a later one wins.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string?> Stack { get; } = new("--stack", "-s")
    {
        Description = "The stack that takes the release over; may be left out where there is only one.",
        HelpName = "NAME",
    };

    /// <summary>The plan; null where something cannot be used, which is printed.</summary>
    public MigrationPlan? Read(ParseResult parsed, SecretSource to = SecretSource.External)
    {
        var (stack, files) = (parsed.GetValue(Stack), parsed.GetValue(Files)!);
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

        if (read.Count < files.Length)
            return null;
        if (files.Select(name => Path.GetFullPath(name, directory)).Distinct().Count() < files.Length)
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
