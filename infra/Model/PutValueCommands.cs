using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Model;

/// <summary>The lines that put the values that somebody else has to put.</summary>
internal static class PutValueCommands
{
    /// <summary>
    /// One line for each holder of values. The values are read from standard input, so that they stand on no command line
    /// and in no file; the JSON must have exactly the keys shown.
    /// </summary>
    public static IReadOnlyList<string> For(StackSettings settings, SecretCatalog catalog) => settings.Backend switch
    {
        BackendSettings.Aws =>
        [
            .. catalog.FilledByOthers.Select(group =>
                $"put a value: aws secretsmanager put-secret-value --region {settings.Aws.Region} --secret-id {group.AwsName} "
                + "--secret-string file:///dev/stdin" + ThenType(group.Values.Select(value => value.Property))),
        ],
        BackendSettings.Vault vault => ByHolder(catalog, (holder, keys) => "put a value: vault kv put "
            + (vault.Namespace is { } @namespace ? $"-namespace={@namespace} " : "") + $"-mount={vault.Mount} {holder} -" + ThenType(keys)),
        BackendSettings.Azure azure => ByHolder(catalog, (holder, keys) =>
            $"put a value: az keyvault secret set --vault-name {new Uri(azure.VaultUrl).Host.Split('.')[0]} --name {holder} --file /dev/stdin --encoding utf-8 --output none" + ThenType(keys)),

        // With sealed files the values are there, or the stack is refused.
        BackendSettings.Existing => ByHolder(catalog, (holder, keys) =>
            $"see that {holder} is in namespace {settings.Namespace}, with {string.Join(", ", keys)}"),
        _ => [],
    };

    private static IReadOnlyList<string> ByHolder(SecretCatalog catalog, Func<string, IEnumerable<string>, string> line) =>
    [
        .. catalog.Objects.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Remote)
            .GroupBy(remote => remote.Holder)
            .Select(values => line(values.Key, values.Select(value => value.Item!).Distinct())),
    ];

    private static string ThenType(IEnumerable<string> keys) =>
        ", then type {" + string.Join(", ", keys.Select(key => $"\"{key}\": \"...\"")) + "} and Ctrl-D";
}
