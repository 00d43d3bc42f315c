namespace Pulumi.Kubernetes.ApiExtensions;

public partial class CustomResourcePatch
{
    public CustomResourcePatch(string name, CustomResourcePatchArgs args, CustomResourceOptions? options = null)
        : base(args.Type, name, args, options)
    {
    }
}

public partial class CustomResourcePatchArgs
{
    protected CustomResourcePatchArgs(string apiVersion, string kind)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        Type = $"kubernetes:{apiVersion}:{kind}Patch";
    }

    internal string Type { get; }
}
