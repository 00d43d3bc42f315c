using System.CommandLine;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli;

/// <summary>Which stacks a command is for.</summary>
internal static class StackOption
{
    public const string Name = "--stack";

    /// <param name="verb">What the command does to a stack, such as <c>preview</c>.</param>
    public static Option<string[]> Create(string verb) => new(Name, "-s")
    {
        Description = $"A stack to {verb}, such as dev, or several by a glob, such as 'prod-*'; may be given several times. All stacks unless given.",
        HelpName = "NAME",
    };

    /// <summary>The stacks' files; null where one is missing, which is printed.</summary>
    public static IReadOnlyList<StackFile>? Find(string directory, IReadOnlyCollection<string> stacks, Printer printer)
    {
        try
        {
            return StackFiles.Find(directory, stacks);
        }
        catch (StackFilesException missing)
        {
            printer.Error(missing.Words);
            return null;
        }
    }
}
