using System.Collections.Concurrent;
using McpInfra.Guard;
using McpInfra.Model;
using McpInfra.Settings;
using Pulumi;
using Pulumi.Testing;

namespace McpInfra.Cli.Preview;

/// <summary>Runs the real program for one stack in process: no engine, plugin, cloud account or cluster.</summary>
internal static class PreviewRun
{
    private const string Project = "mcp-infra";

    public static async Task<StackPreview> RunAsync(string stack, ISettingsSource source)
    {
        StackSettings settings;
        try
        {
            settings = StackLoader.Load(source);
        }
        catch (SettingsException refused)
        {
            return new StackPreview { Stack = stack, Problems = refused.Problems, Warnings = refused.Warnings };
        }

        var catalog = CatalogBuilder.Build(settings);
        var cloud = new SimulatedCloud(settings.Aws);
        var guard = new PlaintextGuard();
        var parents = new ConcurrentDictionary<(string Type, string Name), string>();
        string? refusal = null;
        try
        {
            await Deployment.TestAsync(
                cloud,
                new TestOptions { ProjectName = Project, StackName = stack, IsPreview = false },
                () => McpProgram.Define(settings, guard, Observe)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RunException or AggregateException)
        {
            refusal = WithoutStackTrace(failure.Message);
        }

        return new StackPreview
        {
            Stack = stack,
            Settings = settings,
            Warnings = settings.Warnings,
            Catalog = catalog,
            Components = PreviewComponents.Of(settings, catalog, cloud.Resources, parents, guard.Report),
            Containers = GatewayEnvironment.Of(settings, catalog),
            Guard = guard.Report,
            ToDo = PutValueCommands.For(settings, catalog),
            Refusal = refusal,
        };

        ResourceTransformationResult? Observe(ResourceTransformationArgs args)
        {
            var parent = args.Options.Parent;
            parents[(args.Resource.GetResourceType(), args.Resource.GetResourceName())] =
                parent is null ? "" : parent.GetResourceType();
            return null;
        }
    }

    /// <summary>The SDK puts a stack trace into the message of whatever is no refusal; a person has no use for it.</summary>
    private static string WithoutStackTrace(string message) => string.Join('\n', message.Split('\n')
        .Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal)));
}
