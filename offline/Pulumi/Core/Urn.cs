namespace Pulumi;

/// <summary>The name a resource has in the engine: stack, project, chain of types, name.</summary>
public readonly struct Urn : IEquatable<Urn>
{
    private const string Separator = "::";
    private readonly string _value;

    public Urn(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    public static implicit operator string(Urn value) => value._value;

    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    public bool Equals(Urn other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value;

    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null,
        Input<string>? project = null, Input<string>? stack = null)
    {
        if (parent is not null && parentUrn is not null)
            throw new ArgumentException($"'{nameof(parent)}' and '{nameof(parentUrn)}' exclude each other.");

        var above = parent is null ? parentUrn?.ToOutput() : parent.Urn;
        var prefix = above is not null
            ? above.Apply(text => text[..text.LastIndexOf(Separator, StringComparison.Ordinal)] + "$")
            : Output.Format($"urn:pulumi:{stack ?? Deployment.Instance.StackName}::{project ?? Deployment.Instance.ProjectName}::");
        return Output.Format($"{prefix}{type}::{name}");
    }

    /// <summary>
    /// The URN the mock engine gives out. It joins a child's type to the first type of its parent's chain only,
    /// which is what the official test monitor does; the real engine keeps the whole chain.
    /// </summary>
    internal static string Mocked(string parentUrn, string type, string name)
    {
        var chain = parentUrn.Length == 0 ? type : $"{parentUrn.Split(Separator)[2].Split('$')[0]}${type}";
        return string.Join(Separator, $"urn:pulumi:{Deployment.Instance.StackName}", Deployment.Instance.ProjectName, chain, name);
    }
}
