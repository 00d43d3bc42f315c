using McpInfra;
using McpInfra.Settings;
using Pulumi;

return await Deployment.RunAsync(() => McpProgram.Define(null!));
