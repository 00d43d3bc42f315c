namespace Pulumi.Aws;

internal sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, version: null);

/// <summary>Options that every resource of a kind has.</summary>
internal static class Defaults
{
    public static CustomResourceOptions Of(CustomResourceOptions? options, IEnumerable<string>? secretOutputs = null)
    {
        var merged = CustomResourceOptions.Merge(new() { AdditionalSecretOutputs = [.. secretOutputs ?? []] }, options);
        merged.Id = "";
        return merged;
    }
}

/// <summary>Makes an input secret, whatever was given.</summary>
internal static class Secrets
{
    public static Output<string> Of(Input<string>? value) => Output.CreateSecret(value.ToOutput());
}
