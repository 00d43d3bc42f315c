using System.CommandLine;
using System.CommandLine.Parsing;
using McpInfra.Cli.Audit;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Cli;

/// <summary>A command line that cannot be parsed: what of it is wrong, what was meant, and where help is, beside the output.</summary>
internal static class WrongLine
{
    public static void Tell(ParseResult parsed, Printer printer)
    {
        // What stands behind a word or an option that is none is explained by it, where it is not an option of its own.
        var tokens = parsed.UnmatchedTokens;
        var isCommand = tokens is [var first, ..] && !IsOption(first) && HasNothingButCommands(parsed.CommandResult.Command);
        foreach (var token in tokens.Any(IsOption) && !isCommand ? tokens.Where(IsOption) : tokens.Take(1))
            printer.Error(Wrong(parsed, token));
        foreach (var error in parsed.Errors.Where(error => !IsTold(error, parsed)))
            printer.Error(Of(error));
        printer.Error($"Help: {ShellLine.Of($"{ShellLine.Tool}{Path(parsed.CommandResult.Command).Append("--help")}")}");
    }

    /// <summary>The library's words, and of which option they speak where they do not say it.</summary>
    private static Words Of(ParseError error)
    {
        var says = Words.Join(" ", error.Message.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        var option = (error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult)?.Option.Name;
        return option is null || error.Message.Contains(option, StringComparison.Ordinal) ? says : $"{option}: {says}";
    }

    /// <summary>The words of a command, such as <c>migrate status</c>; none of the program itself.</summary>
    private static IEnumerable<string> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Path(parent).Append(command.Name) : [];

    private static Words Wrong(ParseResult parsed, string token)
    {
        var command = parsed.CommandResult.Command;
        if (IsOption(token))
            return $"{Name(command)} has no option {Words.Brief(token)}.{Meant(token, command.Options.Where(option => !option.Hidden).Select(option => option.Name))}";
        if (HasNothingButCommands(command))
            return $"There is no command {Words.Brief(token)}.{Meant(token, Names(command))} There are: {Words.Join(", ", Names(command))}.";
        if (command.Options.All(option => option.Name != StackOption.Name))
            return $"{Name(command)} takes no {Words.Brief(token)}.";
        var given = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(argument => argument.Value);
        var (what, option) = LooksLikePath(token) && command.Options.Any(other => other.Name == AuditCommand.Manifests)
            ? (Words.Own("Files and directories"), AuditCommand.Manifests)
            : (Words.Own("Stacks"), StackOption.Name);
        return $"{what} are named by an option: {ShellLine.Of($"{ShellLine.Tool}{Path(command).Concat(given).Append(option).Append(token)}")}";
    }

    /// <summary>No stack is called so.</summary>
    private static bool LooksLikePath(string token) => token.Contains('/', StringComparison.Ordinal) || token.Contains('\\', StringComparison.Ordinal)
        || token is "." or ".." || System.IO.Path.GetExtension(token) is ".yaml" or ".yml" or ".json" or ".tgz";

    private static bool IsOption(string token) => token.StartsWith('-');

    private static bool HasNothingButCommands(Command command) => command.Subcommands.Count > 0 && command.Action is null;

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Where(subcommand => !subcommand.Hidden).Select(subcommand => subcommand.Name);

    private static Words Name(Command command) => command.Name;

    private static Words Meant(string token, IEnumerable<string> names) => NearestName.Of(token, names) is { } nearest ? Words.Of($" Did you mean {nearest}?") : Words.None;

    /// <summary>The library says of such a token that it is unrecognized, and of one in a command's place that a command is missing.</summary>
    private static bool IsTold(ParseError error, ParseResult parsed) => error.SymbolResult is CommandResult && parsed.UnmatchedTokens.Count > 0
        && (HasNothingButCommands(parsed.CommandResult.Command) || parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)));
}
