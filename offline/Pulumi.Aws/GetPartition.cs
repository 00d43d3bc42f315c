namespace Pulumi.Aws;

/// <summary>Which partition the provider is in.</summary>
public static class GetPartition
{
    private const string Token = "aws:index/getPartition:getPartition";

    public static Task<GetPartitionResult> InvokeAsync(GetPartitionArgs? args = null, InvokeOptions? options = null)
        => Deployment.Instance.InvokeAsync<GetPartitionResult>(Token, args ?? new GetPartitionArgs(), options);

    public static Output<GetPartitionResult> Invoke(GetPartitionInvokeArgs? args = null, InvokeOptions? options = null)
        => Deployment.Instance.Invoke<GetPartitionResult>(Token, args ?? new GetPartitionInvokeArgs(), options);

    public static Output<GetPartitionResult> Invoke(GetPartitionInvokeArgs args, InvokeOutputOptions options)
        => Deployment.Instance.Invoke<GetPartitionResult>(Token, args ?? new GetPartitionInvokeArgs(), options);
}

/// <summary>Plain arguments of the function.</summary>
public sealed class GetPartitionArgs : InvokeArgs
{
    public static new GetPartitionArgs Empty => new();
}

/// <summary>Arguments of the function that may be outputs.</summary>
public sealed class GetPartitionInvokeArgs : InvokeArgs
{
    public static new GetPartitionInvokeArgs Empty => new();
}

/// <summary>Its answer.</summary>
[OutputType]
public sealed class GetPartitionResult
{
    public readonly string DnsSuffix;
    public readonly string Id;
    public readonly string Partition;
    public readonly string ReverseDnsPrefix;

    [OutputConstructor]
    private GetPartitionResult(string dnsSuffix, string id, string partition, string reverseDnsPrefix)
    {
        DnsSuffix = dnsSuffix;
        Id = id;
        Partition = partition;
        ReverseDnsPrefix = reverseDnsPrefix;
    }
}
