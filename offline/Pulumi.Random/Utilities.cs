namespace Pulumi.Random;

internal sealed class RandomResourceTypeAttribute(string type) : ResourceTypeAttribute(type, version: null);

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
