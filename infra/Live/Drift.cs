using System.Globalization;
using System.Text.RegularExpressions;
using McpInfra.Model;
using McpInfra.Yaml;

namespace McpInfra.Live;

/// <summary>
/// An object in the cluster, held against the one that the stack writes: by the fields that are written and no others, since
/// the API server and others add theirs. Places are told and never what stands there.
/// </summary>
/// <param name="readerRoleArn">By the naming rules, where the backend has such a role.</param>
internal sealed partial class Drift(string? readerRoleArn)
{
    /// <summary>Whether a name in the cluster is one that the stack gives; a version is known to Pulumi alone.</summary>
    public static bool IsName(object expected, string name) => expected switch
    {
        SecretName { VersionedBy: not null } versioned => Suffix().IsMatch(name) && name[..^9] == versioned.Base,
        var known => known.ToString() == name,
    };

    /// <summary>The fields that are otherwise than they were written, as <c>spec.target.name</c>.</summary>
    public IReadOnlyList<string> Of(KubernetesManifest written, YamlNode live) =>
    [
        .. written.Labels.SelectMany(label => Fields(label.Value, live.At("metadata", "labels", label.Key), $"metadata.labels.{label.Key}")),
        .. written.Annotations.SelectMany(annotation => Fields(annotation.Value, live.At("metadata", "annotations", annotation.Key), $"metadata.annotations.{annotation.Key}")),
        .. written.Body.SelectMany(field => Fields(field.Value, live.At(field.Key), field.Key)),
    ];

    private IEnumerable<string> Fields(object? written, YamlNode? live, string path) => written switch
    {
        IReadOnlyDictionary<string, object?> map => map.SelectMany(entry => Fields(entry.Value, live.At(entry.Key), $"{path}.{entry.Key}")),
        IReadOnlyList<object?> list => live is SequenceNode { Items: var items } && items.Count == list.Count
            ? list.SelectMany((item, index) => Fields(item, items[index], $"{path}[{index}]"))
            : [path],
        _ => IsSame(written, (live as ScalarNode)?.Written) ? [] : [path],
    };

    private bool IsSame(object? written, string? live) => written switch
    {
        null => live is null,
        bool flag => live == (flag ? "true" : "false"),
        SecretName name => live is not null && IsName(name, live),
        PinnedVersion => live?.StartsWith(PinnedVersion.Of(""), StringComparison.Ordinal) is true,
        ReaderRoleArn => live == readerRoleArn,
        _ => live == Convert.ToString(written, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("-[0-9a-f]{8}$")]
    private static partial Regex Suffix();
}
