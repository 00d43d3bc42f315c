using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Where a value is read: one place of one backend.</summary>
internal abstract record RemoteSecret
{
    /// <summary>What holds it, as a person knows it, such as <c>mcp/dev/gateway</c> or an ARN.</summary>
    public abstract string Holder { get; }

    /// <summary>The same where there is little room.</summary>
    public virtual string ShortHolder => Holder;

    /// <summary>The key in the holder; null for the whole of it.</summary>
    public abstract string? Item { get; }

    /// <summary>An AWS secret of this stack.</summary>
    internal sealed record OfGroup(AwsSecretGroup Group, string Property) : RemoteSecret
    {
        public override string Holder => Group.AwsName;

        public override string Item => Property;
    }

    /// <summary>An AWS secret that somebody else makes.</summary>
    internal sealed record OfExisting(ExistingSecret Secret) : RemoteSecret
    {
        private const string NamePart = ":secret:";

        public override string Holder => Secret.Arn;

        /// <summary>The secret's own name in its ARN.</summary>
        public override string ShortHolder => Holder[(Holder.IndexOf(NamePart, StringComparison.Ordinal) + NamePart.Length)..];

        public override string? Item => Secret.Property;
    }

    /// <summary>Whatever a backend keeps that this program writes nothing to: a path in Vault, a file, a Kubernetes Secret.</summary>
    internal sealed record PutByOthers(string Place, string Property) : RemoteSecret
    {
        public override string Holder => Place;

        public override string Item => Property;
    }
}
