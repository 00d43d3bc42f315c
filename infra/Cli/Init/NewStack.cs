using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;
using McpInfra.Yaml;
using static McpInfra.Model.ValueTree;

namespace McpInfra.Cli.Init;

/// <summary>The text of a new environment's stack file: what was answered, and why it is there for whoever reads it next.</summary>
internal static class NewStack
{
    private static readonly Dictionary<Setting, string> Comments = new()
    {
        [ClusterLinkTopic.Stack] = "Says region, account, context and identity; its `pulumi up` goes first.",
        [KubernetesTopic.Topic] = "Of the kubeconfig, so that nothing lands in whatever cluster is current.",
        [IdentityTopic.Topic] = "How External Secrets Operator proves to AWS who it is.",
        [DatabaseTopic.Topic] = "Somebody else runs this Postgres. Its password is put into AWS by hand; `from: existing` reads the secret that RDS keeps.",
        [DeliveryTopic.Mode] = "Who installs the chart.",
    };

    /// <summary>For an editor with yaml-language-server, such as VS Code, and for those of JetBrains.</summary>
    public const string SchemaLines = $"# yaml-language-server: $schema=./{PulumiProject.Schema}\n# $schema: ./{PulumiProject.Schema}\n";

    /// <param name="environment">What the environment is called; null where that is the stack's own name.</param>
    /// <param name="hasSchema">Whether the project has a schema that editors check by.</param>
    public static string Text(string? environment, IReadOnlyDictionary<Question, string> answers, bool hasSchema) =>
        (hasSchema ? SchemaLines : "")
        + "config:\n"
        + string.Concat(Sections(environment, answers).Select(section => (section.Comment is null ? "" : CommentLines.Of((Words)section.Comment, "  # ")) + YamlWriter.Block(section.Entry, indent: 2)));

    private static IEnumerable<(string? Comment, IReadOnlyDictionary<string, object?> Entry)> Sections(string? environment, IReadOnlyDictionary<Question, string> answers)
    {
        if (environment is not null)
            yield return ("What AWS and the cluster call it: the stack's own name is no DNS label, or is taken.", Map((EnvironmentTopic.Environment.TopLevel.Text, environment)));
        foreach (var topic in answers.Where(answer => answer.Value != answer.Key.Fallback || answer.Key.Setting == IdentityTopic.Mode)
            .GroupBy(answer => answer.Key.Group ?? answer.Key.Setting))
        {
            var entry = topic.Key is GroupSetting
                ? Map((topic.Key.TopLevel.Text, topic.ToDictionary(answer => answer.Key.Setting.Key, object? (answer) => answer.Value)))
                : Map((topic.Key.TopLevel.Text, topic.Single().Value));
            if (topic.Key == DatabaseTopic.Topic)
                entry[DatabaseTopic.Topic.TopLevel.Text] = Merge((IReadOnlyDictionary<string, object?>)entry[DatabaseTopic.Topic.TopLevel.Text]!, MapAt("password.from", "external"));
            yield return (Comments.GetValueOrDefault(topic.Key), entry);
        }

        yield return ("The administrator's password has to be asked for: somebody must know that it is there to be fetched from AWS.",
            Map((SettingsPath.Of("secrets").Text, MapAt("PLATFORM_ADMIN_PASSWORD.from", "generate"))));
    }
}
