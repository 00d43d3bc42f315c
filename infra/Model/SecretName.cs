using System.Security.Cryptography;
using System.Text;

namespace McpInfra.Model;

/// <summary>
/// Name of a Kubernetes Secret, known in full only when the AWS version behind it is: the base name, and for a
/// versioned Secret a suffix that follows the AWS version, as kustomize's hash suffix follows a ConfigMap's content.
/// </summary>
/// <param name="Base">The name without a suffix.</param>
/// <param name="VersionedBy">AWS group whose version is the suffix; null for a name that never changes.</param>
internal sealed record SecretName(string Base, string? VersionedBy = null)
{
    /// <summary>Enough to distinguish the versions of one secret.</summary>
    private const int SuffixLength = 8;

    /// <summary>
    /// The whole name, given the version id of <see cref="VersionedBy"/>. The suffix is of the id's hash, because not
    /// every part of an id differs: the AWS provider makes ids such as <c>terraform-20261122...00000003</c>.
    /// </summary>
    public string WithVersion(string versionId) =>
        $"{Base}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versionId)))[..SuffixLength]}";

    public override string ToString() => VersionedBy is null ? Base : $"{Base}-<version>";
}

/// <summary>A specific version of an AWS secret, in ESO's notation, known only when the version is.</summary>
internal sealed record PinnedVersion(string Group)
{
    /// <summary>ESO reads a version by id when it is written <c>uuid/ID</c> (its AWS Secrets Manager provider).</summary>
    public static string Of(string versionId) => "uuid/" + versionId;
}

/// <summary>ARN of the environment's reader role, known only when the role is.</summary>
internal sealed record ReaderRoleArn;
