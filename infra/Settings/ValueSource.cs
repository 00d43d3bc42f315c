using System.Security.Cryptography;
using McpInfra.Plaintext;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Declarations;
using McpInfra.Yaml;

namespace McpInfra.Settings;

/// <summary>Where a secret's value comes from.</summary>
internal enum SecretSource
{
    /// <summary>Pulumi makes a random value.</summary>
    Generate,

    /// <summary>An encrypted value of the stack's own configuration.</summary>
    Config,

    /// <summary>The program makes an empty AWS secret; somebody else puts the value and Pulumi never sees it.</summary>
    External,

    /// <summary>A property of an AWS secret that somebody else makes.</summary>
    Existing,
}

/// <summary>One property of an AWS secret that somebody else makes.</summary>
/// <param name="Arn">Full ARN, its random suffix included, since IAM is given exactly this.</param>
/// <param name="Property">Key inside the secret's JSON; null takes the whole text.</param>
/// <param name="KmsKeyArn">The customer-managed key it is encrypted with; null for the AWS-managed one.</param>
internal sealed record ExistingSecret(string Arn, string? Property, string? KmsKeyArn);

/// <summary>How one value is made: the part that gateway variables, the database and Redis share.</summary>
internal sealed record ValueSource
{
    public required SecretSource From { get; init; }

    /// <summary>Characters of a generated value.</summary>
    public int Length { get; init; } = GeneratedLength.Default;

    /// <summary>Raise it to have a new generated value made.</summary>
    public int Rotate { get; init; }

    /// <summary>AWS group that holds the value; null for the default of its kind.</summary>
    public string? Group { get; init; }

    /// <summary>Set exactly when <see cref="From"/> is <see cref="SecretSource.Existing"/>.</summary>
    public ExistingSecret? Existing { get; init; }
}

/// <summary>Lengths of generated values, in characters.</summary>
internal static class GeneratedLength
{
    /// <summary>Enough for a signing key: 48 of 63 characters are more than 280 bits.</summary>
    public const int Default = 48;

    /// <summary>The gateway refuses signing keys of fewer (its MIN_SECRET_LENGTH is 32); this program asks for more.</summary>
    public const int SigningKeyMinimum = 48;

    /// <summary>Of a signing key that somebody else makes: the gateway does not start with a shorter one.</summary>
    public const int GatewayMinimum = 32;

    public const int Minimum = 16;

    public const int Maximum = 128;
}

/// <summary>What a generated value is made of, whoever generates it: each kind of character at least once.</summary>
internal static class GeneratedAlphabet
{
    /// <summary>The one special character that is safe in a URL and that both of the gateway's password checks count.</summary>
    public const string Special = ".";

    private static readonly string[] Kinds = ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", Special];

    /// <summary>A new value, of which every text with all kinds is as likely as any other.</summary>
    public static SecretText New(int length)
    {
        while (true)
        {
            var text = RandomNumberGenerator.GetString(string.Concat(Kinds), length);
            if (Kinds.All(kind => text.AsSpan().ContainsAny(kind)))
                return new SecretText(text);
        }
    }
}

/// <summary>Where a value comes from, as the gateway's variables, the database and Redis alike say it.</summary>
internal sealed class ValueSourceTopic(BackendSettings backend)
{
    /// <summary>Sources of the password of a server that somebody else runs, which knows no value made here.</summary>
    private static readonly string[] SourcesElsewhere = ["external", "config", "existing"];

    private static readonly ChoiceSetting<SecretSource> From = new("from", "`generate` (Pulumi makes it), `config` (encrypted in the stack file), `external` (you put it) or `existing` (an AWS secret of somebody else)", null,
        ("generate", SecretSource.Generate), ("config", SecretSource.Config), ("external", SecretSource.External), ("existing", SecretSource.Existing))
    { Default = "`generate` for the chart's own" };

    private static readonly IntegerSetting Length = new("length", "characters of the value", GeneratedLength.Default, (GeneratedLength.Minimum, GeneratedLength.Maximum)) { Only = From.Is(SecretSource.Generate) };
    private static readonly IntegerSetting Rotate = new("rotate", "a counter; raise it for a new value", 0, (0, int.MaxValue)) { Only = From.Is(SecretSource.Generate) };
    private static readonly TextSetting Arn = new("arn", "the ARN of the AWS secret that holds the value", TextFormats.ExistingSecret) { Note = ", in full", Need = Need.Always, Only = From.Is(SecretSource.Existing) };
    private static readonly TextSetting Property = new("property", "key in that secret's JSON", TextFormats.Any("a key of the secret's JSON", "password")) { Only = From.Is(SecretSource.Existing) };
    private static readonly TextSetting KmsKeyArn = new("kmsKeyArn", "the key that secret is encrypted with, where it is not AWS's own", TextFormats.KmsKey) { Only = From.Is(SecretSource.Existing) };

    private static readonly TextSetting Group = new("group", "which AWS secret holds it: `<prefix>/<environment>/<group>`", TextFormats.DnsLabel("sso", longest: 40))
    {
        Default = "`gateway`; `external`",
        Only = From.Is(SecretSource.Generate, SecretSource.Config, SecretSource.External),
    };

    private static readonly Setting[] OfPassword = [From, Length, Rotate, Arn, Property, KmsKeyArn];

    /// <summary>The source of one gateway variable.</summary>
    public static GroupSetting Variable { get; } = new("NAME", "where the value of this variable comes from", [.. OfPassword, Group]);

    /// <summary>Declares the source of a password of the database or Redis.</summary>
    public static GroupSetting Password(string of) => new("password", $"where the password of {of} comes from", OfPassword)
    {
        Note = ", as under `secrets`; of an external server it must be said and is not `generate`",
        Default = "`{from: generate}`",
        IsDescribedElsewhere = true,
    };

    /// <summary>The source of one gateway variable.</summary>
    /// <param name="fallback">What an absent source means; null when the stack must name one.</param>
    public ValueSource ReadVariable(SettingsPath path, YamlNode node, Problems problems, SecretSource? fallback)
    {
        if (node is ScalarNode { Value: not null } or SequenceNode)
        {
            problems.WrongType(path, "a map such as {from: generate}", node, example: null);
            return new ValueSource { From = SecretSource.External };
        }

        return Read(SettingsGroup.Open(Variable, path, node, problems), fallback, From.Words);
    }

    /// <summary>The source of a password of the database or Redis.</summary>
    /// <param name="fallback">What an absent source means; null when the stack must name one.</param>
    public ValueSource ReadPassword(SettingsGroup password, SecretSource? fallback) => Read(password, fallback, fallback is null ? SourcesElsewhere : From.Words);

    /// <param name="offered">Sources that a message offers.</param>
    private ValueSource Read(SettingsGroup group, SecretSource? fallback, IReadOnlyList<string> offered)
    {
        if (!backend.WritesValues)
            return ReadPutByOthers(group);
        if (!group.Has(From) && fallback is null && !group.IsUnreadable)
            group.Problems.Required(group.At(From), string.Join(", ", offered.SkipLast(1)) + " or " + offered[^1], offered[0]);

        // A source that suits none here is refused by a rule that says why.
        var isOther = group.Find(From) is ScalarNode scalar && From.Words.Contains(scalar.Text);
        var chosen = group.Chosen(From, isOther ? From.Words : offered) ?? (group.Has(From) ? null : fallback);
        if (chosen is not { } from)
        {
            // Nothing more can be said of it; external is the source that asks for nothing.
            return new ValueSource { From = SecretSource.External };
        }

        group.NoMeaning(From, from);
        return from switch
        {
            SecretSource.Generate => new ValueSource { From = from, Length = group.Integer(Length), Rotate = group.Integer(Rotate), Group = group.Optional(Group) },
            SecretSource.Existing => new ValueSource { From = from, Existing = new ExistingSecret(group.Required(Arn), group.Optional(Property), group.Optional(KmsKeyArn)) },
            _ => new ValueSource { From = from, Group = group.Optional(Group) },
        };
    }

    /// <summary>Where this program writes nothing somebody else puts every value, so there is one source and nothing to say of how a value is made.</summary>
    private ValueSource ReadPutByOthers(SettingsGroup group)
    {
        switch (group.Chosen(From))
        {
            case SecretSource.Generate:
                Refuse(group, "generate", "this program makes values in AWS Secrets Manager alone");
                break;
            case SecretSource.Config:
                Refuse(group, "config", "this program writes values into AWS Secrets Manager alone");
                break;
            case SecretSource.Existing:
                Refuse(group, "existing", "that is an AWS secret of somebody else");
                break;
        }

        group.NoMeaning("backend: " + backend.Word, Length, Rotate, Arn, Property, KmsKeyArn);
        return new ValueSource { From = SecretSource.External, Group = group.Optional(Group) };
    }

    private void Refuse(SettingsGroup group, string word, string because) => group.Problems.Change(
        group.At(From), $"cannot be '{word}' with backend: {backend.Word}: {because}. Use external and put the value where this backend keeps it.", "external");
}
