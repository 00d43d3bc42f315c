namespace Pulumi
{
    internal static partial class Resources
    {
        private static partial CustomResourceOptions Defaults(string type) => type switch
        {
            "random:index/randomPassword:RandomPassword" => new() { AdditionalSecretOutputs = ["bcryptHash", "result"] },
            _ => new(),
        };
    }
}

namespace Pulumi.Random
{
    internal sealed class RandomResourceTypeAttribute(string type) : ResourceTypeAttribute(type, version: null);
}
