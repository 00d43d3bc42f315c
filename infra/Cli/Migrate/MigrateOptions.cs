using System.CommandLine;

namespace McpInfra.Cli.Migrate;

/// <summary>What the migrate commands take alike.</summary>
internal static class MigrateOptions
{
    public static Argument<string[]> Files() => new("VALUES")
    {
        Description = "Values files of the release, in Helm's order: a later one wins.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> Stack() => new("--stack", "-s")
    {
        Description = "The stack that takes the release over; may be left out where there is only one.",
        HelpName = "NAME",
    };
}
