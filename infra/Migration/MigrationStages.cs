using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;

namespace McpInfra.Migration;

/// <summary>The five stages of a migration, with the lines to run. No line holds a value.</summary>
internal static class MigrationStages
{
    public static IReadOnlyList<MigrationStage> Of(MigrationPlan plan)
    {
        var settings = plan.Settings;
        var files = ShellLine.Of($"{plan.Files}");
        var stack = plan.Stack.Stack;
        var command = ShellLine.Of($"migrate {files} --stack {stack}{(plan.NamesValues ? plan.Decisions.Options : ShellLine.None)}");
        var migrate = ShellLine.ToolOnceBuilt + command;
        var context = Context(settings);
        var delivery = ReleaseDelivery.Of(plan);
        var (stackFile, record) = (plan.StackName, plan.RecordName);
        string[] written = plan.ReferencesName is { } references ? [references, record] : [record];
        return
        [
            new(1, "references, optional, beside the inline values",
                "The release lists the Secrets that are to come. They are not there yet, and optional, so every pod starts with what it has today.",
                [ShellLine.Of($"{ShellLine.Tool}{command}{ShellLine.When(plan.To == SecretSource.Config, $" --to config")} --write"), .. delivery.Apply("References to the Secrets that are to come")],
                delivery.Check(References.BesideInline(plan)),
                delivery.Back(ShellLine.Of($"git checkout -- {stackFile} && rm {written}"))),
            new(2, "the values in the store",
                "Pulumi makes the AWS secrets, the reader role, the store and the ExternalSecrets, and leaves namespace and release alone. Each value goes from the file to the store through a pipe.",
                [.. Configure(plan, files, stack), ShellLine.Of($"pulumi up --stack {stack}"), .. Puts(plan, files, stack), .. ByHand(plan)],
                [.. Compares(plan, stack)],
                [Words.Own("# nothing to take back: the pods still have the inline values")]),
            new(3, "every ExternalSecret Ready",
                "The operator copies the values into the cluster. Pods that start from now on read them there, and they are the same.",
                [ShellLine.Of($"kubectl annotate externalsecret --all force-sync=\"$(date +%s)\" --overwrite {context}")],
                [ShellLine.Of($"kubectl wait externalsecret --all --for=condition=Ready --timeout={settings.Store.TimeoutSeconds}s {context}")],
                [Words.Own("# nothing to take back: until all are Ready the inline values stand; this says what is missing"), ShellLine.Of($"kubectl describe externalsecret {context}")]),
            new(4, "the inline values removed",
                "The files lose their secrets and the release reads the Secrets alone. A bundled Postgres and Redis restart once, since their Secret has another name.",
                [ShellLine.Of($"{migrate} --write --ready"), .. delivery.Apply("No inline secrets")],
                [.. delivery.Check(References.WithTheSecrets(plan)), ShellLine.Of($"{ShellLine.ToolOnceBuilt}migrate status {files} --stack {stack}")],
                delivery.Back(ShellLine.Of($"git checkout -- {files} {written}"))),
            plan.Place.IsTakenOver ? TakeOver(plan, migrate, delivery) : Stay(plan, migrate, delivery),
        ];
    }

    /// <summary>What is left when the last stage is done: copies of the values outside the store.</summary>
    public static IReadOnlyList<Words> Afterwards(MigrationPlan plan)
    {
        var settings = plan.Settings;
        var (context, release) = (Context(settings), ReleaseIdentity.Of(plan));
        return
        [
            ShellLine.Of($"kubectl delete secret --selector {new Quoted($"owner=helm,name={release.Name},status!=deployed")} --context {release.Context} --namespace {release.Namespace}"),
            ShellLine.Of($"kubectl delete replicaset {context} $(kubectl get replicaset {context} --selector app={ChartNames.GatewayDeployment(settings.Release.Name)} --output jsonpath='{{.items[?(@.spec.replicas==0)].metadata.name}}')"),
            .. plan.Place.Object is { IsHelmRelease: false } applied
                ? [ShellLine.Of($"kubectl patch {applied.Resource} {applied.Name} --type merge --patch {new Quoted("""{"status":{"history":null}}""")} --context {release.Context} --namespace {applied.Namespace}")] : (Words[])[],
            .. plan is { Place.IsTakenOver: true, ReferencesName: { } references } ? [ShellLine.Of($"rm {references}")] : (Words[])[],
        ];
    }

    private static MigrationStage TakeOver(MigrationPlan plan, ShellLine migrate, ReleaseDelivery delivery)
    {
        var stack = plan.Stack.Stack;
        var urns = new ReleaseUrns(stack);
        return new(5, "the references no longer optional, the release under Pulumi",
            "Pulumi takes over the namespace and the running release; the update that follows upgrades it in place. Imported earlier, the inline values would be in Pulumi's state.",
            [ShellLine.Of($"{migrate} --write"), .. urns.Imports(plan.Settings), ShellLine.Of($"pulumi up --stack {stack}")],
            [.. delivery.Check(ValueTree.Map()), ShellLine.Of($"pulumi preview --stack {stack} --expect-no-changes")],
            [.. urns.Forget(stack), .. delivery.Back(ShellLine.Of($"git checkout -- {plan.StackName} {plan.RecordName}"), ShellLine.Of($"pulumi up --stack {stack}"))]);
    }

    /// <summary>The last stage where something else than the chart alone is installed, or somebody else installs it.</summary>
    private static MigrationStage Stay(MigrationPlan plan, ShellLine migrate, ReleaseDelivery delivery)
    {
        var stack = plan.Stack.Stack;
        return new(5, "the references no longer optional",
            "Pods start with their Secrets or not at all from now on. The release stays with whoever runs it, and mcp-infra:migration.adopting in the stack: Pulumi keeps the store and the Secrets.",
            [ShellLine.Of($"{migrate} --write"), .. delivery.Apply("References are no longer optional"), ShellLine.Of($"pulumi up --stack {stack}")],
            [.. delivery.Check(ValueTree.Map()), ShellLine.Of($"pulumi preview --stack {stack} --expect-no-changes")],
            delivery.Back(ShellLine.Of($"git checkout -- {(string[])[plan.StackName, .. plan.ReferencesName is { } name ? [name] : (string[])[], plan.RecordName]}")));
    }

    private static ShellLine Context(StackSettings settings) => $"--context {settings.Kubernetes.Context} --namespace {settings.Namespace}";

    private static IEnumerable<Words> Configure(MigrationPlan plan, ShellLine files, string stack) => plan.Configured
        .Where(value => value.Value is not null)
        .Select(value => (Words)ShellLine.Of($"{ShellLine.ToolOnceBuilt}migrate export {files} --stack {stack} --secret {value.Id} | {new PulumiCommand(stack).SetSecret(SecretsTopic.Values.TopLevel.Key(value.Id))}"));

    private static IEnumerable<(AwsSecretGroup Group, IReadOnlyList<CarriedValue> Values)> Exported(MigrationPlan plan) => plan.Groups.Where(group => group.Values.Any(value => value.Value is not null) && plan.Partial.All(partial => partial.Group != group.Group));

    private static IEnumerable<Words> Puts(MigrationPlan plan, ShellLine files, string stack) => Exported(plan).Select(group =>
        (Words)ShellLine.Of($"{ShellLine.ToolOnceBuilt}migrate export {files} --stack {stack} --group {group.Group.Name} | aws secretsmanager put-secret-value --region {plan.Aws.Region} --secret-id {group.Group.AwsName} --secret-string file:///dev/stdin"));

    /// <summary>What no line can move, since nobody sees it in the files.</summary>
    private static IEnumerable<Words> ByHand(MigrationPlan plan) => plan.Groups.Select(group => (group.Group, Missing: group.Values.Where(value => value.Value is null).ToList())).Where(of => of.Missing.Count > 0)
        .Select(of => Words.Of($"# by hand: put what the pods have of {Words.Join(", ", of.Missing.Select(value => value.Id))} into {of.Group.AwsName}, as the JSON of {Words.Join(", ", of.Group.Values.Where(member => of.Missing.Any(value => value.Id == member.Id)).Select(member => member.Property))}"))
        .Concat(plan.Configured.Where(value => value.Value is null).Select(value => (Words)new PulumiCommand(plan.Stack.Stack).SetSecret(SecretsTopic.Values.TopLevel.Key(value.Id))));

    private static IEnumerable<Words> Compares(MigrationPlan plan, string stack) =>
    [
        .. plan.Groups.Select(group => (Words)ShellLine.Of($"{Stored(plan, group.Group.AwsName)} | {Compare(plan, stack)} --group {group.Group.Name}")),
        .. plan.Configured.Select(value => (Words)ShellLine.Of($"{new PulumiCommand(stack).Get(SecretsTopic.Values.TopLevel.Key(value.Id))} | {Compare(plan, stack)} --secret {value.Id}")),
        .. plan.Existing.Select(of => (Words)ShellLine.Of($"{Stored(plan, of.Store.Arn)} | {Compare(plan, stack)} --secret {of.Value.Id}")),
    ];

    private static ShellLine Compare(MigrationPlan plan, string stack) => $"{ShellLine.ToolOnceBuilt}migrate compare {plan.Files} --stack {stack}";

    private static ShellLine Stored(MigrationPlan plan, string id) => $"aws secretsmanager get-secret-value --region {plan.Aws.Region} --secret-id {id} --query SecretString --output text";
}
