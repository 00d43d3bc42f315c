using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Another stack, of which the outputs are read.</summary>
public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference", name, new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>One output, by whether it is secret; neither is set where the stack has no such output.</summary>
    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var outputs = await Outputs.Data.ConfigureAwait(false);
        var secrets = await SecretOutputNames.Data.ConfigureAwait(false);
        var value = outputs.Value?.GetValueOrDefault(name);
        var isSecret = secrets.IsKnown ? secrets.Value.Contains(name) : outputs.IsSecret;
        return isSecret ? new() { SecretValue = value } : new() { Value = value };
    }
}

/// <summary>Which stack a reference is to.</summary>
public class StackReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

/// <summary>An output of another stack.</summary>
public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
