using System.Collections.Immutable;

namespace Pulumi.Aws.Iam.Inputs;

/// <summary>A policy as a structure.</summary>
public sealed class PolicyDocumentArgs : ResourceArgs
{
    [Input("Id")]
    public Input<string>? Id { get; set; }

    [field: Input("Statement", required: true)]
    public InputList<PolicyStatementArgs> Statement { get => field ??= []; set; }

    [Input("Version", required: true)]
    public Input<PolicyDocumentVersion> Version { get; set; } = null!;

    public static new PolicyDocumentArgs Empty => new();
}

/// <summary>A statement of a policy.</summary>
public sealed class PolicyStatementArgs : ResourceArgs
{
    [Input("Action")]
    public InputUnion<string, ImmutableArray<string>>? Action { get; set; }

    [field: Input("Condition")]
    public InputMap<object> Condition { get => field ??= []; set; }

    [Input("Effect", required: true)]
    public Input<PolicyStatementEffect> Effect { get; set; } = null!;

    [Input("NotAction")]
    public InputUnion<string, ImmutableArray<string>>? NotAction { get; set; }

    [Input("NotPrincipal")]
    public object? NotPrincipal { get; set; }

    [Input("NotResource")]
    public InputUnion<string, ImmutableArray<string>>? NotResource { get; set; }

    [Input("Principal")]
    public object? Principal { get; set; }

    [Input("Resource")]
    public InputUnion<string, ImmutableArray<string>>? Resource { get; set; }

    [Input("Sid")]
    public Input<string>? Sid { get; set; }

    public static new PolicyStatementArgs Empty => new();
}
