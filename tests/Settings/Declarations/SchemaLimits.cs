using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>
/// The bad inputs that a schema of a stack file cannot tell, each by its name or by a part of its message, and why: another
/// setting in another place decides, or something that is in no setting at all.
/// </summary>
internal static class SchemaLimits
{
    public static IReadOnlyList<(string NameOrMessage, string Because)> All { get; } =
    [
        // What another setting makes of it.
        ("no operator role", "needless with identity.readerRoleArn"),
        ("no administrator", "needless with another backend"),
        ("no database host", "needless with a backend that composes nothing"),
        ("no database name", "has a default in another mode"),
        ("no database user", "needless with a backend that composes nothing"),
        ("no database password", "needless with another backend"),
        ("no Redis host", "needless with a backend that composes nothing"),
        ("no Redis password", "needless with another backend"),
        ("no source", "needless with another backend"),
        ("administrator without a source", "needless with another backend"),
        ("mcp-infra:backend: existing: database.mode = external", "has a default in another mode"),
        ("mcp-infra:backend: existing: database.password.from = external", "depends on the backend"),
        ("mcp-infra:backend: existing: redis = {mode: external, host: r.example.com}", "depends on the backend"),
        ("mcp-infra:backend: vault: secrets.A.length = 48", "depends on the backend"),
        ("mcp-infra:backend: vault: secrets.A.rotate = 1", "depends on the backend"),
        ($"mcp-infra:backend: vault: redis.password.arn = {StackYaml.ExistingArn}", "depends on the backend"),
        ("cannot be 'generate'", "depends on the backend or on the server's mode"),
        ("cannot be 'config' with backend", "depends on the backend"),
        ("cannot be 'versioned' with backend", "depends on the backend"),
        ("which has no store", "depends on the backend"),
        ("refreshes and waits for nothing", "depends on the backend"),
        ("is there beside mcp-infra:vault.caSecret", "one of two"),
        ("beside clusterName", "one of two"),
        ("has no meaning with an http:// address", "depends on the address"),
        ("must be ca.crt with vault.operator: vso", "depends on the operator"),
        ("and mcp-infra:azure.vaultUrl is of", "depends on the URL"),
        ("has no meaning with identity.readerRoleArn", "depends on the role"),
        ("cannot be versioned with delivery", "depends on the delivery"),
        ("Run Reloader with --auto-reload-all", "depends on the delivery"),
        ("use delivery: git and render", "depends on the delivery"),
        ("must be fleet-local", "depends on the delivery"),
        ("is required: the Git repository that holds the chart's directory", "depends on the chart"),
        ("is outside of the Git repository that Flux reads", "depends on the delivery"),
        ("cannot be OCIRepository when the chart is a directory", "depends on the chart"),
        ("cannot be a directory with Fleet", "depends on the delivery"),
        ("must be in 'eu-", "depends on the region"),
        ("must be of '123456789012'", "depends on the account"),
        ("is of partition 'aws-cn'", "depends on the region"),
        ("the stack's own region", "depends on the region"),
        ("both are of one AWS secret", "compares two"),
        ("a second time", "compares two"),
        ("in another spelling", "compares two"),
        ("never share an AWS secret", "compares two"),
        ("is missing", "compares secrets and secretValues"),
        ("is used by nothing", "compares secrets and secretValues"),
        ("names 'team'", "compares existing and extraEnvVarsSecret"),
        ("outputs of no stack", "depends on clusterStack"),
        ("is not here to be asked", "depends on the stack of the cluster"),
        ("irsa with both", "one of two"),
        ("irsa without a provider", "one of two"),
        ("does not serve external-secrets.io/v1", "compares versions"),
        ("GHSA-", "compares versions"),
        ("is the first that", "compares versions"),
        ("a provider of another account", "depends on the account"),
        ("a role that the cluster cannot become", "depends on the region"),
        ("an environment twice", "compares two"),
        ("has no meaning with cluster.reloader: false", "a flag decides"),
        ("mcp-infra:migration.allowOptionalInProd", "depends on the environment"),
        ("is true in production", "depends on the environment"),
        ("IAM takes 64", "a name put together of several"),
        ("makes a Deployment name of 64 characters", "a name put together of several"),
        ("begins with 'aws/'", "depends on the key"),
        ("part of a key's alias", "depends on the key"),
        ("is taken from the stack's name", "in no file"),

        // What the program calls its own.
        ("a Secret that the program makes", "the catalog knows"),
        ("is a group of the program's own", "the catalog knows"),
        ("the values that Pulumi does not write", "the catalog knows"),
        ("the values that Pulumi writes", "the catalog knows"),
        ("a secret of its own", "the catalog knows"),
        ("use mcp-infra:redis.password", "the catalog knows"),
        ("Did you mean gateway?", "the catalog knows"),
        ("takes every key of this Secret", "the catalog knows"),
        ("Did you mean REDIS_PASSWORD?", "the catalog knows"),
        ("the chart reads this key under no other name", "the catalog knows"),
        ("this value never changes", "the catalog knows"),
        ("this one never changes", "the catalog knows"),
        ("a signing key has 48 to 128 characters", "the catalog knows"),
        ("Postgres keeps the password", "the catalog knows"),

        // What the chart does.
        ("ignores the references", "the chart"),
        ("pre-release", "the chart"),
        ("would never reach the gateway", "the chart"),
        ("hides the secret", "the chart"),
        ("belongs to the program", "the chart"),
        ("it is a secret: use", "the chart"),
        ("must be true or false, without quotes", "the chart"),
        ("must be false with an external database", "the chart"),
        ("must be a list such as [{name", "the chart"),
        ("is one key with dots in it", "the chart"),
        ("no map above an owned path: [1]", "the chart"),
        ("no map above an owned path: []", "the chart"),
        ("no map above an owned path: foo", "the chart"),
        ("no map above an owned path: 12", "the chart"),
        ("no map above an owned path: false", "the chart"),
        ("owned path from above", "the chart"),
        ("Grafana's administrator password", "the chart"),
        ("the JWT key of its tests", "the chart"),

        // What looks like a secret.
        ("looks like a GitHub token", "the judge"),
        ("looks like a secret, by its name", "the judge"),
        ("looks like a private key", "the judge"),
        ("looks like a credential", "the judge"),
        ("is a credential in plain text", "the judge"),

        // What is gone once YAML is read, or only guessed, or a sum.
        ("aws.tags.since = 2026-01-02", "a date is text to an editor"),
        ("date in values", "a date is text to an editor"),
        ("kubernetes.context = -0", "JSON has one zero"),
        ("misspelt namespace", "a guess"),
        ("misspelt region", "a guess"),
        ("flux.interval = 1ms", "a sum"),
    ];

    public static bool Tell(BadStack bad) => All.Any(limit => IsOf(limit.NameOrMessage, bad));

    public static bool IsOf(string nameOrMessage, BadStack bad) => bad.Name == nameOrMessage || bad.Says.Contains(nameOrMessage, StringComparison.Ordinal);
}
