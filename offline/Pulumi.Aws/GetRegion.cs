namespace Pulumi.Aws;

/// <summary>Which region the provider is in.</summary>
public static class GetRegion
{
    private const string Token = "aws:index/getRegion:getRegion";

    public static Task<GetRegionResult> InvokeAsync(GetRegionArgs? args = null, InvokeOptions? options = null)
        => Deployment.Instance.InvokeAsync<GetRegionResult>(Token, args ?? new GetRegionArgs(), options);

    public static Output<GetRegionResult> Invoke(GetRegionInvokeArgs? args = null, InvokeOptions? options = null)
        => Deployment.Instance.Invoke<GetRegionResult>(Token, args ?? new GetRegionInvokeArgs(), options);

    public static Output<GetRegionResult> Invoke(GetRegionInvokeArgs args, InvokeOutputOptions options)
        => Deployment.Instance.Invoke<GetRegionResult>(Token, args ?? new GetRegionInvokeArgs(), options);
}

/// <summary>Plain arguments of the function.</summary>
public sealed class GetRegionArgs : InvokeArgs
{
    [Input("endpoint")]
    public string? Endpoint { get; set; }

    [Input("region")]
    public string? Region { get; set; }

    public static new GetRegionArgs Empty => new();
}

/// <summary>Arguments of the function that may be outputs.</summary>
public sealed class GetRegionInvokeArgs : InvokeArgs
{
    [Input("endpoint")]
    public Input<string>? Endpoint { get; set; }

    [Input("region")]
    public Input<string>? Region { get; set; }

    public static new GetRegionInvokeArgs Empty => new();
}

/// <summary>Its answer.</summary>
[OutputType]
public sealed class GetRegionResult
{
    public readonly string Description;
    public readonly string Endpoint;
    public readonly string Id;
    public readonly string Name;
    public readonly string Region;

    [OutputConstructor]
    private GetRegionResult(string description, string endpoint, string id, string name, string region)
    {
        Description = description;
        Endpoint = endpoint;
        Id = id;
        Name = name;
        Region = region;
    }
}
