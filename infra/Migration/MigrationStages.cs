using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>The five stages of a migration, with the lines to run. No line holds a value.</summary>
internal static class MigrationStages
{
    private static readonly SettingsPath OfMigration = MigrationTopic.Topic.TopLevel;

    private static readonly ShellLine Tool = ShellLine.Of($"dotnet run --no-build --project infra -- ");

    public static IReadOnlyList<MigrationStage> Of(MigrationPlan plan)
    {
        var settings = plan.Settings;
        var files = ShellLine.Of($"{plan.Files}");
        var stack = plan.Stack.Stack;
        var migrate = ShellLine.Of($"{Tool}migrate {files} --stack {stack}");
        var context = Context(settings);
        var helm = ShellLine.Of($"--kube-context {settings.Kubernetes.Context} --namespace {settings.Namespace}");
        var upgrade = Upgrade(plan, helm);
        var rollout = ShellLine.Of($"kubectl rollout status deployment/{ChartNames.GatewayDeployment(settings.Release.Name)} {context}");
        var pulumi = new PulumiCommand(stack);
        var urns = new ReleaseUrns(plan.Stack.Stack);
        return
        [
            new(1, "references, optional, beside the inline values",
                "The release lists the Secrets that are to come. They are not there yet, and optional, so every pod starts with what it has today.",
                [Words.Own("dotnet build infra"), ShellLine.Of($"{migrate}{ShellLine.When(plan.To == SecretSource.Config, $" --to config")} --write"), upgrade],
                [rollout],
                [ShellLine.Of($"helm rollback {settings.Release.Name} {helm}"), ShellLine.Of($"git checkout -- {plan.Stack.Name} && rm {plan.ReferencesName}")]),
            new(2, "the values in the store",
                "Pulumi makes the AWS secrets, the reader role, the store and the ExternalSecrets, and leaves namespace and release alone. Each value goes from the file to the store through a pipe.",
                [.. Configure(plan, files, stack), ShellLine.Of($"pulumi up --stack {stack}"), .. Puts(plan, files, stack)],
                [.. Compares(plan, files, stack)],
                [Words.Own("# nothing to take back: the pods still have the inline values")]),
            new(3, "every ExternalSecret Ready",
                "The operator copies the values into the cluster. Pods that start from now on read them there, and they are the same.",
                [ShellLine.Of($"kubectl annotate externalsecret --all force-sync=\"$(date +%s)\" --overwrite {context}")],
                [ShellLine.Of($"kubectl wait externalsecret --all --for=condition=Ready --timeout={settings.Store.TimeoutSeconds}s {context}")],
                [Words.Own("# nothing to take back: until all are Ready the inline values stand; this says what is missing"), ShellLine.Of($"kubectl describe externalsecret {context}")]),
            new(4, "the inline values removed",
                "The files lose their secrets and the release reads the Secrets alone. A bundled Postgres and Redis restart once, since their Secret has another name.",
                [ShellLine.Of($"{migrate} --write --ready"), upgrade],
                [rollout, ShellLine.Of($"{Tool}migrate status {files} --stack {stack}")],
                [ShellLine.Of($"helm rollback {settings.Release.Name} {helm}"), ShellLine.Of($"git checkout -- {files} {plan.ReferencesName}")]),
            new(5, "the references no longer optional, the release under Pulumi",
                "Pulumi takes over the namespace and the running release; the update that follows upgrades it in place. Imported earlier, the inline values would be in Pulumi's state.",
                [ShellLine.Of($"{migrate} --write"), .. urns.Imports(settings), ShellLine.Of($"pulumi up --stack {stack}")],
                [rollout, ShellLine.Of($"pulumi preview --stack {stack} --expect-no-changes")],
                [
                    .. urns.Forget(plan.Stack.Stack), pulumi.Set(OfMigration.Key("adopting"), "true"), pulumi.Set(OfMigration.Key("optional"), "true"), ShellLine.Of($"helm rollback {settings.Release.Name} {helm}"),
                ]),
        ];
    }

    /// <summary>What is left when the release is Pulumi's: copies of the values outside the store.</summary>
    public static IReadOnlyList<Words> Afterwards(MigrationPlan plan)
    {
        var settings = plan.Settings;
        var context = Context(settings);
        return
        [
            ShellLine.Of($"kubectl delete secret --selector {new Quoted($"owner=helm,name={settings.Release.Name},status!=deployed")} {context}"),
            ShellLine.Of($"kubectl delete replicaset {context} $(kubectl get replicaset {context} --selector app={ChartNames.GatewayDeployment(settings.Release.Name)} --output jsonpath='{{.items[?(@.spec.replicas==0)].metadata.name}}')"),
            ShellLine.Of($"rm {plan.ReferencesName}"),
        ];
    }

    private static ShellLine Context(StackSettings settings) => $"--context {settings.Kubernetes.Context} --namespace {settings.Namespace}";

    private static ShellLine Upgrade(MigrationPlan plan, ShellLine helm)
    {
        var chart = plan.Settings.Chart;
        var version = ShellLine.When(chart.Source.StartsWith("oci://", StringComparison.Ordinal), $" --version {chart.Version}");
        var values = plan.Files.Append(plan.ReferencesName).Aggregate(ShellLine.None, (line, file) => line + ShellLine.Of($" --values {file}"));
        return $"helm upgrade {plan.Settings.Release.Name} {chart.Source}{version} {helm} --reset-values{values} --wait --timeout {plan.Settings.Release.TimeoutSeconds}s";
    }

    private static IEnumerable<Words> Configure(MigrationPlan plan, ShellLine files, string stack) => plan.Configured
        .Where(value => value.Value is not null)
        .Select(value => (Words)ShellLine.Of($"{Tool}migrate export {files} --stack {stack} --secret {value.Id} | {new PulumiCommand(stack).SetSecret(SecretsTopic.Values.TopLevel.Key(value.Id))}"));

    private static IEnumerable<Words> Puts(MigrationPlan plan, ShellLine files, string stack) => plan.Groups.Select(group =>
        (Words)ShellLine.Of($"{Tool}migrate export {files} --stack {stack} --group {group.Group.Name} | aws secretsmanager put-secret-value --region {plan.Aws.Region} --secret-id {group.Group.AwsName} --secret-string file:///dev/stdin"));

    /// <summary>In bash: cmp prints where two texts differ, and neither text.</summary>
    private static IEnumerable<Words> Compares(MigrationPlan plan, ShellLine files, string stack) => plan.Groups.Select(group =>
        (Words)ShellLine.Of($"cmp <({Tool}migrate export {files} --stack {stack} --group {group.Group.Name} && echo) <(aws secretsmanager get-secret-value --region {plan.Aws.Region} --secret-id {group.Group.AwsName} --query SecretString --output text) && echo same"));
}
