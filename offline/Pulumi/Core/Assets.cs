using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A file or a folder handed to a resource.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string property, object value)
        => (Signature, Property, Content) = (signature, property, value);

    internal string Signature { get; }

    internal string Property { get; }

    internal object Content { get; }
}

/// <summary>A file.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string property, string value)
        : base(Wire.AssetSignature, property, value)
    {
    }
}

/// <summary>A file of this machine.</summary>
public sealed class FileAsset(string path) : Asset(Wire.Path, path);

/// <summary>A file whose text is given.</summary>
public sealed class StringAsset(string text) : Asset(Wire.Text, text);

/// <summary>A file behind an address.</summary>
public sealed class RemoteAsset(string uri) : Asset(Wire.Uri, uri);

/// <summary>A folder or an archive file.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string property, object value)
        : base(Wire.ArchiveSignature, property, value)
    {
    }
}

/// <summary>A folder or archive file of this machine.</summary>
public sealed class FileArchive(string path) : Archive(Wire.Path, path);

/// <summary>An archive behind an address.</summary>
public sealed class RemoteArchive(string uri) : Archive(Wire.Uri, uri);

/// <summary>An archive put together from files and folders.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive(Wire.Assets, assets.ToImmutableDictionary());
