using McpInfra.Audit.Rules;
using McpInfra.Tests.Support;
using static McpInfra.Tests.Audit.Rules.AuditedObjects;

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
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "db", "{instances: []}", "db-pgbackrest")]
    [InlineData("acid.zalan.do/v1", "postgresql", "db", "{users: {some_app: []}}", "some-app.db.credentials.postgresql.acid.zalan.do")]
    [InlineData("acid.zalan.do/v1", "postgresql", "db", "{}", "postgres.db.credentials.postgresql.acid.zalan.do")]
    [InlineData("kafka.strimzi.io/v1", "KafkaUser", "wanted", "{authentication: {type: scram-sha-512}}")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "mq", "{}", "mq-default-user")]
    [InlineData("k8s.bitwarden.com/v1", "BitwardenSecret", "any", "{secretName: wanted}")]
    [InlineData("isindir.github.com/v1alpha3", "SopsSecret", "any", "{secretTemplates: [{name: other}, {name: wanted}]}")]
    [InlineData("secrets.hashicorp.com/v1beta1", "HCPVaultSecretsApp", "any", "{destination: {create: true, name: wanted}}")]
    [InlineData("secrets.hashicorp.com/v1beta1", "VaultPKISecret", "any", "{destination: {create: true, name: wanted}}")]
    [InlineData("cert-manager.io/v1", "Certificate", "any", "{secretName: wanted}")]
    [InlineData("cert-manager.io/v1", "ClusterIssuer", "any", "{acme: {privateKeySecretRef: {name: wanted}}}")]
    [InlineData("rds.aws.upbound.io/v1beta1", "Instance", "any", "{writeConnectionSecretToRef: {name: wanted, namespace: mcp}}")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "any", "{target: {name: wanted, creationPolicy: CreateOrMerge}, data: []}")]
    public async Task Secret_OfAnotherKind_IsMade(string apiVersion, string kind, string name, string spec, string wanted = "wanted") =>
        Assert.Empty(await MissingAsync(Object(apiVersion, kind, name, spec) + Pod(wanted)));

    /// <summary>A template makes what its chart's values name: not known, since nobody has rendered it.</summary>
    [Theory]
    [InlineData("gw", "{{ .Values.app.admin.existingSecret }}", "kind: ExternalSecret", true)]
    [InlineData("gw", "'{{- .Values.app.admin.existingSecret -}}'", "kind: Secret", true)]
    [InlineData("gw", "{{ .Values.other }}", "kind: ExternalSecret", false)]
    [InlineData("gw", "{{ .Values.app.admin.existingSecret }}", "kind: Job", false)]
    [InlineData("other", "{{ .Values.app.admin.existingSecret }}", "kind: ExternalSecret", false)]
    public async Task Secret_ThatATemplateOfTheChartNamesByItsValue_MayBeMade(string chart, string name, string kind, bool mayBe)
    {
        using var project = new TemporaryProject().WithFile("k8s/gw/Chart.yaml", "name: gw\n").WithFile("k8s/gw/values.yaml", "app: {admin: {existingSecret: wanted}}\n")
            .WithFile("k8s/other/Chart.yaml", "name: other\n").WithFile($"k8s/{chart}/templates/a.yaml", $"apiVersion: v1\n{kind}\nmetadata:\n  name: {name}\n");

        var run = await project.RunAsync("audit", "--manifests", "k8s");

        Assert.Equal(mayBe ? 0 : 1, run.ExitCode);
        Assert.Contains(mayBe ? "which nothing at hand is known to make; the template k8s/gw/templates/a.yaml may." : "which neither a stack nor a manifest at hand makes.", run.Output, StringComparison.Ordinal);
    }

    /// <summary>What Kubernetes itself made, in a pod that was written down as it ran.</summary>
    [Theory]
    [InlineData("default-token-f9jvj", true)]
    [InlineData("build-robot-token-x7k2z", true)]
    [InlineData("api-token-abcde", false)]
    [InlineData("my-token", false)]
    public async Task Secret_OfAServiceAccountsToken_IsMadeByKubernetes(string name, bool isMade) =>
        Assert.Equal(isMade, (await MissingAsync(Object("v1", "Pod", "gw", $"{{volumes: [{{name: a, secret: {{secretName: {name}}}}}]}}"))).Length == 0);

    [Theory]
    [InlineData("secrets.doppler.com/v1alpha1", "DopplerSecret", "any", "{managedSecret: {name: wanted, namespace: elsewhere}}")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "db", "{bootstrap: {initdb: {secret: {name: own}}}}", "db-app")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "db", "{instances: 1}", "db-superuser")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "wanted", "{target: {creationPolicy: None}, data: []}")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "wanted", "{target: {creationPolicy: Merge}, data: []}")]
    [InlineData("external-secrets.io/v1", "ExternalSecret", "wanted", "{target: {manifest: {apiVersion: v1, kind: ConfigMap}}, data: []}")]
    [InlineData("external-secrets.io/v1", "SecretStore", "wanted", "{}")]
    [InlineData("apps/v1", "Deployment", "wanted", "{}")]
    [InlineData("external-secrets.io/v1", "ClusterExternalSecret", "wanted", "{externalSecretSpec: {target: {creationPolicy: None}}}")]
    [InlineData("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", "any", "{destination: {name: wanted}}")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "db", "{bootstrap: {recovery: {secret: {name: own}}}}", "db-app")]
    [InlineData("kafka.strimzi.io/v1beta2", "KafkaUser", "wanted", "{authentication: {type: tls-external}}")]
    [InlineData("cert-manager.io/v1", "Certificate", "wanted", "{secretName: other}")]
    [InlineData("networking.k8s.io/v1", "Ingress", "any", "{tls: [{secretName: wanted}]}")]
    [InlineData("source.toolkit.fluxcd.io/v1", "HelmRepository", "wanted", "{}")]
    [InlineData("rds.aws.upbound.io/v1beta1", "Instance", "any", "{writeConnectionSecretToRef: {name: wanted, namespace: other}}")]
    public async Task Secret_ThatNothingMakes_IsMissing(string apiVersion, string kind, string name, string spec, string wanted = "wanted") =>
        Assert.Contains("error    MCP201", Assert.Single(await MissingAsync(Object(apiVersion, kind, name, spec) + Pod(wanted))), StringComparison.Ordinal);

    [Theory]
    [InlineData("wanted")]
    [InlineData("wanted-es-elastic-user")]
    [InlineData("wanted-admin")]
    public async Task Secret_CalledAfterAnObjectOfAnUnknownKind_IsAWarning(string name)
    {
        var missing = Assert.Single(await MissingAsync(Object("example.com/v1", "Credential", "wanted", "{}") + Pod(name)));

        Assert.Contains("warning  MCP201", missing, StringComparison.Ordinal);
        Assert.Contains("which nothing at hand is known to make; Credential/mcp/wanted of k8s/all.yaml may.", missing, StringComparison.Ordinal);
    }

    /// <summary>Whose name only begins the same, or what is known to make none or others.</summary>
    [Theory]
    [InlineData("example.com/v1", "Credential", "wanted", "wantedly-admin")]
    [InlineData("example.com/v1", "Credential", "wanted-admin", "wanted")]
    [InlineData("apps/v1", "Deployment", "wanted", "wanted-admin")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "wanted", "wanted-admin")]
    public async Task Secret_CalledAfterNothingThatMayMakeIt_IsMissing(string apiVersion, string kind, string name, string wanted) =>
        Assert.Contains("error    MCP201", Assert.Single(await MissingAsync(Object(apiVersion, kind, name, "{}") + Pod(wanted))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Secret", "metadata: {name: wanted, namespace: a, annotations: {reflector.v1.k8s.emberstack.com/reflection-auto-enabled: 'true'}}", true)]
    [InlineData("Secret", "metadata: {name: wanted, namespace: a, annotations: {reflector.v1.k8s.emberstack.com/reflection-auto-enabled: 'true', reflector.v1.k8s.emberstack.com/reflection-auto-namespaces: 'b, mcp'}}", true)]
    [InlineData("Secret", "metadata: {name: wanted, namespace: a, annotations: {reflector.v1.k8s.emberstack.com/reflection-auto-enabled: 'true', reflector.v1.k8s.emberstack.com/reflection-auto-namespaces: 'b'}}", false)]
    [InlineData("Secret", "metadata: {name: wanted, namespace: a, annotations: {reflector.v1.k8s.emberstack.com/reflection-allowed: 'true'}}", false)]
    [InlineData("Secret", "metadata: {name: wanted, namespace: a, annotations: {replicator.v1.mittwald.de/replicate-to: 'm.*'}}", true)]
    [InlineData("Secret", "metadata: {name: wanted, namespace: a, annotations: {replicator.v1.mittwald.de/replicate-to-matching: x=y}}", true)]
    [InlineData("Secret", "metadata: {name: wanted, namespace: a}", false)]
    [InlineData("Certificate", "metadata: {name: c, namespace: a}\nspec: {secretName: wanted, secretTemplate: {annotations: {replicator.v1.mittwald.de/replicate-to: mcp}}}", true)]
    public async Task Secret_CopiedIntoANamespace_IsThere(string kind, string rest, bool isThere) => Assert.Equal(isThere,
        (await MissingAsync($"apiVersion: {(kind == "Secret" ? "v1" : "cert-manager.io/v1")}\nkind: {kind}\n{rest}\n---\n" + Pod("wanted"))).Length == 0);

    [Fact]
    public async Task Secret_OfAnIngressThatCertManagerLooksAt_IsMade() => Assert.Empty(await MissingAsync(
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: mcp, annotations: {cert-manager.io/cluster-issuer: x}}\nspec: {tls: [{secretName: wanted}]}\n---\n" + Pod("wanted")));

    [Theory]
    [InlineData("service.beta.openshift.io/serving-cert-secret-name", "tls.key", true)]
    [InlineData("service.alpha.openshift.io/serving-cert-secret-name", "tls.crt", true)]
    [InlineData("service.beta.openshift.io/serving-cert-secret-name", "password", false)]
    [InlineData("service.beta.openshift.io/serving-cert-signed-by", "tls.key", false)]
    public async Task Secret_OfAServiceThatOpenShiftSigns_IsMade(string annotation, string key, bool isThere) => Assert.Equal(isThere, (await MissingAsync(
        $"apiVersion: v1\nkind: Service\nmetadata: {{name: s, namespace: mcp, annotations: {{{annotation}: wanted}}}}\n---\n" + Pod("wanted", key))).Length == 0);

    [Fact]
    public async Task Secret_ThatIsPushed_IsAReference()
    {
        var output = await AuditAsync(Object("external-secrets.io/v1alpha1", "PushSecret", "p", "{selector: {secret: {name: wanted}}}"));

        Assert.Contains("MCP201  PushSecret/mcp/p:spec.selector.secret.name  names the Secret wanted, which neither", output, StringComparison.Ordinal);
    }

    /// <summary>Nobody knows what a template becomes; one that makes no Secrets makes none of that name either.</summary>
    [Theory]
    [InlineData("kind: ExternalSecret\nmetadata:\n  name: wanted\n{{- if x }}\n", "warning  MCP201")]
    [InlineData("kind: ConfigMap\nmetadata:\n  name: wanted\n{{- if x }}\n", "error    MCP201")]
    public async Task Secret_ThatATemplateMayMake_IsAWarning(string template, string says)
    {
        using var project = new TemporaryProject().WithFile("k8s/Chart.yaml", "name: a\n").WithFile("k8s/templates/a.yaml", template).WithFile("k8s/values.yaml", "envFrom: [{secretRef: {name: wanted}}]\n");

        Assert.Contains(says, (await project.RunAsync("audit", "--manifests", "k8s")).Output, StringComparison.Ordinal);
    }

    /// <summary>Terraform's plan says whether it does.</summary>
    [Theory]
    [InlineData("main.tf", "RESOURCE", "which nothing at hand is known to make; Terraform of k8s/main.tf may.")]
    [InlineData("module.yaml", "apiVersion: tf.upbound.io/v1beta1\nkind: Workspace\nmetadata: {name: w}\nspec:\n  forProvider:\n    module: |\n      RESOURCE", "which nothing at hand is known to make; Workspace/w of k8s/module.yaml may.")]
    public async Task Secret_ThatTerraformMayMake_IsAWarning(string file, string content, string says)
    {
        const string resource = "resource \"kubernetes_secret_v1\" \"x\" {\nmetadata {\nname = \"wanted\"\n}\n}\n";
        foreach (var (text, expected) in new[] { (resource, says), ("data" + resource["resource".Length..], "which neither a stack nor a manifest at hand makes.") })
        {
            using var project = new TemporaryProject().WithFile($"k8s/{file}", content.Replace("RESOURCE", content == "RESOURCE" ? text : text.Replace("\n", "\n      ", StringComparison.Ordinal), StringComparison.Ordinal))
                .WithFile("k8s/pod.yaml", Pod("wanted"));

            Assert.Contains(expected, (await project.RunAsync("audit", "--manifests", "k8s")).Output, StringComparison.Ordinal);
        }
    }

    /// <summary>Kustomize's variables, as another's, are filled in before a pod is made.</summary>
    [Theory]
    [InlineData("$(artifact_secret_name)")]
    [InlineData("$(params.registry-secret)")]
    [InlineData("REGISTRY_SECRET_NAME")]
    [InlineData("false")]
    [InlineData("${SECRET}")]
    public async Task Secret_WhoseNameIsFilledIn_IsNotLookedFor(string name) => Assert.Empty(await MissingAsync(Pod($"'{name}'")));

    [Theory]
    [InlineData("{{ .Release.Name }}-key", false)]
    [InlineData("{{ .Release.Name }}-other", true)]
    public async Task Secret_NamedByTheRelease_IsUsed(string name, bool isUnused)
    {
        var made = Object("external-secrets.io/v1", "ExternalSecret", "gw-key", "{data: [{secretKey: A}]}");
        var release = Object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "gw", $"{{values: {{envFrom: [{{secretRef: {{name: '{name}'}}}}]}}}}");

        Assert.Equal(isUnused, (await AuditAsync(made + release + Pod("another"))).Contains("MCP202", StringComparison.Ordinal));
    }

    /// <summary>What stands where a namespace is to be filled in may be any.</summary>
    [Theory]
    [InlineData("'${namespace}'")]
    [InlineData("'{{ ns }}'")]
    public async Task Secret_InANamespaceToBeFilledIn_IsMade(string space) => Assert.Empty(await MissingAsync(
        $"apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {{name: wanted, namespace: {space}}}\nspec: {{data: [{{secretKey: A}}]}}\n---\n" + Pod("wanted")));

    /// <summary>Argo CD reads a repository's address from a Secret too.</summary>
    [Theory]
    [InlineData("url: https://git.example.com/a", false)]
    [InlineData("password: hunter-2-hunter", true)]
    public async Task Secret_OfArgoCd_IsPlainWhereItHoldsACredential(string data, bool isPlain) => Assert.Equal(isPlain, (await AuditAsync(
        $"apiVersion: v1\nkind: Secret\nmetadata: {{name: r, namespace: argocd, labels: {{argocd.argoproj.io/secret-type: repository}}}}\nstringData: {{{data}}}\n")).Contains("MCP006", StringComparison.Ordinal));

    /// <summary>What is no secret by its name, and nothing that anybody chooses for one.</summary>
    [Theory]
    [InlineData("admin.passwordMtime: 2019-03-20T17:54:53Z", false)]
    [InlineData("insecure: 'true', retention: 2d", false)]
    [InlineData("key.pem: \"-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\\n\"", false)]
    [InlineData("admin.passwordMtime: 2019-03-20T17:54:53Z, hello: quietmeadow", true)]
    [InlineData("password: secure", true)]
    [InlineData("key.pem: \"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\\n-----END PRIVATE KEY-----\\n\"", true)]
    public async Task Secret_OfSwitchesAndTimes_HoldsNoValue(string data, bool isPlain) => Assert.Equal(isPlain, (await AuditAsync(
        $"apiVersion: v1\nkind: Secret\nmetadata: {{name: r, namespace: mcp}}\nstringData: {{{data}}}\n")).Contains("MCP006", StringComparison.Ordinal));

    [Fact]
    public void Docs_TableOfKinds_IsTheProgramsOwn() => Snapshot.MatchesPart("docs/audit.md", "kinds", "| object | Secrets | source |\n| --- | --- | --- |\n" + string.Concat(
        SecretKinds.All.Select(kind => $"| {kind.Kind}{(kind.Group.Length == 0 ? "" : $" (`{kind.Group}`)")} | {kind.Makes} | {kind.Source} |\n")));

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
}
