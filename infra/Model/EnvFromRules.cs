using McpInfra.Settings;

namespace McpInfra.Model;

/// <summary>What a stack lists under <c>extraEnvVarsSecret</c>, and where a reference may be optional.</summary>
internal static class EnvFromRules
{
    private static readonly SettingsPath List = SettingsPath.Of("extraEnvVarsSecret");

    private static readonly string[] ProgramsOwn =
    [
        CatalogNames.GatewaySecret, CatalogNames.PostgresSecret, CatalogNames.RedisSecret, CatalogNames.PgAdminSecret, CatalogNames.MinioSecret,
        CatalogNames.KubernetesName(CatalogNames.Encryption), CatalogNames.KubernetesName(CatalogNames.External),
        CatalogNames.KubernetesName(CatalogNames.Existing),
    ];

    public static void Check(StackSettings settings, Problems problems)
    {
        var own = settings.Secrets.Select(secret => secret.Source.Group).OfType<string>().Select(CatalogNames.KubernetesName).Concat(ProgramsOwn).Concat(OfOthers(settings)).ToList();
        for (var index = 0; index < settings.ExtraEnvVarsSecret.Count; index++)
        {
            var entry = settings.ExtraEnvVarsSecret[index];
            var path = PathOf(entry, index);
            if (entry.Name.Length == 0)
                continue;
            if (entry.Kind == EnvFromKind.SecretRef && (own.Contains(entry.Name) || own.Exists(name => IsVersionOf(name, entry.Name))))
                problems.Remove(List.Index(index), $"names '{entry.Name}', a Secret that the program makes and lists itself, last.");
            else if (settings.ExtraEnvVarsSecret.Take(index).Any(earlier => earlier.Kind == entry.Kind && earlier.Name == entry.Name))
                problems.Remove(List.Index(index), $"lists '{entry.Name}' a second time.");
            if (entry.Optional)
                CheckOptional(path.Key("optional"), settings, problems);
        }

        if (settings.Migration.Optional)
            CheckOptional(SettingsPath.Of("migration").Key("optional"), settings, problems);
    }

    /// <summary>Secrets that somebody else makes for the program to list.</summary>
    private static IEnumerable<string> OfOthers(StackSettings settings) =>
        settings.Backend.SecretsOfOthers.Values.Select(secret => secret.Name).OfType<string>();

    private static void CheckOptional(SettingsPath path, StackSettings settings, Problems problems)
    {
        if (!settings.IsProduction || settings.Migration.AllowOptionalInProd)
            return;
        problems.Change(path, "is true in production: a pod whose Secret is missing would start with the chart's defaults. Set it to false, or say that it is meant "
            + "with mcp-infra:migration.allowOptionalInProd.", "false", kind: ProblemKind.Optional);
    }

    /// <summary>A versioned name of the gateway's Secret, as <c>mcp-gateway-external-secret-1a2b3c4d</c>.</summary>
    private static bool IsVersionOf(string own, string name) =>
        name.StartsWith(own + "-", StringComparison.Ordinal) && name.Length == own.Length + 9 && name[^8..].All(char.IsAsciiHexDigit);

    private static SettingsPath PathOf(EnvFromSettings entry, int index) =>
        List.Index(index).Key(entry.Kind == EnvFromKind.SecretRef ? "secretRef" : "configMapRef");
}
