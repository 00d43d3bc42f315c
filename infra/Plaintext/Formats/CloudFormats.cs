using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>The large clouds, and the stores of secrets.</summary>
internal static class CloudFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; AWS IAM identifiers, Google Cloud, Azure storage and Service Bus documentation; HashiCorp, 1Password, Doppler, Infisical, Pulumi",
        [
            Token("aws-access-token", "an AWS access key id", Either("AKIA", "ASIA", "ABIA", "ACCA"), UpperDigits.Of(16)),
            Token("aws-legacy-access-token", "an AWS access key id", "A3T", UpperDigits.Of(17)) with { Before = Edge.Base64 },
            Token("aws-amazon-bedrock-api-key-long-lived", "an Amazon Bedrock key", "ABSK", Base64.Of(109, 272)) with { Before = Edge.Base64 },
            Token("aws-amazon-bedrock-api-key-short-lived", "an Amazon Bedrock key", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", Base64Any.Of(0, 4096)) with { AnyBody = true },
            Token("gcp-api-key", "a Google API key", "AIza", Word.Of(35)) with { Before = Edge.Base64 },
            Token("gcp-client-secret", "a Google credential", "GOCSPX-", Word.Of(10, 64)),
            Token("gcp-access-token", "a Google access token", "ya29.", Word.Of(40, 1024)),
            Token("azure-ad-client-secret", "an Azure client secret", Unreserved.Of(3), Digits.Of(1), "Q~", Unreserved.Of(31, 34)) with { Before = Edge.Base64 },
            Token("azure-account-key", "an Azure account key", "AccountKey=", Base64.Of(16, 100)),
            Token("azure-shared-access-key", "an Azure access key", Either("SharedAccessKey=", "SharedSecretValue="), Base64.Of(32, 100)),
            Token("azure-sas-signature", "an Azure SAS signature", Either("?sig=", "&sig=", ";sig="), Base64Escaped.Of(43, 90)) with { Mixed = true, Before = null },
            Token("alibaba-access-key-id", "an Alibaba access key id", "LTAI", Alphanumeric.Of(16, 24)) with { Before = Edge.Base64, Mixed = true },
            Token("yandex-access-token", "a Yandex token", "t1.", WordPadded.Of(1, 64), ".", WordPadded.Of(86, 88)) with { Before = Edge.Name },
            Token("yandex-api-key", "a Yandex key", "AQVN", Word.Of(35, 38)) with { Before = Edge.Base64 },

            Token("vault-service-token", "a Vault token", "hvs.", Word.Of(16, 200)),
            Token("vault-batch-token", "a Vault token", Either("hvb.", "hvr."), Word.Of(90, 400)),
            Token("vault-legacy-token", "a Vault token", "s.", Alphanumeric.Of(24)) with { Before = Edge.Name, Mixed = true, Check = HasDigit },
            Token("hashicorp-tf-api-token", "a Terraform Cloud token", Alphanumeric.Of(14), ".atlasv1.", WordPadded.Of(60, 70)),
            Token("1password-secret-key", "a 1Password secret key", "A3-", UpperDigits.Joined("-", 6, 6, 5, 5, 5, 5)) with { Before = Edge.Name },
            Token("1password-legacy-secret-key", "a 1Password secret key", "A3-", UpperDigits.Joined("-", 6, 11, 5, 5, 5)) with { Before = Edge.Name },
            Token("1password-service-account-token", "a 1Password token", "ops_eyJ", Base64Any.Of(200, 2000)),
            Token("doppler-api-token", "a Doppler token", Either("dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."), WordDotted.Of(40, 80)) with { Before = Edge.Name },
            Token("infisical-service-token", "an Infisical token", "st.", Hex.Of(24), ".", Hex.Of(32), ".", Hex.Of(32)) with { Before = Edge.Name },
            Token("pulumi-api-token", "a Pulumi token", "pul-", Hex.Of(40)) with { Before = Edge.Name },
        ]);

    // A field of a variable has the form too: s.SomeFieldOfTheSettings
    private static bool HasDigit(ReadOnlySpan<char> token) => token.IndexOfAnyInRange('0', '9') >= 0;
}
