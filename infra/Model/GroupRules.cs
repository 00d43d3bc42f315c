using McpInfra.Contract;
using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>Which values may share an AWS secret.</summary>
internal static class GroupRules
{
    /// <summary>Groups that the program makes itself, or whose Kubernetes Secret would take a name it needs.</summary>
    private static readonly string[] Reserved =
    [
        CatalogNames.Encryption, CatalogNames.Postgres, CatalogNames.Redis, CatalogNames.PgAdmin, CatalogNames.Minio,
        CatalogNames.Existing, CatalogNames.GatewaySecret["mcp-gateway-".Length..],
    ];

    public static void Check(StackSettings settings, Problems problems)
    {
        var named = settings.Secrets.Where(secret => secret.Source.Group is not null).ToList();
        foreach (var secret in named)
            CheckName(secret, settings.Backend.WritesValues, problems);

        foreach (var group in named.GroupBy(secret => secret.Source.Group!))
        {
            var external = group.Where(secret => secret.Source.From == SecretSource.External).ToList();
            if (external.Count > 0 && external.Count < group.Count())
            {
                problems.Remove(GroupPath(external[0]), $"'{group.Key}' also holds values that Pulumi writes "
                    + $"({string.Join(", ", group.Except(external).Select(secret => secret.Name))}); what Pulumi writes and what it must not overwrite never share an AWS secret.");
            }
        }
    }

    private static void CheckName(SecretSettings secret, bool isWritten, Problems problems)
    {
        var group = secret.Source.Group!;
        var isExternal = secret.Source.From == SecretSource.External;
        if (secret.Name == ChartCredentials.AuthEncryptionSecret)
            problems.Remove(GroupPath(secret), "cannot be: this key has a secret of its own, so that no other change touches it.");
        else if (Reserved.Contains(group))
            problems.Remove(GroupPath(secret), $"'{group}' is a group of the program's own.");
        else if (!isWritten)
            return;
        else if (group == CatalogNames.External && !isExternal)
            problems.Remove(GroupPath(secret), $"'{group}' is the group of the values that Pulumi does not write.");
        else if (group == CatalogNames.Gateway && isExternal)
            problems.Remove(GroupPath(secret), $"'{group}' is the group of the values that Pulumi writes.");
        else if (group.Length > 7 && group[^7] == '-' && group[^6..].All(char.IsAsciiLetterOrDigit))
        {
            problems.Warn(GroupPath(secret), $"'{group}' ends in '-' and six characters, which AWS advises against: so do the ARNs of its secrets, "
                + "and a search by part of an ARN may find another secret.");
        }
    }

    private static SettingsPath GroupPath(SecretSettings secret) => SecretRules.PathOf(secret.Name).Key("group");
}
