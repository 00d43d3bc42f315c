using System.CommandLine;
using McpInfra.Cli.Migrate;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Programs;
using McpInfra.Settings;
using McpInfra.Stores;

namespace McpInfra.Cli.Secret;

/// <summary><c>secret put</c>: one value into the store, the others of its group kept, and the operator told.</summary>
internal static class SecretPutCommand
{
    /// <param name="input">What is piped in; the process's own unless given.</param>
    public static CliCommand Create(string directory, TextReader? input, IPrograms programs, TimeProvider clock, Printer printer)
    {
        var name = new Argument<string>("name") { Description = "The value: a variable of the gateway, or the password of a server, as `secret list` shows it." };
        var rest = new Argument<string[]>("rest") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };
        var stack = new Option<string?>("--stack", "-s") { Description = "The stack; may be left out where there is only one.", HelpName = "NAME" };
        var generate = new Option<bool>("--generate") { Description = "Makes a value, as from: generate does, and shows it to nobody." };
        var replace = new Option<bool>("--replace") { Description = "Replaces a value that must not change once it is in use, such as AUTH_ENCRYPTION_SECRET." };
        var wait = new Option<bool>("--wait") { Description = "Waits until the Kubernetes Secret has the value." };
        var timeout = new Option<string>("--timeout") { Description = "How long --wait waits.", HelpName = "DURATION", DefaultValueFactory = _ => "2m" };
        timeout.Validators.Add(result =>
        {
            if (GoDuration.Parse(result.GetValue(timeout) ?? "") is not { Ticks: > 0 })
                result.AddError("--timeout is a duration such as 90s or 2m.");
        });
        var command = new Command("put",
            "Puts a value that no program writes (from: external) into the store and keeps the others there. Asks for it without showing it, or reads it from a pipe; it is never an argument. "
            + "Then tells the operator to read it. Exit code 0: done; 1: refused, or not Ready in time; 2: it cannot be used.")
        {
            name, rest, stack, generate, replace, wait, timeout,
        };
        command.SetAction((parsed, cancellation) => RunAsync(new Put(
            directory, parsed.GetValue(name)!, parsed.GetValue(rest)!.Length > 0, parsed.GetValue(stack), parsed.GetValue(generate), parsed.GetValue(replace),
            parsed.GetValue(wait) ? GoDuration.Parse(parsed.GetValue(timeout)!) : null), input, programs, clock, printer, cancellation));
        return new CliCommand(command, ["secret put SMTP_PASSWORD --stack dev", "secret put SMTP_PASSWORD --stack dev --wait", "secret put JWT_SECRET_KEY --stack dev --generate"], [Page.Secrets]);
    }

    private static async Task<int> RunAsync(Put put, TextReader? input, IPrograms programs, TimeProvider clock, Printer printer, CancellationToken cancellation)
    {
        if (put.HasMore)
        {
            printer.Error("A value is no argument: it would be in the shell's history, and every process of this machine could read it. If what you typed is the value, choose another. Say the name alone; the value is then asked for, or read from a pipe.");
            return ExitCodes.BadInput;
        }

        if (StackOption.Find(put.Directory, put.Stack is null ? [] : [put.Stack], printer) is not { } files)
            return ExitCodes.BadInput;
        if (files.Count != 1)
        {
            printer.Error($"Which stack? Say --stack {Words.Join(" or --stack ", files.Select(file => file.Stack))}.");
            return ExitCodes.BadInput;
        }

        try
        {
            var values = StackValues.Load(files[0], printer.Held);
            var value = values.Find(put.Name);
            if (values.OpenStore(programs) is not { } store)
                throw new SecretException($"{put.Name} is in {value.Fetched.Remote.Holder}, which somebody else makes: its owner puts it there, as key {value.Fetched.Remote.Item}.");
            var text = Text(put, values, value, input, printer);
            values.Check(value, text.Reveal());
            var call = values.Backend.Read is { } read ? new OperatorCall(programs, clock, values.Stack.Settings, read, value.Secret, printer) : null;
            call?.Note();
            var remote = value.Fetched.Remote;
            printer.Line($"put: {store.Put(new ValuePlace(put.Name, remote.Holder, remote.Item!, value.Secret.Name.Base), text, put.Replaces || !value.Secret.IsFixed)}.");
            return call is null || await call.TellAsync(put.Wait, cancellation).ConfigureAwait(false) ? ExitCodes.Success : ExitCodes.Refused;
        }
        catch (RefusedException refused)
        {
            printer.Error(refused.Words);
            return refused is StoreException ? ExitCodes.Refused : ExitCodes.BadInput;
        }
    }

    /// <summary>The value, held from here on.</summary>
    private static SecretText Text(Put put, StackValues values, NamedValue value, TextReader? input, Printer printer)
    {
        if (put.Generates)
            return Held(values.Generate(value), printer);
        if (input is null && printer.Asks)
            return printer.AskHidden($"{value.Fetched.Name} of {values.Stack.Settings.Stack} (not shown):");
        using var piped = input ?? PipeCheck.StandardInput()
            ?? throw new SecretException($"Nobody can be asked for {value.Fetched.Name} here: pipe the value in, or say --generate.");
        var text = piped.ReadToEnd();
        return Held(new SecretText(text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text), printer);
    }

    private static SecretText Held(SecretText text, Printer printer)
    {
        printer.Held.Hold(text.Reveal());
        return text;
    }

    /// <param name="HasMore">Whether anything stands behind the name.</param>
    /// <param name="Wait">How long is waited; null for not at all.</param>
    private sealed record Put(string Directory, string Name, bool HasMore, string? Stack, bool Generates, bool Replaces, TimeSpan? Wait);
}
