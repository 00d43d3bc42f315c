using McpInfra.Printing;
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
    public static IReadOnlyList<Words> For(LoadedStack stack) => stack.Settings.Backend switch
    {
        BackendSettings.Aws =>
        [
            .. stack.Catalog.FilledByOthers.Select(group =>
                Put($"aws secretsmanager put-secret-value --region {stack.Settings.Aws.Region} --secret-id {group.AwsName} --secret-string file:///dev/stdin",
                    group.Values.Select(value => value.Property))),
        ],
        BackendSettings.Vault vault => ByHolder(stack.Catalog, (holder, keys) =>
            Put($"vault kv put {ShellLine.When(vault.Namespace is not null, $"-namespace={vault.Namespace} ")}-mount={vault.Mount} {holder} -", keys)),
        BackendSettings.Azure azure => ByHolder(stack.Catalog, (holder, keys) =>
            Put($"az keyvault secret set --vault-name {new Uri(azure.VaultUrl).Host.Split('.')[0]} --name {holder} --file /dev/stdin --encoding utf-8 --output none", keys)),

        // With sealed files the values are there, or the stack is refused.
        BackendSettings.Existing => ByHolder(stack.Catalog, (holder, keys) =>
            $"see that {holder} is in namespace {stack.Settings.Namespace}, with {Words.Join(", ", keys)}"),
        _ => [],
    };

    private static IReadOnlyList<Words> ByHolder(SecretCatalog catalog, Func<string, IEnumerable<string>, Words> line) =>
    [
        .. catalog.Objects.SelectMany(secret => secret.Fetched).Select(fetched => fetched.Remote)
            .GroupBy(remote => remote.Holder)
            .Select(values => line(values.Key, values.Select(value => value.Item!).Distinct())),
    ];

    private static Words Put(ShellLine line, IEnumerable<string> keys) =>
        $"put a value: {line}, then type {{{Words.Join(", ", keys.Select(key => Words.Of($"\"{key}\": \"...\"")))}}} and Ctrl-D";
}
