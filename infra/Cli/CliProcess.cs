using McpInfra.Cli.Preview;
using McpInfra.Printing;

namespace McpInfra.Cli;

/// <summary>The tool as a process of its own: its writers, its signals, and where it was started.</summary>
internal static class CliProcess
{
    public static async Task<int> RunAsync(string[] args)
    {
        ProcessOutput.Take();
        using var stop = StopSignal.OfProcess();
        if (Here() is not { } directory)
        {
            new Printer(Console.Out, Console.Error).Error(Words.Own("The directory that this was started in is not there any more; change into one that is."));
            return ExitCodes.BadInput;
        }

        return await CliApp.RunAsync(args, directory, Console.Out, Console.Error,
            Kubeconfig.Of(Environment.GetEnvironmentVariable("KUBECONFIG"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)),
            form: ToolForm.Of(AppContext.BaseDirectory, directory), terminal: Terminal.OfProcess(), stop: stop).ConfigureAwait(false);
    }

    private static string? Here()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
