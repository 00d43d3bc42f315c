namespace Pulumi.Aws;

/// <summary>Who the provider is.</summary>
public static class GetCallerIdentity
{
    private const string Token = "aws:index/getCallerIdentity:getCallerIdentity";

    public static Task<GetCallerIdentityResult> InvokeAsync(GetCallerIdentityArgs? args = null, InvokeOptions? options = null)
        => Deployment.Instance.InvokeAsync<GetCallerIdentityResult>(Token, args ?? new GetCallerIdentityArgs(), options);

    public static Output<GetCallerIdentityResult> Invoke(GetCallerIdentityInvokeArgs? args = null, InvokeOptions? options = null)
        => Deployment.Instance.Invoke<GetCallerIdentityResult>(Token, args ?? new GetCallerIdentityInvokeArgs(), options);

    public static Output<GetCallerIdentityResult> Invoke(GetCallerIdentityInvokeArgs args, InvokeOutputOptions options)
        => Deployment.Instance.Invoke<GetCallerIdentityResult>(Token, args ?? new GetCallerIdentityInvokeArgs(), options);
}

/// <summary>Plain arguments of the function.</summary>
public sealed class GetCallerIdentityArgs : InvokeArgs
{
    [Input("id")]
    public string? Id { get; set; }

    public static new GetCallerIdentityArgs Empty => new();
}

/// <summary>Arguments of the function that may be outputs.</summary>
public sealed class GetCallerIdentityInvokeArgs : InvokeArgs
{
    [Input("id")]
    public Input<string>? Id { get; set; }

    public static new GetCallerIdentityInvokeArgs Empty => new();
}

/// <summary>Its answer.</summary>
[OutputType]
public sealed class GetCallerIdentityResult
{
    public readonly string AccountId;
    public readonly string Arn;
    public readonly string Id;
    public readonly string UserId;

    [OutputConstructor]
    private GetCallerIdentityResult(string accountId, string arn, string id, string userId)
    {
        AccountId = accountId;
        Arn = arn;
        Id = id;
        UserId = userId;
    }
}
