using System.Security.Cryptography;
using System.Text;

namespace McpInfra.Model;

/// <summary>
/// Name of a Kubernetes Secret: the base name, and a suffix where what is in it may change, as kustomize's hash suffix
/// follows a ConfigMap's content. The suffix is of an AWS version, which is known only later, or of the list of keys.
/// </summary>
/// <param name="Base">The name without a suffix.</param>
/// <param name="VersionedBy">AWS group whose version is the suffix; null for a name that is known beforehand.</param>
/// <param name="List">Digest of the keys and where each is read, which is the suffix then; null for a name that their list does not change.</param>
internal sealed record SecretName(string Base, string? VersionedBy = null, string? List = null)
{
    /// <summary>
    /// The whole name, given the version id of <see cref="VersionedBy"/>. The suffix is of the id's hash, because not
    /// every part of an id differs: the AWS provider makes ids such as <c>terraform-20261122...00000003</c>.
    /// </summary>
    public string WithVersion(string versionId) => $"{Base}-{ShortDigest.Of(versionId)}";

    public override string ToString() => VersionedBy is not null ? $"{Base}-<version>" : List is not null ? $"{Base}-{List}" : Base;
}

/// <summary>A few digits that tell one content from another in a name.</summary>
internal static class ShortDigest
{
    /// <summary>Enough to distinguish the contents that one name has had.</summary>
    private const int Length = 8;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
}

/// <summary>A specific version of an AWS secret, in ESO's notation, known only when the version is.</summary>
internal sealed record PinnedVersion(string Group)
{
    /// <summary>ESO reads a version by id when it is written <c>uuid/ID</c> (its AWS Secrets Manager provider).</summary>
    public static string Of(string versionId) => "uuid/" + versionId;
}

/// <summary>ARN of the environment's reader role, known only when the role is.</summary>
internal sealed record ReaderRoleArn;
