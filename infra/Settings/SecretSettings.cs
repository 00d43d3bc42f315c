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

/// <summary>One variable of the gateway and where its value comes from.</summary>
internal sealed record SecretSettings(string Name, ValueSource Source);

/// <summary>Lengths of generated values, in characters.</summary>
internal static class GeneratedLength
{
    /// <summary>Enough for a signing key: 48 of 63 characters are more than 280 bits.</summary>
    public const int Default = 48;

    /// <summary>The gateway refuses signing keys of fewer (its MIN_SECRET_LENGTH is 32); this program asks for more.</summary>
    public const int SigningKeyMinimum = 48;

    public const int Minimum = 16;

    public const int Maximum = 128;
}
