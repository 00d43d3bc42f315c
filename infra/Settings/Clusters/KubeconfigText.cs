using McpInfra.Plaintext;
using McpInfra.Yaml;

namespace McpInfra.Settings.Clusters;

/// <summary>What matters of a kubeconfig that comes as a secret.</summary>
/// <param name="CurrentContext">The context that it names; null where it names none.</param>
/// <param name="Credentials">What its users sign in with.</param>
internal sealed record KubeconfigText(string? CurrentContext, IReadOnlyList<string> Credentials)
{
    /// <summary>Keys of a user whose text alone lets somebody in (k8s.io/client-go, <c>tools/clientcmd/api/v1</c>).</summary>
    private static readonly string[] Secrets = ["token", "password", "client-key-data", "id-token", "refresh-token", "access-token", "client-secret"];

    /// <summary>YAML or JSON; null where it is neither.</summary>
    public static KubeconfigText? Read(SecretText text)
    {
        try
        {
            return YamlReader.ReadWhole(text.Reveal(), YamlRules.Manifests) is MappingNode map
                ? new KubeconfigText(map.Find("current-context") is ScalarNode { Value: not null } context ? context.Text : null, map.Find("users") is { } users ? [.. CredentialsIn(users)] : [])
                : null;
        }
        catch (YamlFaultException)
        {
            return null;
        }
    }

    private static IEnumerable<string> CredentialsIn(YamlNode node) => node switch
    {
        MappingNode map => map.Entries.SelectMany(entry => entry.Value is ScalarNode { Value: not null } scalar && Secrets.Contains(entry.Key) ? [scalar.Text] : CredentialsIn(entry.Value)),
        SequenceNode list => list.Items.SelectMany(CredentialsIn),
        _ => [],
    };
}
