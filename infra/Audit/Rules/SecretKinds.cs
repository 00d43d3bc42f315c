using System.Collections.Frozen;
using McpInfra.Audit.Files;
using McpInfra.Yaml;
using static McpInfra.Audit.Rules.SecretKind;

namespace McpInfra.Audit.Rules;

/// <summary>The one table of what makes Secrets in a cluster: kind, names, keys and where that is written.</summary>
internal static class SecretKinds
{
    private const string Eso = "external-secrets.io";
    private const string Vso = "secrets.hashicorp.com";
    private const string Kafka = "kafka.strimzi.io";
    private const string CertManager = "cert-manager.io";

    /// <summary>API groups whose objects make no Secret of their own name, as everybody knows them.</summary>
    private static readonly FrozenSet<string> KnownGroups = FrozenSet.ToFrozenSet(
    [
        "", "apps", "batch", "autoscaling", "policy", Eso, "generators.external-secrets.io", "bitnami.com",
        "source.toolkit.fluxcd.io", "notification.toolkit.fluxcd.io", "image.toolkit.fluxcd.io", "monitoring.coreos.com",
    ]);

    public static IReadOnlyList<SecretKind> All { get; } =
    [
        new("", "Secret", "its own name", "kubernetes/kubernetes staging/src/k8s.io/api/core/v1/types.go", maker => Asked(maker, maker.Name, SecretKeys.OfSecret(maker))),
        new("bitnami.com", "SealedSecret", "`spec.template.metadata.name`, or its own", "bitnami-labs/sealed-secrets pkg/apis/sealedsecrets/v1alpha1/types.go",
            maker => Asked(maker, maker.TextAt("spec.template.metadata.name") ?? maker.Name, [.. SecretKeys.At(maker, "spec.encryptedData"), .. SecretKeys.At(maker, "spec.template.data")])),
        new(Eso, "ExternalSecret", "`spec.target.name`, or its own; none with `creationPolicy: None` or a `target.manifest` of another kind; `Merge` adds keys to one that is there",
            "external-secrets/external-secrets apis/externalsecrets/v1/externalsecret_types.go, pkg/controllers/externalsecret/externalsecret_controller_template.go",
            maker => OfExternal(maker, "spec", maker.Name)),
        new(Eso, "ClusterExternalSecret", "`externalSecretSpec.target.name`, `externalSecretName` or its own, in any namespace", "external-secrets/external-secrets apis/externalsecrets/v1/clusterexternalsecret_types.go",
            maker => OfExternal(maker, "spec.externalSecretSpec", maker.TextAt("spec.externalSecretName") ?? maker.Name)),
        .. ((string[])["VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret", "HCPVaultSecretsApp"]).Select(kind => new SecretKind(
            Vso, kind, "`spec.destination.name`; without `destination.create: true` it adds keys to one that is there", "hashicorp/vault-secrets-operator api/v1beta1/common.go",
            maker => Asked(maker, maker.TextAt("spec.destination.name"), keys: null, maker.TextAt("spec.destination.create") == "true" ? null : AddsBecause.NotCreated))),
        new(CertManager, "Certificate", "`spec.secretName`", "cert-manager/cert-manager pkg/apis/certmanager/v1/types_certificate.go", maker => Asked(maker, maker.TextAt("spec.secretName"), SecretKeys.OfCertificate(maker))),
        new(CertManager, "Issuer", "`spec.acme.privateKeySecretRef.name`", "cert-manager/cert-manager pkg/apis/acme/v1/types_issuer.go", maker => Beside(maker.TextAt("spec.acme.privateKeySecretRef.name"), maker.Namespace)),
        new(CertManager, "ClusterIssuer", "`spec.acme.privateKeySecretRef.name`", "cert-manager/cert-manager pkg/apis/acme/v1/types_issuer.go", maker => Beside(maker.TextAt("spec.acme.privateKeySecretRef.name"), "")),
        new("networking.k8s.io", "Ingress", "`spec.tls[].secretName`, with an annotation `cert-manager.io/issuer` or `cert-manager.io/cluster-issuer`", "cert-manager/cert-manager pkg/apis/certmanager/v1/types.go",
            maker => Annotations(maker.Node, "metadata.annotations").Any(entry => entry.Key is CertManager + "/issuer" or CertManager + "/cluster-issuer")
                ? Items(maker, "spec.tls").SelectMany(made => Beside(Nodes.Text(made, "secretName"), maker.Namespace)) : []),
        new("", "Service", "what OpenShift's annotation `service.beta.openshift.io/serving-cert-secret-name` names", "openshift/service-ca-operator pkg/controller/api/api.go",
            maker => Annotations(maker.Node, "metadata.annotations").Where(entry => entry.Key is "service.beta.openshift.io/serving-cert-secret-name" or "service.alpha.openshift.io/serving-cert-secret-name")
                .SelectMany(entry => Beside((entry.Value as ScalarNode)?.Text, maker.Namespace, ["tls.crt", "tls.key"]))),
        new("secrets-store.csi.x-k8s.io", "SecretProviderClass", "`spec.secretObjects[].secretName`", "kubernetes-sigs/secrets-store-csi-driver apis/v1/secretproviderclass_types.go",
            maker => Items(maker, "spec.secretObjects").SelectMany(made =>
                Beside(Nodes.Text(made, "secretName"), maker.Namespace, [.. Nodes.Items(Nodes.At(made, "data")).Select(item => Nodes.Text(item, "key")).OfType<string>()]))),
        new("onepassword.com", "OnePasswordItem", "its own name", "1Password/onepassword-operator internal/controller/onepassworditem_controller.go", maker => Beside(maker.Name, maker.Namespace)),
        new("secrets.doppler.com", "DopplerSecret", "`spec.managedSecret.name`, in its `namespace`", "DopplerHQ/kubernetes-operator api/v1alpha1/dopplersecret_types.go",
            maker => Beside(maker.TextAt("spec.managedSecret.name"), maker.TextAt("spec.managedSecret.namespace") ?? maker.Namespace)),
        .. ((string[])["InfisicalSecret", "InfisicalDynamicSecret"]).Select(kind => new SecretKind(
            "secrets.infisical.com", kind, "`spec.managedSecretReference.secretName` and `spec.managedKubeSecretReferences[].secretName`", "Infisical/kubernetes-operator api/v1alpha1/common.go",
            maker => Items(maker, "spec.managedKubeSecretReferences").Prepend(Nodes.At(maker.Node, "spec.managedSecretReference"))
                .SelectMany(made => Beside(Nodes.Text(made, "secretName"), Nodes.Text(made, "secretNamespace") ?? maker.Namespace)))),
        new("k8s.bitwarden.com", "BitwardenSecret", "`spec.secretName`", "bitwarden/sm-kubernetes api/v1/bitwardensecret_types.go", maker => Beside(maker.TextAt("spec.secretName"), maker.Namespace,
            maker.TextAt("spec.onlyMappedSecrets") == "true" ? [.. Items(maker, "spec.map").Select(item => Nodes.Text(item, "secretKeyName")).OfType<string>()] : null)),
        new("isindir.github.com", "SopsSecret", "`spec.secretTemplates[].name`", "isindir/sops-secrets-operator api/v1alpha3/sopssecret_types.go",
            maker => Items(maker, "spec.secretTemplates").SelectMany(made => Beside(Nodes.Text(made, "name"), maker.Namespace, [.. SecretKeys.At(made, "data"), .. SecretKeys.At(made, "stringData")]))),
        new("postgres-operator.crunchydata.com", "PostgresCluster", "NAME`-pguser-`USER for `spec.users[]`, or its own name for USER; NAME`-pgbackrest`, `-cluster-cert`, `-replication-cert`, `-monitoring`",
            "CrunchyData/postgres-operator internal/naming/names.go", maker => Suffixed(maker,
            [
                .. Nodes.At(maker.Node, "spec.users") is { } users ? Nodes.Items(users).Select(user => $"-pguser-{Nodes.Text(user, "name")}") : [$"-pguser-{maker.Name}"],
                "-pgbackrest", "-cluster-cert", "-replication-cert", "-monitoring",
            ])),
        new("postgresql.cnpg.io", "Cluster", "NAME`-app`, unless its bootstrap names one; `-superuser` where access is enabled and none is named; `-ca`, `-server`, `-replication`",
            "cloudnative-pg/cloudnative-pg api/v1/cluster_funcs.go", maker => Suffixed(maker,
            [
                "-ca", "-server", "-replication",
                .. ((string[])["initdb", "recovery", "pg_basebackup"]).All(way => maker.TextAt($"spec.bootstrap.{way}.secret.name") is null) ? (string[])["-app"] : [],
                .. maker.TextAt("spec.enableSuperuserAccess") == "true" && maker.TextAt("spec.superuserSecret.name") is null ? (string[])["-superuser"] : [],
            ])),
        new("acid.zalan.do", "postgresql", "USER`.`NAME`.credentials.postgresql.acid.zalan.do` for `spec.users`, `postgres` and `standby`", "zalando/postgres-operator pkg/util/config/config.go, pkg/cluster/util.go",
            maker => Nodes.Entries(Nodes.At(maker.Node, "spec.users")).Select(user => user.Key).Concat(["postgres", "standby"]).SelectMany(user =>
                Beside($"{user.Replace('_', '-')}.{maker.Name}.credentials.postgresql.acid.zalan.do", maker.Namespace))),
        new(Kafka, "KafkaUser", "its own name, with `authentication.type: tls` or `scram-sha-512`", "strimzi/strimzi-kafka-operator user-operator/src/main/java/io/strimzi/operator/user/model/KafkaUserModel.java",
            maker => maker.TextAt("spec.authentication.type") switch
            {
                "tls" => Beside(maker.Name, maker.Namespace, ["ca.crt", "user.crt", "user.key", "user.p12", "user.password"]),
                "scram-sha-512" => Beside(maker.Name, maker.Namespace, ["password", "sasl.jaas.config"]),
                _ => [],
            }),
        new(Kafka, "Kafka", "NAME`-cluster-ca-cert`, `-cluster-ca`, `-clients-ca-cert`, `-clients-ca`", "strimzi/strimzi-kafka-operator api/src/main/java/io/strimzi/api/kafka/model/kafka/KafkaResources.java",
            maker => Suffixed(maker, ["-cluster-ca-cert", "-cluster-ca", "-clients-ca-cert", "-clients-ca"])),
        new("rabbitmq.com", "RabbitmqCluster", "NAME`-default-user`, `-erlang-cookie`", "rabbitmq/cluster-operator internal/resource/default_user_secret.go, api/v1beta1/rabbitmqcluster_types.go",
            maker => Suffixed(maker, ["-default-user", "-erlang-cookie"])),
    ];

    private static readonly FrozenDictionary<(string Group, string Kind), SecretKind> ByKind = All.ToFrozenDictionary(row => (row.Group, row.Kind));

    /// <summary>What an object makes, with the copies that are made of it.</summary>
    public static IEnumerable<MadeSecret> MadeBy(ManifestObject maker)
    {
        List<MadeSecret> made = ByKind.TryGetValue((maker.Group, maker.Kind), out var row) ? [.. row.Of(maker)] : [];
        return [.. made, .. SecretCopies.Of(maker, made), .. Connection(maker)];
    }

    /// <summary>Whether an object is of a kind of which nothing is known, so that it may make a Secret of its own name.</summary>
    public static bool MayMake(ManifestObject unknown) =>
        !KnownGroups.Contains(unknown.Group) && !unknown.Group.EndsWith(".k8s.io", StringComparison.Ordinal) && unknown.Kind != "Kustomization"
        && !ByKind.ContainsKey((unknown.Group, unknown.Kind));

    /// <summary>Any kind of Crossplane's may write how to reach what it made (crossplane/crossplane-runtime pkg/resource/interfaces.go).</summary>
    private static IEnumerable<MadeSecret> Connection(ManifestObject maker) =>
        Beside(maker.TextAt("spec.writeConnectionSecretToRef.name"), maker.TextAt("spec.writeConnectionSecretToRef.namespace") ?? maker.Namespace);

    private static IEnumerable<MadeSecret> OfExternal(ManifestObject maker, string spec, string otherwise)
    {
        var policy = maker.TextAt(spec + ".target.creationPolicy");
        return policy == "None" || (maker.TextAt(spec + ".target.manifest.kind") ?? "Secret") != "Secret"
            ? []
            : Asked(maker, maker.TextAt(spec + ".target.name") ?? otherwise, SecretKeys.OfExternal(maker, spec), policy == "Merge" ? AddsBecause.Merges : null);
    }

    private static IEnumerable<MadeSecret> Suffixed(ManifestObject maker, IEnumerable<string> suffixes) =>
        suffixes.SelectMany(suffix => Beside(maker.Name + suffix, maker.Namespace));

    private static IReadOnlyList<YamlNode> Items(ManifestObject maker, string path) => Nodes.Items(Nodes.At(maker.Node, path));

    private static IReadOnlyList<MappingEntry> Annotations(YamlNode node, string path) => Nodes.Entries(Nodes.At(node, path));
}
