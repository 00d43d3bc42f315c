using McpInfra.Settings.Backends;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Reads where a value comes from: for the gateway's variables, the database and Redis alike.</summary>
internal sealed class ValueSourceReader(BackendSettings backend, Problems problems)
{
    private static readonly string[] PasswordKeys = ["from", "length", "rotate", "arn", "property", "kmsKeyArn"];
    private static readonly string[] SecretKeys = [.. PasswordKeys, "group"];

    private static readonly (string Word, SecretSource Value)[] Sources =
    [
        ("generate", SecretSource.Generate),
        ("config", SecretSource.Config),
        ("external", SecretSource.External),
        ("existing", SecretSource.Existing),
    ];

    /// <summary>Of the password of a server that somebody else runs, which knows no value made here.</summary>
    private static readonly (string Word, SecretSource Value)[] SourcesElsewhere =
        [("external", SecretSource.External), ("config", SecretSource.Config), ("existing", SecretSource.Existing)];

    private static readonly Dictionary<SecretSource, string[]> Meaningful = new()
    {
        [SecretSource.Generate] = ["from", "length", "rotate", "group"],
        [SecretSource.Config] = ["from", "group"],
        [SecretSource.External] = ["from", "group"],
        [SecretSource.Existing] = ["from", "arn", "property", "kmsKeyArn"],
    };

    /// <summary>The source of one gateway variable.</summary>
    /// <param name="fallback">What an absent source means; null when the stack must name one.</param>
    public ValueSource ReadSecret(SettingsPath path, YamlNode node, SecretSource? fallback)
    {
        if (node is ScalarNode { Value: not null } or SequenceNode)
        {
            problems.WrongType(path, "a map such as {from: generate}", node, example: null);
            return new ValueSource { From = SecretSource.External };
        }

        return Read(SettingsGroup.Open(path, node, problems, SecretKeys), fallback, Sources);
    }

    /// <summary>The source of a password of the database or Redis.</summary>
    /// <param name="fallback">What an absent source means; null when the stack must name one.</param>
    public ValueSource ReadPassword(SettingsGroup parent, SecretSource? fallback) =>
        Read(parent.Group("password", PasswordKeys), fallback, fallback is null ? SourcesElsewhere : Sources);

    /// <param name="offered">Sources that a message offers.</param>
    private ValueSource Read(SettingsGroup group, SecretSource? fallback, (string Word, SecretSource Value)[] offered)
    {
        if (!backend.WritesValues)
            return ReadPutByOthers(group);
        if (!group.Has("from") && fallback is null && !group.IsUnreadable)
        {
            string[] words = [.. offered.Select(source => source.Word)];
            problems.Required(group.Path.Key("from"), string.Join(", ", words[..^1]) + " or " + words[^1], words[0]);
        }

        // A source that suits none here is refused by a rule that says why.
        var isOther = group.Find("from") is ScalarNode scalar && Sources.Any(source => source.Word == scalar.Text);
        var chosen = group.Choice("from", isOther ? Sources : offered) ?? (group.Has("from") ? null : fallback);
        if (chosen is not { } from)
        {
            // Nothing more can be said of it; external is the source that asks for nothing.
            return new ValueSource { From = SecretSource.External };
        }

        group.NoMeaning("from: " + Sources.First(source => source.Value == from).Word, [.. SecretKeys.Except(Meaningful[from])]);
        return new ValueSource
        {
            From = from,
            Length = from == SecretSource.Generate
                ? group.Integer("length", GeneratedLength.Default, GeneratedLength.Minimum, GeneratedLength.Maximum)
                : GeneratedLength.Default,
            Rotate = from == SecretSource.Generate ? group.Integer("rotate", 0, 0, int.MaxValue) : 0,
            Group = from == SecretSource.Existing ? null : group.Text("group", TextFormats.DnsLabel("sso", longest: 40)),
            Existing = from == SecretSource.Existing ? ReadExisting(group) : null,
        };
    }

    /// <summary>Where this program writes nothing somebody else puts every value, so there is one source and nothing to say of how a value is made.</summary>
    private ValueSource ReadPutByOthers(SettingsGroup group)
    {
        var path = group.Path.Key("from");
        switch (group.Choice("from", Sources))
        {
            case SecretSource.Generate:
                Refuse(path, "generate", "this program makes values in AWS Secrets Manager alone");
                break;
            case SecretSource.Config:
                Refuse(path, "config", "this program writes values into AWS Secrets Manager alone");
                break;
            case SecretSource.Existing:
                Refuse(path, "existing", "that is an AWS secret of somebody else");
                break;
        }

        group.NoMeaning("backend: " + backend.Word, "length", "rotate", "arn", "property", "kmsKeyArn");
        return new ValueSource { From = SecretSource.External, Group = group.Text("group", TextFormats.DnsLabel("sso", longest: 40)) };
    }

    private void Refuse(SettingsPath path, string word, string because) => problems.Change(
        path, $"cannot be '{word}' with backend: {backend.Word}: {because}. Use external and put the value where this backend keeps it.", "external");

    private static ExistingSecret ReadExisting(SettingsGroup group) => new(
        group.RequiredText("arn", TextFormats.ExistingSecret, "the ARN of the AWS secret that holds the value"),
        group.Text("property", TextFormats.Any("a key of the secret's JSON", "password")),
        group.Text("kmsKeyArn", TextFormats.KmsKey));
}
