using System.Text.RegularExpressions;
using McpInfra.Model;
using McpInfra.Printing;
using McpInfra.Settings;
using McpInfra.Settings.Backends;
using McpInfra.Settings.Clusters;

namespace McpInfra.Backends;

/// <summary>Whether the stack's AWS settings fit each other: one account, one region, names that AWS takes.</summary>
internal static partial class AwsRules
{
    private const int LongestRoleName = 64;

    public static void Check(StackSettings settings, AwsSettings aws, Problems problems)
    {
        CheckRoleName(settings, aws, problems);
        CheckKeyAlias(aws, problems);
        CheckRecoveryWindow(settings, aws, problems);
        CheckReplicas(aws, problems);
        CheckKeysAndSecrets(settings, aws, problems);
        CheckIdentity(settings, aws, problems);
    }

    private static void CheckRoleName(StackSettings settings, AwsSettings aws, Problems problems)
    {
        var name = ReaderPolicies.RoleName(aws, settings.Environment);
        if (aws.Identity.ReaderRoleArn is null && name.Length > LongestRoleName)
        {
            var (path, example) = aws.Prefix == AwsSettings.DefaultPrefix
                ? (SettingsPath.Of("environment"), problems.EnvironmentNames.Suggest(settings.Environment, settings.Environment.Length - (name.Length - LongestRoleName)))
                : (SettingsPath.Of("aws").Key("prefix"), AwsSettings.DefaultPrefix);
            problems.Change(path, $"makes a role name of {name.Length} characters, '{name}'; IAM takes {LongestRoleName}.", example);
        }
    }

    /// <summary>A key of the environment's own is called <c>alias/&lt;prefix&gt;/&lt;environment&gt;</c>.</summary>
    private static void CheckKeyAlias(AwsSettings aws, Problems problems)
    {
        if (aws.Kms.Mode != KmsMode.Managed)
            return;
        var path = SettingsPath.Of("aws").Key("prefix");
        if (aws.Prefix.Split('/')[0] == "aws")
            problems.Change(path, "begins with 'aws/', which KMS keeps for AWS's own keys: with aws.kms: managed it is part of a key's alias.", AwsSettings.DefaultPrefix);
        else if (!aws.Prefix.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-'))
            problems.Change(path, "holds something else than letters, digits and / _ -: with aws.kms: managed it is part of a key's alias, which takes no more.", AwsSettings.DefaultPrefix);
    }

    private static void CheckRecoveryWindow(StackSettings settings, AwsSettings aws, Problems problems)
    {
        if (settings.IsProduction && aws.RecoveryWindowDays == 0)
        {
            var path = SettingsPath.Of("aws").Key("recoveryWindowDays");
            problems.Warn(path, "is 0 in production: a deleted secret is gone at once and for ever.", problems.Command.Set(path, "30"));
        }
    }

    private static void CheckReplicas(AwsSettings aws, Problems problems)
    {
        var replicas = SettingsPath.Of("aws").Key("replicas");
        for (var index = 0; index < aws.Replicas.Count; index++)
        {
            var (region, key) = aws.Replicas[index];
            var path = replicas.Index(index);
            if (!IsKnown(region))
                continue;
            if (region == aws.Region)
                problems.Remove(path, $"replicates to '{region}', the stack's own region.");
            else if (aws.Replicas.Take(index).Any(earlier => earlier.Region == region))
                problems.Remove(path, $"replicates to '{region}' a second time.");
            else if (aws.Kms.Mode is KmsMode.Managed or KmsMode.Existing && key is null)
            {
                problems.Warn(path.Key("kmsKeyArn"), $"is not set: in {region} the AWS-managed key encrypts the copy, not a key of your own.",
                    problems.Command.Set(path.Key("kmsKeyArn"), TextFormats.KmsKey.Example));
            }

            CheckRegion(path.Key("kmsKeyArn"), key, region, "a replica's key is in the replica's region", problems);
        }
    }

    private static void CheckKeysAndSecrets(StackSettings settings, AwsSettings aws, Problems problems)
    {
        const string keyReason = "a secret's key is in the secret's region";
        CheckRegion(SettingsPath.Of("aws").Key("kms"), aws.Kms.KeyArn, aws.Region, keyReason, problems);
        foreach (var (path, existing) in Existing(settings))
        {
            CheckRegion(path.Key("arn"), existing.Arn, aws.Region, "External Secrets Operator reads in one region", problems);
            CheckAccount(path.Key("arn"), existing.Arn, aws, "the reader role reaches its own account alone", problems);
            CheckSuffix(path.Key("arn"), existing.Arn, problems);
            CheckRegion(path.Key("kmsKeyArn"), existing.KmsKeyArn, aws.Region, keyReason, problems);
        }

        foreach (var secret in Existing(settings).Where(existing => existing.Secret.Arn.Length > 0).GroupBy(existing => existing.Secret.Arn))
        {
            var (first, (_, _, key)) = secret.First();
            foreach (var (path, other) in secret.Where(existing => existing.Secret.KmsKeyArn != key))
            {
                problems.Add(path.Key("kmsKeyArn"), $"differs from {first.Key("kmsKeyArn")}, and both are of one AWS secret, which one key encrypts.",
                    key is null ? problems.Command.Remove(path.Key("kmsKeyArn")) : problems.Command.Set(path.Key("kmsKeyArn"), key));
            }
        }
    }

    /// <summary>AWS secrets of somebody else, where the stack names them.</summary>
    public static IEnumerable<(SettingsPath Path, ExistingSecret Secret)> Existing(StackSettings settings)
    {
        foreach (var secret in settings.Secrets)
        {
            if (secret.Source.Existing is { } existing)
                yield return (SecretRules.PathOf(secret.Name), existing);
        }

        if (settings.Database.Password.Existing is { } database)
            yield return (SettingsPath.Of("database").Key("password"), database);
        if (settings.Redis.Password.Existing is { } redis)
            yield return (SettingsPath.Of("redis").Key("password"), redis);
    }

    /// <summary>
    /// AWS puts six random letters and digits behind a secret's name. A name that ends in a hyphen and a word of six looks
    /// the same, and a policy matches no secret by an ARN that ends with the name. Six letters without two vowels, or with more
    /// consonants side by side than a word has, are nobody's word.
    /// </summary>
    private static void CheckSuffix(SettingsPath path, string text, Problems problems)
    {
        if (Arn.Parse(text) is not { Service: "secretsmanager" } arn || !WordAtTheEnd().IsMatch(arn.Resource) || NoWord().IsMatch(arn.Resource))
            return;
        var name = arn.Resource["secret:".Length..];
        problems.Warn(path, $"ends in '{name[^7..]}', which may be the end of the secret's name and not the six characters that AWS puts behind it: "
            + "then the reader's policy names an ARN that no secret has. The line below prints the whole ARN where this is the name, and finds nothing where the ARN is right.",
            ShellLine.Of($"aws secretsmanager describe-secret --region {arn.Region} --secret-id {name} --query ARN --output text"));
    }

    private static void CheckIdentity(StackSettings settings, AwsSettings aws, Problems problems)
    {
        var identity = SettingsPath.Of("identity");
        if (aws.Identity is IdentitySettings.Irsa irsa)
        {
            CheckAccount(identity.Key("oidcProviderArn"), irsa.OidcProviderArn, aws,
                "a role trusts an OIDC provider of its own account alone, so for a cluster of another account one is made here for that cluster's issuer", problems);
            CheckCluster(identity.Key("oidcProviderArn"), irsa.OidcProviderArn, aws, problems);
        }

        if (aws.Identity is IdentitySettings.PodIdentity podIdentity)
            CheckOperator(identity.Key("operatorRoleArn"), podIdentity.OperatorRoleArn, settings, aws, problems);
        if (aws.Identity.ReaderRoleArn is { } reader)
        {
            CheckAccount(identity.Key("readerRoleArn"), reader, aws, "the secrets' own policies name a reader of their account alone", problems);
            if (aws.PermissionsBoundary is not null)
                problems.NoMeaning(SettingsPath.Of("aws").Key("permissionsBoundary"), "identity.readerRoleArn, since this program then makes no role");
        }
        else if (aws.PermissionsBoundary is { } boundary && Arn.Parse(boundary)?.Account != "aws")
            CheckAccount(SettingsPath.Of("aws").Key("permissionsBoundary"), boundary, aws, "a permissions boundary is a policy of the role's account", problems);
    }

    /// <summary>EKS names a cluster's issuer by the cluster's region; IAM and STS take it from any.</summary>
    private static void CheckCluster(SettingsPath path, string provider, AwsSettings aws, Problems problems)
    {
        if (IsKnown(aws.Region) && Issuer().Match(provider) is { Success: true } issuer && issuer.Groups["region"].Value is var region && region != aws.Region)
        {
            problems.Warn(path, $"is of a cluster in '{region}', and the secrets are in '{aws.Region}'. If that is meant, every reading goes from the one to the other; "
                + "if the line was copied, the provider of this stack's cluster has the issuer that the line below prints.",
                ShellLine.Of($"aws eks describe-cluster --region {aws.Region} --name CLUSTER --query cluster.identity.oidc.issuer --output text"));
        }
    }

    /// <summary>Inside one account a role's trust is enough; between two, the other account has to allow it too.</summary>
    private static void CheckOperator(SettingsPath path, string role, StackSettings settings, AwsSettings aws, Problems problems)
    {
        CheckPartition(path, role, aws, problems);
        if (Arn.Parse(role) is not { } parsed || !IsKnown(aws.AccountId) || parsed.Account == aws.AccountId || parsed.Partition != aws.Partition)
            return;
        var reader = ReaderPolicies.RoleName(aws, settings.Environment);
        problems.Warn(path, $"is of account '{parsed.Account}', and the reader role is of '{aws.AccountId}'. Two policies must allow it: the reader role's trust, which this program writes, "
            + $"and one of the operator's role, which account '{parsed.Account}' gives it with the line below.",
            ShellLine.Of($"aws iam put-role-policy --role-name {parsed.Resource[(parsed.Resource.LastIndexOf('/') + 1)..]} --policy-name {reader} --policy-document {ReaderPolicies.Operator(aws, settings.Environment).ToJson()}"));
    }

    private static void CheckRegion(SettingsPath path, string? arn, string region, string because, Problems problems)
    {
        // What is missing or wrong in itself has been reported by the reader.
        if (arn is not { Length: > 0 } || !IsKnown(region) || Arn.Parse(arn) is not { } parsed || parsed.Region == region)
            return;
        problems.Change(path, $"is in region '{parsed.Region}' and must be in '{region}': {because}.",
            arn.Replace($":{parsed.Region}:", $":{region}:", StringComparison.Ordinal));
    }

    private static void CheckAccount(SettingsPath path, string arn, AwsSettings aws, string because, Problems problems)
    {
        if (arn.Length == 0 || !IsKnown(aws.AccountId) || Arn.Parse(arn) is not { } parsed)
            return;
        if (parsed.Account != aws.AccountId)
        {
            problems.Change(path, $"is of account '{parsed.Account}' and must be of '{aws.AccountId}': {because}.",
                arn.Replace($":{parsed.Account}:", $":{aws.AccountId}:", StringComparison.Ordinal));
        }
        else
        {
            CheckPartition(path, arn, aws, problems);
        }
    }

    /// <summary>What a cluster's stack says that is not here can be at odds with nothing.</summary>
    private static bool IsKnown(string text) => text.Length > 0 && !ClusterAnswers.IsUnknown(text);

    private static void CheckPartition(SettingsPath path, string arn, AwsSettings aws, Problems problems)
    {
        if (IsKnown(aws.Region) && Arn.Parse(arn) is { } parsed && parsed.Partition != aws.Partition)
        {
            problems.Change(path, $"is of partition '{parsed.Partition}' and region '{aws.Region}' of '{aws.Partition}'.",
                $"arn:{aws.Partition}{arn[(4 + parsed.Partition.Length)..]}");
        }
    }

    /// <summary>A word or a number, or one behind the other: one suffix in fifty that AWS makes looks so.</summary>
    [GeneratedRegex(@"-(?=[A-Za-z0-9]{6}\z)([A-Za-z]?[a-z]*|[A-Z]*)[0-9]*\z")]
    private static partial Regex WordAtTheEnd();

    /// <summary>Six letters without a vowel are nobody's word; with one they may be, such as <c>script</c> and <c>string</c>.</summary>
    [GeneratedRegex(@"-(?=[a-z]{6}\z)[^aeiouy]{6}\z", RegexOptions.IgnoreCase)]
    private static partial Regex NoWord();

    [GeneratedRegex(@":oidc-provider/oidc[.-]eks\.(?<region>[a-z0-9-]+)\.")]
    private static partial Regex Issuer();
}
