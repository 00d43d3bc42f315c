using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;
using McpInfra.Settings.Declarations;

namespace McpInfra.Cli.Init;

/// <summary>What a new environment has to be told, by an option or by a person who is asked.</summary>
/// <param name="Option">Such as <c>--account</c>.</param>
/// <param name="Group">Null for a setting at the top.</param>
/// <param name="Setting">What it is and what it looks like is said where it is declared.</param>
/// <param name="Of">What another stack has for it; null where that is no answer for a new one.</param>
internal sealed record Question(string Option, GroupSetting? Group, Setting Setting, Func<StackSettings, string?>? Of = null)
{
    /// <summary>Its outputs answer some of the others.</summary>
    public static Question ClusterStack { get; } = new("--cluster-stack", null, ClusterLinkTopic.Stack);

    /// <summary>In the order in which they are asked. What gives another its meaning comes before it.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        ClusterStack,
        new("--account", AwsTopic.Topic, AwsTopic.AccountId, stack => AwsSettings.Of(stack)?.AccountId),
        new("--region", null, AwsTopic.Region, stack => AwsSettings.Of(stack)?.Region),
        new("--context", KubernetesTopic.Topic, KubernetesTopic.Context),
        new("--identity", IdentityTopic.Topic, IdentityTopic.Mode, stack => AwsSettings.Of(stack)?.Identity.Word),
        new("--oidc-provider", IdentityTopic.Topic, IdentityTopic.OidcProviderArn),
        new("--operator-role", IdentityTopic.Topic, IdentityTopic.OperatorRoleArn),
        new("--database", DatabaseTopic.Topic, DatabaseTopic.Mode, stack => DatabaseTopic.Mode.WordOf(stack.Database is DatabaseSettings.External ? ServerMode.External : ServerMode.Bundled)),
        new("--database-host", DatabaseTopic.Topic, DatabaseTopic.Host),
        new("--database-name", DatabaseTopic.Topic, DatabaseTopic.Name) { IsOfExternalDatabase = true },
        new("--database-user", DatabaseTopic.Topic, DatabaseTopic.User) { IsOfExternalDatabase = true },
        new("--delivery", null, DeliveryTopic.Mode, stack => DeliverySettings.Word(stack.Delivery.Mode)),
    ];

    /// <summary>The bundled one has these too, and needs nobody to say them.</summary>
    public bool IsOfExternalDatabase { get; init; }

    /// <summary>The words that it can be answered with; none where it is a text.</summary>
    public IReadOnlyList<string> Choices => Setting is ChoiceSetting choice ? choice.Words : [];

    /// <summary>What an absent one means; null where it must be said.</summary>
    public string? Fallback => (Setting as ChoiceSetting)?.FallbackWord;

    /// <summary>What is suggested, or taken where nobody can be asked; null where only a person can know.</summary>
    public string? Suggested => Fallback ?? (Setting as TextSetting)?.Fallback;

    /// <summary>What it is, for a terminal.</summary>
    public string Description => Setting.Description.Replace("`", "", StringComparison.Ordinal);

    public string Example => Setting is TextSetting text ? text.Format.Example : Choices[0];

    /// <summary>Whether nobody else says it: by its own declaration, or since the cluster's stack does.</summary>
    public bool IsAsked(IReadOnlyDictionary<Question, string> answers) =>
        HasMeaning(answers) && this != ClusterStack && !((Group?.ClusterMaySay ?? Setting.ClusterMaySay) && answers.ContainsKey(ClusterStack));

    /// <summary>Whether the answers before it give it a meaning.</summary>
    public bool HasMeaning(IReadOnlyDictionary<Question, string> answers) => Only is not { } only
        || only.Words.Contains(answers.FirstOrDefault(answer => answer.Key.Setting == only.Choice).Value ?? only.Choice.FallbackWord);

    /// <summary>What is wrong with an answer; null where nothing is.</summary>
    public string? Fault(string answer) => Setting switch
    {
        TextSetting text when !text.Format.IsValid(answer) => $"is not {text.Format.Description}",
        ChoiceSetting choice when !choice.Words.Contains(answer) => $"is not one of {string.Join(", ", choice.Words)}",
        _ => null,
    };

    /// <summary>The answer that gives it a meaning.</summary>
    public Condition? Only => IsOfExternalDatabase ? DatabaseTopic.Mode.Is(ServerMode.External) : Setting.Only;
}
