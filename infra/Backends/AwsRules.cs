using McpInfra.Model;
using McpInfra.Settings;
using McpInfra.Settings.Backends;

namespace McpInfra.Backends;

/// <summary>Whether the stack's AWS settings fit each other: one account, one region, names that AWS takes.</summary>
internal static class AwsRules
{
    private const int LongestRoleName = 64;

    public static void Check(StackSettings settings, AwsSettings aws, Problems problems)
    {
        CheckRoleName(settings, aws, problems);
        CheckKeyAlias(aws, problems);
        CheckRecoveryWindow(settings, aws, problems);
        CheckReplicas(aws, problems);
        CheckKeysAndSecrets(settings, aws, problems);
        CheckIdentity(aws, problems);
    }

    private static void CheckRoleName(StackSettings settings, AwsSettings aws, Problems problems)
    {
        var name = ReaderPolicies.RoleName(aws, settings.Environment);
        if (aws.Identity.ReaderRoleArn is null && name.Length > LongestRoleName)
        {
            var (path, example) = aws.Prefix == AwsSettings.DefaultPrefix
                ? (SettingsPath.Of("environment"), "dev")
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
            if (region.Length == 0)
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

    private static void CheckIdentity(AwsSettings aws, Problems problems)
    {
        var identity = SettingsPath.Of("identity");
        if (aws.Identity is IdentitySettings.Irsa irsa)
            CheckAccount(identity.Key("oidcProviderArn"), irsa.OidcProviderArn, aws, "a role trusts an OIDC provider of its own account alone", problems);
        if (aws.Identity is IdentitySettings.PodIdentity podIdentity)
            CheckPartition(identity.Key("operatorRoleArn"), podIdentity.OperatorRoleArn, aws, problems);
        if (aws.Identity.ReaderRoleArn is { } reader)
        {
            CheckAccount(identity.Key("readerRoleArn"), reader, aws, "the secrets' own policies name a reader of their account alone", problems);
            if (aws.PermissionsBoundary is not null)
                problems.NoMeaning(SettingsPath.Of("aws").Key("permissionsBoundary"), "identity.readerRoleArn, since this program then makes no role");
        }
        else if (aws.PermissionsBoundary is { } boundary && Arn.Parse(boundary)?.Account != "aws")
            CheckAccount(SettingsPath.Of("aws").Key("permissionsBoundary"), boundary, aws, "a permissions boundary is a policy of the role's account", problems);
    }

    private static void CheckRegion(SettingsPath path, string? arn, string region, string because, Problems problems)
    {
        // What is missing or wrong in itself has been reported by the reader.
        if (arn is not { Length: > 0 } || region.Length == 0 || Arn.Parse(arn) is not { } parsed || parsed.Region == region)
            return;
        problems.Change(path, $"is in region '{parsed.Region}' and must be in '{region}': {because}.",
            arn.Replace($":{parsed.Region}:", $":{region}:", StringComparison.Ordinal));
    }

    private static void CheckAccount(SettingsPath path, string arn, AwsSettings aws, string because, Problems problems)
    {
        if (arn.Length == 0 || aws.AccountId.Length == 0 || Arn.Parse(arn) is not { } parsed)
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

    private static void CheckPartition(SettingsPath path, string arn, AwsSettings aws, Problems problems)
    {
        if (aws.Region.Length > 0 && Arn.Parse(arn) is { } parsed && parsed.Partition != aws.Partition)
        {
            problems.Change(path, $"is of partition '{parsed.Partition}' and region '{aws.Region}' of '{aws.Partition}'.",
                $"arn:{aws.Partition}{arn[(4 + parsed.Partition.Length)..]}");
        }
    }
}
