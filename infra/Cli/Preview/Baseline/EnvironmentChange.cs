using McpInfra.Printing;

namespace McpInfra.Cli.Preview.Baseline;

internal enum ChangeState
{
    Same,
    Changed,

    /// <summary>The baseline has no such stack, or could not use it.</summary>
    New,

    /// <summary>The stack's file is gone.</summary>
    Removed,

    /// <summary>Its configuration cannot be used, so nothing is known of what would change.</summary>
    Unusable,
}

/// <summary>One line of what changes.</summary>
/// <param name="What">Such as <c>added</c> or <c>trust</c>.</param>
/// <param name="Subject">What it is about, such as <c>Secret mcp/dev/sso</c>.</param>
/// <param name="Detail">What of it; empty where the rest says all.</param>
internal sealed record Change(string What, Words Subject, Words Detail);

/// <summary>What a change does to one environment, in the order in which a person should read it.</summary>
internal sealed record EnvironmentChange(string Stack, ChangeState State)
{
    public IReadOnlyList<Words> Warnings { get; init; } = [];

    public IReadOnlyList<Change> Iam { get; init; } = [];

    public IReadOnlyList<Change> Secrets { get; init; } = [];

    public IReadOnlyList<Change> Resources { get; init; } = [];

    /// <summary>What a person has to do that was not to do before, each with its lines to paste.</summary>
    public IReadOnlyList<Words> ToDo { get; init; } = [];

    public int Count => Iam.Count + Secrets.Count + Resources.Count;
}
