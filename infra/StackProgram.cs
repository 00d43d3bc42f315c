using McpInfra.Components;
using McpInfra.Guard;
using McpInfra.Loading;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;
using Pulumi;

namespace McpInfra;

/// <summary>The program of a stack, by what the stack describes: an environment, or the cluster of environments.</summary>
internal static class StackProgram
{
    /// <param name="observer">Sees every resource with its options, which mocks do not: for tests.</param>
    public static async Task<IDictionary<string, object?>> DefineAsync(ISettingsSource source, PlaintextGuard? guard = null, ResourceTransformation? observer = null)
    {
        guard ??= new PlaintextGuard();
        ResourceTransformation[] watching = observer is null ? [guard.Inspect] : [guard.Inspect, observer];
        var link = ClusterLinkTopic.Of(source.Read(new Problems(source.Stack)), source.Stack);

        // One that is not there is left to the reading, which says so with everything else.
        var cluster = link is not { IsRead: true } || SiblingCluster.IsMissing(link, source) ? null : await ClusterReference.AskAsync(link, watching, guard.Held).ConfigureAwait(false);
        return StackLoader.Read(source, guard.Held, cluster) switch
        {
            ReadStack.Environment environment => McpProgram.Define(environment.Stack, guard, observer),
            ReadStack.Cluster stack => ClusterProgram.Define(stack.Settings, guard, observer),
            _ => throw new InvalidOperationException("A stack of no kind."),
        };
    }
}
