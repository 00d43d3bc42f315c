using System.CommandLine;
using McpInfra.Printing;
using McpInfra.Programs;

namespace McpInfra.Cli.Secret;

/// <summary><c>secret</c>: the values that somebody puts, one at a time, and what the store has of them.</summary>
internal static class SecretCommand
{
    /// <param name="input">What is piped in; the process's own unless given.</param>
    public static CliCommand Create(string directory, TextReader? input, IPrograms programs, TimeProvider clock, Printer printer)
    {
        CliCommand[] subcommands = [SecretPutCommand.Create(directory, input, programs, clock, printer), SecretListCommand.Create(directory, programs, printer)];
        var command = new Command("secret", "Puts a value where the stack's secrets are, and says which are there. Shows none of them. Needs the store's own program (aws, vault, az, gcloud or kubeseal), signed in.");
        foreach (var subcommand in subcommands)
            command.Add(subcommand.Command);
        return new CliCommand(command, [.. subcommands.SelectMany(subcommand => subcommand.Examples)], [Page.Secrets], subcommands);
    }
}
