using Pulumi.Aws.Iam.Inputs;

namespace Pulumi.Aws.Iam;

/// <summary>What a role may do.</summary>
[AwsResourceType("aws:iam/rolePolicy:RolePolicy")]
public class RolePolicy : CustomResource
{
    public RolePolicy(string name, RolePolicyArgs args, CustomResourceOptions? options = null)
        : base("aws:iam/rolePolicy:RolePolicy", name, args ?? new RolePolicyArgs(), Defaults.Of(options))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("namePrefix")]
    public Output<string> NamePrefix { get; private set; } = null!;

    [Output("policy")]
    public Output<string> Policy { get; private set; } = null!;

    [Output("role")]
    public Output<string> Role { get; private set; } = null!;
}

/// <summary>Inputs of a RolePolicy.</summary>
public sealed class RolePolicyArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namePrefix")]
    public Input<string>? NamePrefix { get; set; }

    [Input("policy", required: true)]
    public InputUnion<string, PolicyDocumentArgs> Policy { get; set; } = null!;

    [Input("role", required: true)]
    public Input<string> Role { get; set; } = null!;

    public static new RolePolicyArgs Empty => new();
}
