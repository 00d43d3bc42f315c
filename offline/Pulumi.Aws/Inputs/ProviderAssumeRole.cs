namespace Pulumi.Aws.Inputs;

/// <summary>A role to take on.</summary>
public sealed class ProviderAssumeRoleArgs : ResourceArgs
{
    [Input("duration")]
    public Input<string>? Duration { get; set; }

    [Input("externalId")]
    public Input<string>? ExternalId { get; set; }

    [Input("policy")]
    public Input<string>? Policy { get; set; }

    [field: Input("policyArns")]
    public InputList<string> PolicyArns { get => field ??= []; set; }

    [Input("roleArn")]
    public Input<string>? RoleArn { get; set; }

    [Input("sessionName")]
    public Input<string>? SessionName { get; set; }

    [Input("sourceIdentity")]
    public Input<string>? SourceIdentity { get; set; }

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= []; set; }

    [field: Input("transitiveTagKeys")]
    public InputList<string> TransitiveTagKeys { get => field ??= []; set; }

    public static new ProviderAssumeRoleArgs Empty => new();
}

/// <summary>A role to take on with a web identity.</summary>
public sealed class ProviderAssumeRoleWithWebIdentityArgs : ResourceArgs
{
    [Input("duration")]
    public Input<string>? Duration { get; set; }

    [Input("policy")]
    public Input<string>? Policy { get; set; }

    [field: Input("policyArns")]
    public InputList<string> PolicyArns { get => field ??= []; set; }

    [Input("roleArn")]
    public Input<string>? RoleArn { get; set; }

    [Input("sessionName")]
    public Input<string>? SessionName { get; set; }

    [Input("webIdentityToken")]
    public Input<string>? WebIdentityToken { get; set; }

    [Input("webIdentityTokenFile")]
    public Input<string>? WebIdentityTokenFile { get; set; }

    public static new ProviderAssumeRoleWithWebIdentityArgs Empty => new();
}
