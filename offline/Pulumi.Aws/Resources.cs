namespace Pulumi
{
    internal static partial class Resources
    {
        private static partial CustomResourceOptions Defaults(string type) => type switch
        {
            "pulumi:providers:aws" => new() { AdditionalSecretOutputs = ["accessKey", "secretKey", "token"] },
            "aws:secretsmanager/secretVersion:SecretVersion" => new() { AdditionalSecretOutputs = ["secretBinary", "secretString", "secretStringWo"] },
            _ => new(),
        };
    }
}

namespace Pulumi.Aws
{
    internal sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, version: null);
}
