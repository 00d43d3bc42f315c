namespace Pulumi.Aws.Iam;

/// <summary>The language a policy is written in.</summary>
[EnumType]
public readonly struct PolicyDocumentVersion : IEquatable<PolicyDocumentVersion>
{
    private readonly string _value;

    private PolicyDocumentVersion(string value) => _value = value;

    public static PolicyDocumentVersion PolicyDocumentVersion_2012_10_17 { get; } = new("2012-10-17");

    public static PolicyDocumentVersion PolicyDocumentVersion_2008_10_17 { get; } = new("2008-10-17");

    public static explicit operator string(PolicyDocumentVersion value) => value._value;

    public static bool operator ==(PolicyDocumentVersion left, PolicyDocumentVersion right) => left.Equals(right);

    public static bool operator !=(PolicyDocumentVersion left, PolicyDocumentVersion right) => !left.Equals(right);

    public bool Equals(PolicyDocumentVersion other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is PolicyDocumentVersion other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
