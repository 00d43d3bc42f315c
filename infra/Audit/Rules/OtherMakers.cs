using System.Collections.Frozen;
using McpInfra.Audit.Files;

namespace McpInfra.Audit.Rules;

/// <summary>
/// Secrets that operators make besides what they are for, or of what other tools hold. Their keys are not known, and none
/// is reported as unused: nobody asked for it by itself.
/// </summary>
internal static class OtherMakers
{
    /// <summary>API groups whose objects make no Secret of their own name, as everybody knows them.</summary>
    private static readonly FrozenSet<string> KnownGroups = FrozenSet.ToFrozenSet(["", "apps", "batch", "autoscaling", "policy", "external-secrets.io", "generators.external-secrets.io", "bitnami.com"]);

    public static IEnumerable<MadeSecret> Of(ManifestObject maker) => Names(maker)
        .Where(made => made.Name is { Length: > 0 })
        .Select(made => new MadeSecret(made.Name!, made.Namespace ?? maker.Namespace, made.Keys, By: null));

    /// <summary>Whether an object is of a kind of which nothing is known, so that it may make a Secret of its own name.</summary>
    public static bool MayMake(ManifestObject unknown) =>
        !KnownGroups.Contains(unknown.Group) && !unknown.Group.EndsWith(".k8s.io", StringComparison.Ordinal) && unknown.Kind != "Kustomization";

    private static IEnumerable<(string? Name, string? Namespace, IReadOnlyCollection<string>? Keys)> Names(ManifestObject maker)
    {
        return (maker.Kind, maker.Group) switch
        {
            ("SecretProviderClass", "secrets-store.csi.x-k8s.io") => Nodes.Items(Nodes.At(maker.Node, "spec.secretObjects")).Select(made =>
                (Nodes.Text(made, "secretName"), (string?)null, (IReadOnlyCollection<string>?)[.. Nodes.Items(Nodes.At(made, "data")).Select(item => Nodes.Text(item, "key")).OfType<string>()])),
            ("OnePasswordItem", "onepassword.com") or ("KafkaUser", "kafka.strimzi.io") => [Own("")],
            ("Kafka", "kafka.strimzi.io") => [Own("-cluster-ca-cert"), Own("-clients-ca-cert")],
            ("PostgresCluster", "postgres-operator.crunchydata.com") => Nodes.At(maker.Node, "spec.users") is { } users
                ? Nodes.Items(users).Select(user => Own($"-pguser-{Nodes.Text(user, "name")}"))
                : [Own($"-pguser-{maker.Name}")],
            ("Cluster", "postgresql.cnpg.io") =>
            [
                Own("-ca"), Own("-server"), Own("-replication"),
                .. maker.TextAt("spec.bootstrap.initdb.secret.name") is null ? [Own("-app")] : (IEnumerable<(string?, string?, IReadOnlyCollection<string>?)>)[],
                .. maker.TextAt("spec.enableSuperuserAccess") == "true" && maker.TextAt("spec.superuserSecret.name") is null ? [Own("-superuser")] : (IEnumerable<(string?, string?, IReadOnlyCollection<string>?)>)[],
            ],
            ("DopplerSecret", "secrets.doppler.com") => [(maker.TextAt("spec.managedSecret.name"), maker.TextAt("spec.managedSecret.namespace"), null)],
            ("InfisicalSecret" or "InfisicalDynamicSecret", "secrets.infisical.com") => new[] { Nodes.At(maker.Node, "spec.managedSecretReference") }
                .Concat(Nodes.Items(Nodes.At(maker.Node, "spec.managedKubeSecretReferences")))
                .Select(made => (Nodes.Text(made, "secretName"), Nodes.Text(made, "secretNamespace"), (IReadOnlyCollection<string>?)null)),
            _ => [],
        };

        (string?, string?, IReadOnlyCollection<string>?) Own(string suffix) => (maker.Name + suffix, null, null);
    }
}
