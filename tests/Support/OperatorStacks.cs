using System.Globalization;
using System.Text.Json.Nodes;
using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Tests.Support;

/// <summary>
/// Stacks that between them say everything that reaches an object of a secrets operator: the settings of a backend that
/// shape the same object are crossed, those that choose among objects or names go round.
/// </summary>
internal static class OperatorStacks
{
    private delegate StackYaml Change(StackYaml yaml);

    private static readonly Change Nothing = yaml => yaml;

    private static readonly Change[] Store =
    [
        Nothing,
        yaml => yaml.With("mcp-infra:store.kind", "ClusterSecretStore").With("mcp-infra:store.name", "gateway-store"),
    ];

    private static readonly Change[] Interval =
    [
        Nothing,
        yaml => yaml.With("mcp-infra:store.refreshInterval", "90m").With("mcp-infra:store.timeoutSeconds", "60"),
        yaml => yaml.With("mcp-infra:store.refreshInterval", "60m"),
    ];

    private static readonly Change[] Servers = [Nothing, BackendStacks.WithExternalServers];

    private static readonly Change[] Going =
    [
        Nothing,
        yaml => yaml.With("mcp-infra:rollout.strategy", "stable").With("mcp-infra:rollout.reloader", "true"),
        yaml => yaml.With("mcp-infra:migration.optional", "true").With("mcp-infra:migration.allowOptionalInProd", "false"),
        yaml => yaml.With("mcp-infra:migration.adopting", "true"),
        yaml => yaml.With("mcp-infra:delivery", "argocd"),
        yaml => yaml.With("mcp-infra:delivery", "flux"),
        yaml => yaml.With("mcp-infra:delivery", "fleet"),
        yaml => yaml.With("mcp-infra:delivery", "git"),
        yaml => yaml.With("mcp-infra:values", "{pgadmin: {enabled: true}, minio: {enabled: true}}"),
    ];

    public static IReadOnlyList<StackYaml> Aws { get; } = Cross(StackYaml.Baseline,
        [
            Nothing,
            yaml => yaml.With("mcp-infra:identity.serviceAccount", "reader"),
            yaml => yaml.Without("mcp-infra:identity").With("mcp-infra:identity.readerRoleArn", $"arn:aws:iam::{StackYaml.AccountId}:role/reader"),
            yaml => yaml.Without("mcp-infra:identity").With("mcp-infra:identity.mode", "pod-identity").With("mcp-infra:identity.operatorRoleArn", StackYaml.OperatorRoleArn),
        ],
        Store, Interval,
        [
            Nothing,
            .. ((string[])["{from: config}", "{from: external}", $"{{from: existing, arn: {StackYaml.ExistingArn}, property: password, kmsKeyArn: {StackYaml.KmsKeyArn}}}"]).Select(password => (Change)(yaml => External(yaml, password))),
        ],
        [
            Nothing,
            yaml => yaml.With("mcp-infra:secrets.SMTP_PASSWORD.from", "config").With("mcp-infra:secretValues.SMTP_PASSWORD", StackYaml.Ciphertext)
                .With("mcp-infra:secrets.SSO_OKTA_CLIENT_SECRET", "{from: external, group: sso}")
                .With("mcp-infra:secrets.CSRF_SECRET_KEY", $"{{from: existing, arn: {StackYaml.ExistingArn}, property: csrf, kmsKeyArn: {StackYaml.KmsKeyArn}}}"),
        ]);

    public static IReadOnlyList<StackYaml> Vault { get; } = Cross(BackendStacks.Vault,
        [Nothing, yaml => yaml.With("mcp-infra:vault.operator", "eso").With("mcp-infra:vault.namespace", "team")],
        [Nothing, yaml => yaml.With("mcp-infra:vault.audience", "vault")],
        [
            Nothing,
            yaml => yaml.With("mcp-infra:vault.caSecret.name", "vault-ca"),
            yaml => yaml.With("mcp-infra:vault.caConfigMap.name", "vault-ca").With("mcp-infra:vault.caConfigMap.key", "root.pem"),
            yaml => yaml.With("mcp-infra:vault.address", "http://vault.vault:8200"),
        ],
        VaultPlaces, Store, Interval, Servers);

    public static IReadOnlyList<StackYaml> Vso { get; } = Cross(BackendStacks.Vso,
        [Nothing, yaml => yaml.With("mcp-infra:vault.namespace", "team")],
        [Nothing, yaml => yaml.With("mcp-infra:vault.audience", "vault")],
        [Nothing, yaml => yaml.With("mcp-infra:vault.caSecret.name", "vault-ca")],
        VaultPlaces, Interval, Servers);

    public static IReadOnlyList<StackYaml> Azure { get; } = Cross(BackendStacks.Azure,
        [
            Nothing,
            yaml => yaml.With("mcp-infra:azure.cloud", "USGovernmentCloud").With("mcp-infra:azure.vaultUrl", "https://mcp-dev.vault.usgovcloudapi.net"),
            yaml => yaml.With("mcp-infra:azure.cloud", "ChinaCloud").With("mcp-infra:azure.vaultUrl", "https://mcp-dev.vault.azure.cn"),
        ],
        [Nothing, yaml => yaml.With("mcp-infra:azure.serviceAccount", "reader").With("mcp-infra:azure.prefix", "team")],
        Store, Interval, Servers);

    public static IReadOnlyList<StackYaml> Gcpsm { get; } = Cross(BackendStacks.Gcpsm,
        [Nothing, yaml => yaml.With("mcp-infra:gcpsm.location", "europe-west1")],
        [
            Nothing,
            yaml => yaml.With("mcp-infra:gcpsm.clusterProjectID", "mcp-clusters").With("mcp-infra:gcpsm.clusterLocation", "europe-west1-b").With("mcp-infra:gcpsm.clusterName", "dev"),
        ],
        [
            Nothing,
            yaml => yaml.With("mcp-infra:gcpsm.serviceAccount", "reader").With("mcp-infra:gcpsm.googleServiceAccount", "mcp-reader@mcp-gateway-dev.iam.gserviceaccount.com").With("mcp-infra:gcpsm.prefix", "Team_1"),
        ],
        Store, Interval, Servers);

    /// <summary>By backend; one whose objects no setting shapes has none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<StackYaml>> Of { get; } = new Dictionary<string, IReadOnlyList<StackYaml>>
    {
        ["aws"] = Aws,
        ["vault"] = Vault,
        ["vso"] = Vso,
        ["azure"] = Azure,
        ["gcpsm"] = Gcpsm,
    };

    /// <summary>Backends whose secrets External Secrets Operator brings.</summary>
    public static TheoryData<string> WithStore => [.. Of.Where(backend => backend.Value[0].Load().Backend.HasStore).Select(backend => backend.Key)];

    /// <summary>Groups of settings that reach such an object; each key of each must be in a stack here (a test looks).</summary>
    public static IReadOnlyList<string> Groups { get; } =
        ["store", "identity", "database", "redis", "rollout", "migration", .. BackendReader.All.Select(backend => backend.Word).Where(word => word != "aws" && Of.ContainsKey(word))];

    public static IEnumerable<StackYaml> All => Of.Values.SelectMany(stacks => stacks);

    /// <summary>Every custom object of the stacks, each text of it once.</summary>
    public static IReadOnlyList<JsonObject> Objects(IEnumerable<StackYaml> stacks) => Objects(stacks.Select(yaml => yaml.Load()));

    /// <inheritdoc cref="Objects(IEnumerable{StackYaml})"/>
    public static IReadOnlyList<JsonObject> Objects(IEnumerable<StackSettings> stacks) =>
        [.. stacks.SelectMany(ManifestText.Known).Where(value => ((string)value["apiVersion"]!).Contains('/', StringComparison.Ordinal)).DistinctBy(value => value.ToJsonString())];

    private static Change[] VaultPlaces =>
    [
        Nothing,
        yaml => yaml.With("mcp-infra:vault.mount", "kv").With("mcp-infra:vault.path", "team/dev").With("mcp-infra:vault.authMount", "k8s/dev")
            .With("mcp-infra:vault.role", "reader").With("mcp-infra:vault.serviceAccount", "reader"),
    ];

    private static StackYaml External(StackYaml yaml, string password)
    {
        foreach (var name in password.Contains("config", StringComparison.Ordinal) ? (string[])["POSTGRES_PASSWORD", "REDIS_PASSWORD"] : [])
            yaml = yaml.With("mcp-infra:secretValues." + name, StackYaml.Ciphertext);
        foreach (var (path, value) in (IEnumerable<(string, string)>)[("host", "db.example.com"), ("port", "6432"), ("name", "mcp"), ("user", "gateway")])
            yaml = yaml.With("mcp-infra:database." + path, value);
        foreach (var (path, value) in (IEnumerable<(string, string)>)[("host", "redis.example.com"), ("port", "6380"), ("user", "gateway"), ("tls", "false"), ("db", "3")])
            yaml = yaml.With("mcp-infra:redis." + path, value);
        return yaml.With("mcp-infra:database.mode", "external").With("mcp-infra:database.password", password)
            .With("mcp-infra:redis.mode", "external").With("mcp-infra:redis.password", password);
    }

    /// <summary>One of each axis with one of each other, and a way of going on with each in turn.</summary>
    private static List<StackYaml> Cross(StackYaml start, params Change[][] axes)
    {
        IEnumerable<StackYaml> stacks = [start];
        foreach (var axis in axes)
            stacks = stacks.SelectMany(yaml => axis.Select(change => change(yaml))).ToList();

        // Versioned names are AWS' alone, and a Release is what Reloader annotates.
        return [.. stacks.Select((yaml, index) => Going[index % Going.Length](yaml)
            .With("mcp-infra:environment", string.Create(CultureInfo.InvariantCulture, $"dev{(index % 2 == 0 ? "" : "-two")}")))];
    }
}
