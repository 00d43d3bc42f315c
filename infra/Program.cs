using McpInfra;

return await EntryPoint.RunAsync(args);
