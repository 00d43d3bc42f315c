using McpInfra.Tests.Support;

namespace McpInfra.Tests.Audit.Rules;

/// <summary>Who makes a Secret that a pod names, and who only seems to.</summary>
public sealed class SecretMakersTests
{
    [Theory]
    [InlineData("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", "any", "{secretObjects: [{secretName: wanted, data: [{key: A}]}]}")]
    [InlineData("onepassword.com/v1", "OnePasswordItem", "wanted", "{itemPath: a}")]
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "db", "{users: [{name: admin}]}", "db-pguser-admin")]
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "db", "{instances: []}", "db-pguser-db")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "db", "{instances: 1}", "db-app")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "db", "{enableSuperuserAccess: true}", "db-superuser")]
    [InlineData("kafka.strimzi.io/v1beta2", "KafkaUser", "wanted", "{authentication: {type: tls}}")]
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "k", "{}", "k-cluster-ca-cert")]
    [InlineData("secrets.doppler.com/v1alpha1", "DopplerSecret", "any", "{managedSecret: {name: wanted, namespace: mcp}}")]
    [InlineData("secrets.infisical.com/v1alpha1", "InfisicalSecret", "any", "{managedSecretReference: {secretName: wanted, secretNamespace: mcp}}")]
    [InlineData("secrets.infisical.com/v1alpha1", "InfisicalSecret", "any", "{managedKubeSecretReferences: [{secretName: wanted, secretNamespace: mcp}]}")]
    [InlineData("external-secrets.io/v1", "ClusterExternalSecret", "any", "{externalSecretName: wanted, externalSecretSpec: {data: []}}")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "any", "{target: {name: wanted, creationPolicy: Orphan}, data: []}")]
    public async Task Secret_OfAnotherKind_IsMade(string apiVersion, string kind, string name, string spec, string wanted = "wanted") =>
        Assert.Empty(await MissingAsync(Object(apiVersion, kind, name, spec) + Pod(wanted)));

    [Theory]
    [InlineData("secrets.doppler.com/v1alpha1", "DopplerSecret", "any", "{managedSecret: {name: wanted, namespace: elsewhere}}")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "db", "{bootstrap: {initdb: {secret: {name: own}}}}", "db-app")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "db", "{instances: 1}", "db-superuser")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "wanted", "{target: {creationPolicy: None}, data: []}")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "wanted", "{target: {creationPolicy: Merge}, data: []}")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "wanted", "{target: {manifest: {apiVersion: v1, kind: ConfigMap}}, data: []}")]
    [InlineData("external-secrets.io/v1", "SecretStore", "wanted", "{}")]
    [InlineData("apps/v1", "Deployment", "wanted", "{}")]
    public async Task Secret_ThatNothingMakes_IsMissing(string apiVersion, string kind, string name, string spec, string wanted = "wanted") =>
        Assert.Contains("error    MCP201", Assert.Single(await MissingAsync(Object(apiVersion, kind, name, spec) + Pod(wanted))), StringComparison.Ordinal);

    [Fact]
    public async Task Secret_OfAnUnknownKindOfThatName_IsAWarning()
    {
        var missing = Assert.Single(await MissingAsync(Object("example.com/v1", "Credential", "wanted", "{}") + Pod("wanted")));

        Assert.Contains("warning  MCP201", missing, StringComparison.Ordinal);
        Assert.Contains("which nothing at hand is known to make; Credential/mcp/wanted of k8s/all.yaml may.", missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{template: {mergePolicy: Merge, data: {B: x}}}", "A", true)]
    [InlineData("{template: {mergePolicy: Merge, data: {B: x}}}", "B", true)]
    [InlineData("{template: {data: {B: x}}}", "A", false)]
    [InlineData("{template: {data: {B: x}}}", "B", true)]
    [InlineData("{template: {metadata: {labels: {a: b}}}}", "A", true)]
    [InlineData("{template: {templateFrom: [{literal: 'B: x'}]}}", "B", true)]
    [InlineData("{template: {data: {C: x}, templateFrom: [{configMap: {name: t, items: [{key: B}]}}]}}", "B", true)]
    public async Task Key_OfATemplate_IsThereAsTheOperatorMakesIt(string target, string key, bool isThere) =>
        Assert.Equal(isThere, (await MissingAsync(Object("external-secrets.io/v1", "ExternalSecret", "wanted", $"{{target: {target}, data: [{{secretKey: A}}]}}") + Pod("wanted", key))).Length == 0);

    [Fact]
    public async Task Key_AddedToAnotherSecret_IsThere()
    {
        var made = Object("external-secrets.io/v1", "ExternalSecret", "one", "{target: {name: wanted}, data: [{secretKey: A}]}");
        var added = Object("external-secrets.io/v1", "ExternalSecret", "two", "{target: {name: wanted, creationPolicy: Merge}, data: [{secretKey: B}]}");

        Assert.Empty(await MissingAsync(made + added + Pod("wanted", "B")));
        Assert.Single(await MissingAsync(made + Pod("wanted", "B")));
    }

    [Fact]
    public async Task Key_OfAServiceAccountsToken_IsThere() => Assert.Empty(await MissingAsync(
        "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata: {name: wanted, namespace: mcp}\n---\n" + Pod("wanted", "token")));

    [Theory]
    [InlineData("{kind: Secret, name: wanted}", "error    MCP201")]
    [InlineData("{kind: Secret, name: wanted, optional: true}", "warning  MCP201")]
    [InlineData("{kind: Secret, name: made, valuesKey: C}", "error    MCP201")]
    [InlineData("{kind: Secret, name: made, valuesKey: B}", null)]
    [InlineData("{kind: ConfigMap, name: wanted}", null)]
    [InlineData("{kind: Secret, name: made, valuesKey: B, targetPath: mcpContextForge.secret.JWT_SECRET_KEY}", "error    MCP003")]
    [InlineData("{kind: Secret, name: made, valuesKey: B, targetPath: mcpContextForge.replicas}", null)]
    public async Task ValuesFrom_OfFlux_AreReferences(string source, string? says)
    {
        var made = Object("external-secrets.io/v1", "ExternalSecret", "made", "{data: [{secretKey: B}]}");
        var release = Object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "gw", $"{{targetNamespace: other, valuesFrom: [{source}]}}");

        var output = await AuditAsync(made + release);

        if (says is not null)
            Assert.Contains(says, output, StringComparison.Ordinal);
        else
            Assert.DoesNotContain(output.Split('\n'), line => line.Contains("MCP201  Helm", StringComparison.Ordinal) || line.Contains("MCP003", StringComparison.Ordinal));
    }

    private static string Object(string apiVersion, string kind, string name, string spec) =>
        $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: {name}, namespace: mcp}}\nspec: {spec}\n---\n";

    private static string Pod(string secret, string? key = null) => Object("v1", "Pod", "p", key is null
        ? $"{{containers: [{{name: c, envFrom: [{{secretRef: {{name: {secret}}}}}]}}]}}"
        : $"{{containers: [{{name: c, env: [{{name: V, valueFrom: {{secretKeyRef: {{name: {secret}, key: {key}}}}}}}]}}]}}");

    private static async Task<string[]> MissingAsync(string objects) =>
        [.. (await AuditAsync(objects)).Split('\n').Where(line => line.Contains("  MCP201  Pod", StringComparison.Ordinal))];

    private static async Task<string> AuditAsync(string objects)
    {
        using var project = new TemporaryProject().WithFile("k8s/all.yaml", objects);
        return (await project.RunAsync("audit", "--manifests", "k8s")).Output;
    }
}
