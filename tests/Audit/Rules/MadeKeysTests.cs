using static McpInfra.Tests.Audit.Rules.AuditedObjects;

namespace McpInfra.Tests.Audit.Rules;

/// <summary>Which keys a Secret has by who makes it.</summary>
public sealed class MadeKeysTests
{
    [Theory]
    [InlineData("{template: {mergePolicy: Merge, data: {B: x}}}", "A", true)]
    [InlineData("{template: {mergePolicy: Merge, data: {B: x}}}", "B", true)]
    [InlineData("{template: {data: {B: x}}}", "A", false)]
    [InlineData("{template: {data: {B: x}}}", "B", true)]
    [InlineData("{template: {metadata: {labels: {a: b}}}}", "A", true)]
    [InlineData("{template: {templateFrom: []}}", "A", true)]
    [InlineData("{template: {templateFrom: [{literal: 'B: x'}]}}", "B", true)]
    [InlineData("{template: {data: {C: x}, templateFrom: [{configMap: {name: t, items: [{key: B}]}}]}}", "B", true)]
    public async Task Key_OfATemplate_IsThereAsTheOperatorMakesIt(string target, string key, bool isThere) =>
        Assert.Equal(isThere, (await MissingAsync(Object("external-secrets.io/v1", "ExternalSecret", "wanted", $"{{target: {target}, data: [{{secretKey: A}}]}}") + Pod("wanted", key))).Length == 0);

    [Theory]
    [InlineData("cert-manager.io/v1", "Certificate", "{secretName: wanted}", "tls.key", true)]
    [InlineData("cert-manager.io/v1", "Certificate", "{secretName: wanted}", "keystore.p12", false)]
    [InlineData("cert-manager.io/v1", "Certificate", "{secretName: wanted, keystores: {pkcs12: {create: true}}}", "keystore.p12", true)]
    [InlineData("kafka.strimzi.io/v1beta2", "KafkaUser", "{authentication: {type: tls}}", "user.crt", true)]
    [InlineData("kafka.strimzi.io/v1beta2", "KafkaUser", "{authentication: {type: tls}}", "password", false)]
    [InlineData("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", "{secretObjects: [{secretName: wanted, data: [{key: A}]}]}", "B", false)]
    [InlineData("k8s.bitwarden.com/v1", "BitwardenSecret", "{secretName: wanted, map: [{secretKeyName: A}]}", "B", true)]
    [InlineData("k8s.bitwarden.com/v1", "BitwardenSecret", "{secretName: wanted, onlyMappedSecrets: true, map: [{secretKeyName: A}]}", "B", false)]
    [InlineData("isindir.github.com/v1alpha3", "SopsSecret", "{secretTemplates: [{name: wanted, stringData: {A: x}}]}", "B", false)]
    [InlineData("external-secrets.io/v1", "ClusterExternalSecret", "{externalSecretSpec: {data: [{secretKey: A}], dataFrom: [{extract: {key: x}}], target: {template: {data: {B: x}}}}}", "A", false)]
    [InlineData("external-secrets.io/v1", "ClusterExternalSecret", "{externalSecretSpec: {dataFrom: [{extract: {key: x}}]}}", "A", true)]
    public async Task Key_OfAnotherKind_IsThereAsItsProgramMakesIt(string apiVersion, string kind, string spec, string key, bool isThere) =>
        Assert.Equal(isThere, (await MissingAsync(Object(apiVersion, kind, "wanted", spec) + Pod("wanted", key))).Length == 0);

    [Theory]
    [InlineData("literals: [A=x, B=y=z]", "B", true)]
    [InlineData("literals: [A=x]", "B", false)]
    [InlineData("files: [dir/B, C=dir/x]", "B", true)]
    [InlineData("files: [dir/B, C=dir/x]", "C", true)]
    [InlineData("files: [dir/B, C=dir/x]", "x", false)]
    [InlineData("envs: [.env]", "B", true)]
    [InlineData("behavior: merge\n    literals: [A=x]", "B", true)]
    public async Task Key_OfKustomizesGenerator_IsThereAsItMakesIt(string entry, string key, bool isThere) => Assert.Equal(isThere,
        (await MissingAsync($"kind: Kustomization\nsecretGenerator:\n  - name: wanted\n    {entry}\n---\n" + Pod("wanted", key))).Length == 0);

    [Fact]
    public async Task Key_OfASecretThatIsFilledIn_IsNotKnown() => Assert.Empty(await MissingAsync(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: wanted, namespace: mcp, annotations: {replicator.v1.mittwald.de/replicate-from: a/b}}\n---\n" + Pod("wanted", "any")));

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
}
