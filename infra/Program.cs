using McpInfra;
using McpInfra.Cli;
using McpInfra.Cli.Preview;
using McpInfra.Settings;
using Pulumi;

// The language host passes no arguments, so arguments mean the command-line tool.
return args is []
    ? await Deployment.RunAsync(() => StackProgram.DefineAsync(new PulumiConfigSource()))
    : await CliApp.RunAsync(args, Directory.GetCurrentDirectory(), Console.Out, Console.Error,
        Kubeconfig.Of(Environment.GetEnvironmentVariable("KUBECONFIG"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));
