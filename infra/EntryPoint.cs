using McpInfra.Cli;
using McpInfra.Settings;
using Pulumi;

namespace McpInfra;

/// <summary>What starts the program, here and in a project that has it as a package: the one name that others may use.</summary>
public static class EntryPoint
{
    /// <summary>The language host passes no arguments and says where its engine listens; whoever calls without that wants the tool.</summary>
    public static Task<int> RunAsync(string[] args) => args is [] && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR"))
        ? Deployment.RunAsync(() => StackProgram.DefineAsync(new PulumiConfigSource()))
        : CliProcess.RunAsync(args);
}
