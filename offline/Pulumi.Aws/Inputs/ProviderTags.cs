namespace Pulumi.Aws.Inputs;

/// <summary>Tags of every resource.</summary>
public sealed class ProviderDefaultTagsArgs : ResourceArgs
{
    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= []; set; }

    public static new ProviderDefaultTagsArgs Empty => new();
}

/// <summary>Tags to leave alone.</summary>
public sealed class ProviderIgnoreTagsArgs : ResourceArgs
{
    [field: Input("keyPrefixes")]
    public InputList<string> KeyPrefixes { get => field ??= []; set; }

    [field: Input("keys")]
    public InputList<string> Keys { get => field ??= []; set; }

    public static new ProviderIgnoreTagsArgs Empty => new();
}
