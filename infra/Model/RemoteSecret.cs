using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Where a value is read: one place of one backend.</summary>
internal abstract record RemoteSecret
{
    /// <summary>What holds it, as a person knows it, such as <c>mcp/dev/gateway</c> or an ARN.</summary>
    public abstract string Holder { get; }

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
        public override string Holder => Secret.Arn;

        public override string? Item => Secret.Property;
    }

    /// <summary>A secret of Vault's KV engine, version 2.</summary>
    internal sealed record OfVault(string Path, string Property) : RemoteSecret
    {
        public override string Holder => Path;

        public override string Item => Property;
    }

    /// <summary>A secret of an Azure Key Vault, its value a JSON object.</summary>
    internal sealed record OfKeyVault(string Name, string Property) : RemoteSecret
    {
        public override string Holder => Name;

        public override string Item => Property;
    }

    /// <summary>A SealedSecret of the project.</summary>
    /// <param name="File">Path inside the project; the SealedSecret's name where no file brings it.</param>
    internal sealed record OfSealed(string File, string Key) : RemoteSecret
    {
        public override string Holder => File;

        public override string Item => Key;
    }

    /// <summary>A Kubernetes Secret that somebody else makes.</summary>
    internal sealed record OfKubernetes(string Secret, string Key) : RemoteSecret
    {
        public override string Holder => "Secret " + Secret;

        public override string Item => Key;
    }
}
