using System.CommandLine;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli.Completion;

/// <summary>What may stand where the cursor is: the library's own answer to its directive, which it gives to a program of its own naming alone.</summary>
internal static class Suggestions
{
    private const string Directive = "[suggest";

    /// <summary>Options that take the name of a stack.</summary>
    private static readonly string[] OfStacks = [StackOption.Name, "--like", "--cluster-stack"];

    /// <summary>The line that a shell asks about, without the program's name and up to the cursor; null where it asks nothing.</summary>
    public static string? Asked(string[] args) => args is [['[', 's', ..] directive, ..] && directive.StartsWith(Directive, StringComparison.Ordinal)
        ? Line(args.Length > 1 ? args[1] : "", directive[Directive.Length..].Trim(':', ']')) : null;

    public static void Write(Command root, string line, string directory, ParserConfiguration configuration, Printer printer)
    {
        foreach (var option in All(root).SelectMany(command => command.Options).Where(option => OfStacks.Contains(option.Name)))
            option.CompletionSources.Add(_ => Stacks(directory));
        var begun = line[(line.LastIndexOfAny([' ', '\t']) + 1)..];
        var found = root.Parse(line, configuration).GetCompletions(line.Length).Select(item => item.InsertText ?? item.Label)
            .Where(word => word.StartsWith(begun, StringComparison.Ordinal) && !IsOfAnotherHabit(word)).Distinct().ToList();

        // Options are offered to whoever has begun one, or where nothing else can stand.
        foreach (var word in begun.Length > 0 || found.All(IsOption) ? found : found.Where(word => !IsOption(word)))
            printer.Verbatim(word);
    }

    /// <summary>dotnet-suggest says where the cursor is.</summary>
    private static string Line(string text, string position) => int.TryParse(position, out var length) && length < text.Length ? text[..Math.Max(0, length)] : text;

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    /// <summary>Help in the ways of Windows.</summary>
    private static bool IsOfAnotherHabit(string word) => word.StartsWith('/') || word == "-?";

    private static bool IsOption(string word) => word.StartsWith('-');

    private static IEnumerable<string> Stacks(string directory)
    {
        try
        {
            return [.. StackFiles.Find(directory, []).Select(file => file.Stack)];
        }
        catch (RefusedException)
        {
            return [];
        }
    }
}
