using FsCheck;
using FsCheck.Fluent;
using McpInfra.Settings;
using McpInfra.Settings.Declarations;
using McpInfra.Tests.Support;

namespace McpInfra.Tests.Settings.Declarations;

/// <summary>Stacks that are mostly right: a valid one, changed at places that the settings declare, to values of which many fit.</summary>
internal static class AnyStacks
{
    private static readonly StackYaml[] Starts =
    [
        StackYaml.Baseline, StackYaml.Everything, StackYaml.WithExternalDatabase, StackYaml.WithExternalRedis, StackYaml.WithPodIdentity,
        .. BackendStacks.All.Where(stack => stack.Key != "sealed").Select(stack => stack.Value),
    ];

    private static readonly string[] Values =
    [
        "a", "A", "true", "'TRUE'", "12", "'12'", "0", "1.5", "48", "100000000000", "a.b", "a/b", "a-b", "' a '", "\"\"", "eu-west-1", "1h", "90m", "1.0.7", "./charts", "oci://a/b", "10.0.0.1",
        "https://a.example.com", "https://a.vault.azure.net", "git@a.example.com:a/b.git", "{}", "[]", "{a: b}", "{name: a}", "{name: a, key: b}", "[{secretRef: {name: a}}]", "[{region: eu-central-1}]",
        "{A: {from: generate, length: 64}}", "{from: external, group: a}", "{A: {from: config, group: a}}", StackYaml.KmsKeyArn, StackYaml.OperatorRoleArn, StackYaml.ExistingArn,
    ];

    public static Gen<StackYaml> Changed { get; } =
        from start in Gen.Elements(Starts)
        from changes in Gen.Elements([.. Paths(SettingsReader.Stack)]).SelectMany(path => Gen.Elements([.. Values, .. Words(path.Setting)]).Select(value => (path.Path, Value: value))).ListOf(3)
        select changes.Aggregate(start, (yaml, change) => yaml.With(change.Path, change.Value));

    /// <summary>Each place below the top, so that one can be set where the other is too.</summary>
    private static IEnumerable<(string Path, Setting Setting)> Paths(GroupSetting stack) => stack.Members.SelectMany(setting => setting is GroupSetting group
        ? group.Members.Select(member => ($"{setting.TopLevel}.{member.Key}", member))
        : [(setting.TopLevel.Text, setting)]);

    private static IEnumerable<string> Words(Setting setting) => setting is ChoiceSetting choice ? choice.Words : [];
}
