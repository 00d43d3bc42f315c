using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Clusters;

namespace McpInfra.Loading;

/// <summary>A stack, read and checked, of one kind or the other.</summary>
internal abstract record ReadStack
{
    private ReadStack()
    {
    }

    /// <summary>What a person should know of it but what stops nothing.</summary>
    public abstract IReadOnlyList<SettingsProblem> Warnings { get; }

    internal sealed record Environment(LoadedStack Stack) : ReadStack
    {
        public override IReadOnlyList<SettingsProblem> Warnings => Stack.Settings.Warnings;
    }

    internal sealed record Cluster(ClusterSettings Settings) : ReadStack
    {
        public override IReadOnlyList<SettingsProblem> Warnings => Settings.Warnings;
    }
}
