using McpInfra;
using McpInfra.Cli;
using McpInfra.Settings;
using Pulumi;

// The language host passes no arguments and says where its engine listens; whoever calls without that wants the tool.
return args is [] && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR"))
    ? await Deployment.RunAsync(() => StackProgram.DefineAsync(new PulumiConfigSource()))
    : await CliProcess.RunAsync(args);
