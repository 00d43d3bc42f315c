using McpInfra.Settings.Backends;

namespace McpInfra.Backends;

/// <summary>Who may read an environment's secrets, as IAM documents that name exact resources.</summary>
internal static class ReaderPolicies
{
    /// <summary>A session of EKS Pod Identity carries tags, which it hands on.</summary>
    private static readonly string[] Assume = ["sts:AssumeRole", "sts:TagSession"];

    private static readonly string[] Read = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];

    /// <summary>What the reader role may do: read exactly these secrets, and decrypt with exactly these keys through Secrets Manager.</summary>
    public static IamPolicy Access(AwsSettings aws, IEnumerable<string> secretArns, IEnumerable<string> keyArns)
    {
        List<IamStatement> statements =
            [new() { Sid = "ReadSecrets", Action = Read, Resource = Sorted(secretArns) }];
        var keys = Sorted(keyArns);
        if (keys.Count > 0)
        {
            statements.Add(new()
            {
                Sid = "DecryptThroughSecretsManager",
                Action = ["kms:Decrypt"],
                Resource = keys,
                Condition = Condition("StringEquals", ("kms:ViaService", $"secretsmanager.{aws.Region}.{DnsSuffix(aws)}")),
            });
        }

        return new IamPolicy(statements);
    }

    /// <summary>Who may become the reader role: one ServiceAccount's token, or the operator's base role.</summary>
    public static IamPolicy Trust(IdentitySettings identity, string @namespace) => identity switch
    {
        IdentitySettings.Irsa irsa => new IamPolicy(
        [
            new()
            {
                Sid = "AssumeByServiceAccount",
                Principal = new Dictionary<string, string> { ["Federated"] = irsa.OidcProviderArn },
                Action = ["sts:AssumeRoleWithWebIdentity"],
                Condition = Condition("StringEquals",
                    (Issuer(irsa) + ":aud", "sts.amazonaws.com"),
                    (Issuer(irsa) + ":sub", $"system:serviceaccount:{@namespace}:{irsa.ServiceAccount}")),
            },
        ]),
        IdentitySettings.PodIdentity podIdentity => new IamPolicy(
        [
            new()
            {
                Sid = "AssumeByOperator",
                Principal = new Dictionary<string, string> { ["AWS"] = podIdentity.OperatorRoleArn },
                Action = Assume,
            },
        ]),
        _ => throw new InvalidOperationException("An identity mode without a trust policy."),
    };

    /// <summary>What the operator's role must be allowed where it is of another account than the reader role.</summary>
    public static IamPolicy Operator(AwsSettings aws, string environment) =>
        new([new() { Sid = "AssumeReaderRole", Action = Assume, Resource = [OwnRoleArn(aws, environment)] }]);

    /// <summary>
    /// The secret's own policy: the reader role and nobody else is named. It only allows, so that it cannot lock out
    /// whoever deploys; without it another account could not read the secret either, with it nobody adds one unnoticed.
    /// </summary>
    public static IamPolicy OfSecret(string secretArn, string readerRoleArn) => new(
    [
        new()
        {
            Sid = "ReadByReaderRole",
            Principal = new Dictionary<string, string> { ["AWS"] = readerRoleArn },
            Action = Read,
            Resource = [secretArn],
        },
    ]);

    /// <summary>
    /// The managed key's policy: the account decides by IAM. KMS wants this statement, and its <c>*</c> means this key
    /// (AWS KMS Developer Guide, "Default key policy"); without it the key could become unmanageable.
    /// </summary>
    public static IamPolicy OfKey(AwsSettings aws) => new(
    [
        new()
        {
            Sid = "EnableIamPolicies",
            Principal = new Dictionary<string, string> { ["AWS"] = $"arn:{aws.Partition}:iam::{aws.AccountId}:root" },
            Action = ["kms:*"],
            Resource = ["*"],
        },
    ]);

    /// <summary>Name of the reader role: the secrets' path with dashes.</summary>
    public static string RoleName(AwsSettings aws, string environment) => RoleName(aws.Prefix, environment);

    /// <summary>The same by the prefix alone, which a cluster has in common with its environments.</summary>
    public static string RoleName(string prefix, string environment) => $"{prefix.Replace('/', '-')}-{environment}-reader";

    /// <summary>ARN that this program gives to a reader role of its own.</summary>
    public static string OwnRoleArn(AwsSettings aws, string environment) =>
        $"arn:{aws.Partition}:iam::{aws.AccountId}:role/{RoleName(aws, environment)}";

    /// <summary>ARN of the reader role: the one that somebody else makes, or the program's own.</summary>
    public static string RoleArn(AwsSettings aws, string environment) => aws.Identity.ReaderRoleArn ?? OwnRoleArn(aws, environment);

    private static List<string> Sorted(IEnumerable<string> arns) =>
        [.. arns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The issuer that a provider of IAM vouches for, without its scheme.</summary>
    public static string IssuerOf(string providerArn) => providerArn.Split(":oidc-provider/", 2)[^1];

    private static string Issuer(IdentitySettings.Irsa irsa) => IssuerOf(irsa.OidcProviderArn);

    private static string DnsSuffix(AwsSettings aws) => aws.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Condition(
        string @operator, params (string Key, string Value)[] entries) =>
        new() { [@operator] = entries.ToDictionary(entry => entry.Key, entry => entry.Value) };
}
