using McpInfra.Model;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>The five stages of a migration, with the lines to run. No line holds a value.</summary>
internal static class MigrationStages
{
    private const string Tool = "dotnet run --no-build --project infra -- ";

    public static IReadOnlyList<MigrationStage> Of(MigrationPlan plan)
    {
        var settings = plan.Settings;
        var files = string.Join(' ', plan.Files.Select(Quote));
        var stack = Quote(plan.Stack.Stack);
        var migrate = $"{Tool}migrate {files} --stack {stack}";
        var context = $"--context {Quote(settings.Kubernetes.Context)} --namespace {settings.Namespace}";
        var helm = $"--kube-context {Quote(settings.Kubernetes.Context)} --namespace {settings.Namespace}";
        var upgrade = Upgrade(plan, helm);
        var rollout = $"kubectl rollout status deployment/{ChartNames.GatewayDeployment(settings.Release.Name)} {context}";
        var urns = new ReleaseUrns(plan.Stack.Stack);
        return
        [
            new(1, "references, optional, beside the inline values",
                "The release lists the Secrets that are to come. They are not there yet, and optional, so every pod starts with what it has today.",
                ["dotnet build infra", migrate + (plan.To == SecretSource.Config ? " --to config" : "") + " --write", upgrade],
                [rollout],
                [$"helm rollback {settings.Release.Name} {helm}", $"git checkout -- {Quote(Path.GetFileName(plan.Stack.Path))} && rm {Quote(plan.ReferencesName)}"]),
            new(2, "the values in the store",
                "Pulumi makes the AWS secrets, the reader role, the store and the ExternalSecrets, and leaves namespace and release alone. Each value goes from the file to the store through a pipe.",
                [.. Configure(plan, files, stack), $"pulumi up --stack {stack}", .. Puts(plan, files, stack)],
                [.. Compares(plan, files, stack)],
                ["# nothing to take back: the pods still have the inline values"]),
            new(3, "every ExternalSecret Ready",
                "The operator copies the values into the cluster. Pods that start from now on read them there, and they are the same.",
                [$"kubectl annotate externalsecret --all force-sync=\"$(date +%s)\" --overwrite {context}"],
                [$"kubectl wait externalsecret --all --for=condition=Ready --timeout={settings.Store.TimeoutSeconds}s {context}"],
                ["# nothing to take back: until all are Ready the inline values stand; this says what is missing", $"kubectl describe externalsecret {context}"]),
            new(4, "the inline values removed",
                "The files lose their secrets and the release reads the Secrets alone. A bundled Postgres and Redis restart once, since their Secret has another name.",
                [migrate + " --write --ready", upgrade],
                [rollout, $"{Tool}migrate status {files} --stack {stack}"],
                [$"helm rollback {settings.Release.Name} {helm}", $"git checkout -- {files} {Quote(plan.ReferencesName)}"]),
            new(5, "the references no longer optional, the release under Pulumi",
                "Pulumi takes over the namespace and the running release; the update that follows upgrades it in place. Imported earlier, the inline values would be in Pulumi's state.",
                [migrate + " --write", .. urns.Imports(settings), $"pulumi up --stack {stack}"],
                [rollout, $"pulumi preview --stack {stack} --expect-no-changes"],
                [
                    .. urns.Forget(plan.Stack.Stack), $"pulumi config set --stack {stack} --path 'mcp-infra:migration.adopting' true",
                    $"pulumi config set --stack {stack} --path 'mcp-infra:migration.optional' true", $"helm rollback {settings.Release.Name} {helm}",
                ]),
        ];
    }

    /// <summary>What is left when the release is Pulumi's: copies of the values outside the store.</summary>
    public static IReadOnlyList<string> Afterwards(MigrationPlan plan)
    {
        var settings = plan.Settings;
        var context = $"--context {Quote(settings.Kubernetes.Context)} --namespace {settings.Namespace}";
        return
        [
            $"kubectl delete secret --selector 'owner=helm,name={settings.Release.Name},status!=deployed' {context}",
            $"kubectl delete replicaset {context} $(kubectl get replicaset {context} --selector app={ChartNames.GatewayDeployment(settings.Release.Name)} --output jsonpath='{{.items[?(@.spec.replicas==0)].metadata.name}}')",
            $"rm {Quote(plan.ReferencesName)}",
        ];
    }

    private static string Upgrade(MigrationPlan plan, string helm)
    {
        var chart = plan.Settings.Chart;
        var version = chart.Source.StartsWith("oci://", StringComparison.Ordinal) ? $" --version {chart.Version}" : "";
        var values = string.Concat(plan.Files.Append(plan.ReferencesName).Select(file => " --values " + Quote(file)));
        return $"helm upgrade {plan.Settings.Release.Name} {Quote(chart.Source)}{version} {helm} --reset-values{values} --wait --timeout {plan.Settings.Release.TimeoutSeconds}s";
    }

    private static IEnumerable<string> Configure(MigrationPlan plan, string files, string stack) => plan.Configured
        .Where(value => value.Value is not null)
        .Select(value => $"{Tool}migrate export {files} --stack {stack} --secret {value.Id} | pulumi config set --stack {stack} --secret --path 'mcp-infra:secretValues.{value.Id}'");

    private static IEnumerable<string> Puts(MigrationPlan plan, string files, string stack) => plan.Groups.Select(group =>
        $"{Tool}migrate export {files} --stack {stack} --group {group.Group.Name} | aws secretsmanager put-secret-value --region {plan.Settings.Aws.Region} --secret-id {group.Group.AwsName} --secret-string file:///dev/stdin");

    /// <summary>In bash: cmp tells where two texts differ, and shows neither.</summary>
    private static IEnumerable<string> Compares(MigrationPlan plan, string files, string stack) => plan.Groups.Select(group =>
        $"cmp <({Tool}migrate export {files} --stack {stack} --group {group.Group.Name} && echo) <(aws secretsmanager get-secret-value --region {plan.Settings.Aws.Region} --secret-id {group.Group.AwsName} --query SecretString --output text) && echo same");

    public static string Quote(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or '@')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
