using System.Collections.Concurrent;
using McpInfra.Backends;
using McpInfra.Guard;
using McpInfra.Loading;
using McpInfra.Model;
using McpInfra.Plaintext;
using McpInfra.Printing;
using McpInfra.Settings;
using Pulumi;
using Pulumi.Testing;

namespace McpInfra.Cli.Preview;

/// <summary>Runs the real program for one stack in process: no engine, plugin, cloud account or cluster.</summary>
internal static class PreviewRun
{
    private const string Project = "mcp-infra";

    /// <summary>The stack's settings, or what is wrong with them: a preview that is to be run, or one that has ended.</summary>
    public static StackPreview Load(ISettingsSource source, HeldSecrets held)
    {
        try
        {
            var stack = StackLoader.Read(source, held);
            return new StackPreview
            {
                Stack = source.Stack,
                Loaded = (stack as ReadStack.Environment)?.Stack,
                Cluster = (stack as ReadStack.Cluster)?.Settings,
                Warnings = stack.Warnings,
            };
        }
        catch (SettingsException refused)
        {
            return new StackPreview { Stack = source.Stack, Problems = refused.Problems, Warnings = refused.Warnings, Refused = (refused as PlaintextException)?.Refused };
        }
    }

    /// <summary>Runs the program for a loaded stack; one that has problems is given back as it is.</summary>
    /// <param name="held">What this run must not show; the program's secrets are added.</param>
    public static async Task<StackPreview> RunAsync(StackPreview loaded, HeldSecrets held)
    {
        if (loaded.Cluster is { } cluster)
        {
            var ofCluster = await RunAsync(loaded.Stack, SimulatedCloud.Of(cluster.Aws), held, (guard, observe) => ClusterProgram.Define(cluster, guard, observe)).ConfigureAwait(false);
            return loaded with
            {
                Components = ClusterComponents.Of(cluster, ofCluster),
                Guard = ofCluster.Guard,
                ToDo = [.. Commit(cluster.Stack, cluster.Delivery)],
                Refusal = ofCluster.Refusal,
            };
        }

        if (loaded.Loaded is not { } stack)
            return loaded;
        var run = await RunAsync(loaded.Stack, SimulatedCloud.Of(Backend.Of(stack).MadeInAws), held, (guard, observe) => McpProgram.Define(stack, guard, observe)).ConfigureAwait(false);
        return loaded with
        {
            Components = PreviewComponents.Of(stack, run),
            Containers = GatewayEnvironment.Of(stack),
            Guard = run.Guard,
            ToDo = ToDo(stack),
            Refusal = run.Refusal,
        };
    }

    private static async Task<SimulatedRun> RunAsync(
        string stack, SimulatedCloud cloud, HeldSecrets held, Func<PlaintextGuard, ResourceTransformation, IDictionary<string, object?>> define)
    {
        var guard = new PlaintextGuard(held);
        var facts = new ConcurrentDictionary<(string Type, string Name), ResourceFacts>();
        Words? refusal = null;
        try
        {
            await Deployment.TestAsync(
                cloud,
                new TestOptions { ProjectName = Project, StackName = stack, IsPreview = false },
                () => define(guard, Observe)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RunException or AggregateException)
        {
            refusal = failure is RefusedException refused ? refused.Words : WithoutStackTrace(failure.Message);
        }

        return new SimulatedRun(cloud.Resources, facts, guard.Report, refusal);

        ResourceTransformationResult? Observe(ResourceTransformationArgs args)
        {
            var parent = args.Options.Parent;
            facts[(args.Resource.GetResourceType(), args.Resource.GetResourceName())] =
                new ResourceFacts(parent is null ? "" : parent.GetResourceType(), args.Options.Protect ?? false);
            return null;
        }
    }

    /// <summary>What a person has to do before or after <c>pulumi up</c>.</summary>
    public static IReadOnlyList<Words> ToDo(LoadedStack stack)
    {
        var backend = Backend.Of(stack);
        return [.. backend.PutLines, .. Commit(stack.Settings.Stack, stack.Settings.Delivery)];
    }

    private static IEnumerable<Words> Commit(string stack, DeliverySettings delivery) => delivery.Mode == DeliveryMode.Git
        ? [$"render and commit what is in the cluster; TOOL is argocd, flux, fleet or manifests\n{ShellLine.Of($"{ShellLine.Tool}render TOOL --stack {stack} --out DIR")}"]
        : [];

    /// <summary>The SDK puts a stack trace into the message of whatever is no refusal; a person has no use for it.</summary>
    private static Words WithoutStackTrace(string message) => Words.Lines(message.Split('\n')
        .Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal)).Select(line => (Words)line));
}
