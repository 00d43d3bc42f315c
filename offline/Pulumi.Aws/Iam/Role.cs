using System.Collections.Immutable;
using Pulumi.Aws.Iam.Inputs;
using Pulumi.Aws.Iam.Outputs;

namespace Pulumi.Aws.Iam;

/// <summary>A role.</summary>
[AwsResourceType("aws:iam/role:Role")]
public class Role : CustomResource
{
    public Role(string name, RoleArgs args, CustomResourceOptions? options = null)
        : base("aws:iam/role:Role", name, args ?? new RoleArgs(), Defaults.Of(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("assumeRolePolicy")]
    public Output<string> AssumeRolePolicy { get; private set; } = null!;

    [Output("createDate")]
    public Output<string> CreateDate { get; private set; } = null!;

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("forceDetachPolicies")]
    public Output<bool?> ForceDetachPolicies { get; private set; } = null!;

    [Output("inlinePolicies")]
    public Output<ImmutableArray<RoleInlinePolicy>> InlinePolicies { get; private set; } = null!;

    [Output("managedPolicyArns")]
    public Output<ImmutableArray<string>> ManagedPolicyArns { get; private set; } = null!;

    [Output("maxSessionDuration")]
    public Output<int?> MaxSessionDuration { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("namePrefix")]
    public Output<string> NamePrefix { get; private set; } = null!;

    [Output("path")]
    public Output<string?> Path { get; private set; } = null!;

    [Output("permissionsBoundary")]
    public Output<string?> PermissionsBoundary { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("tagsAll")]
    public Output<ImmutableDictionary<string, string>> TagsAll { get; private set; } = null!;

    [Output("uniqueId")]
    public Output<string> UniqueId { get; private set; } = null!;
}

/// <summary>Inputs of a Role.</summary>
public sealed class RoleArgs : ResourceArgs
{
    [Input("assumeRolePolicy", required: true)]
    public InputUnion<string, PolicyDocumentArgs> AssumeRolePolicy { get; set; } = null!;

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("forceDetachPolicies")]
    public Input<bool>? ForceDetachPolicies { get; set; }

    [field: Input("inlinePolicies")]
    public InputList<RoleInlinePolicyArgs> InlinePolicies { get => field ??= []; set; }

    [field: Input("managedPolicyArns")]
    public InputList<string> ManagedPolicyArns { get => field ??= []; set; }

    [Input("maxSessionDuration")]
    public Input<int>? MaxSessionDuration { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namePrefix")]
    public Input<string>? NamePrefix { get; set; }

    [Input("path")]
    public Input<string>? Path { get; set; }

    [Input("permissionsBoundary")]
    public Input<string>? PermissionsBoundary { get; set; }

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= []; set; }

    public static new RoleArgs Empty => new();
}
