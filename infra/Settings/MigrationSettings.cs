using McpInfra.Printing;
using McpInfra.Settings.Declarations;

namespace McpInfra.Settings;

/// <summary>Moving from inline secrets to external ones.</summary>
/// <param name="Optional">Lists this program's own Secrets as optional and waits for none of them.</param>
/// <param name="AllowOptionalInProd">Says that optional references are meant in a production environment.</param>
/// <param name="Adopting">Leaves namespace and Helm release to whoever runs them until Pulumi has imported both.</param>
internal sealed record MigrationSettings(bool Optional, bool AllowOptionalInProd, bool Adopting = false);

/// <summary><c>mcp-infra:migration</c>.</summary>
internal static class MigrationTopic
{
    public static GroupSetting Topic { get; } = new("migration", "moving from inline secrets to external ones");

    private static readonly FlagSetting Optional = Topic.Add(new FlagSetting("optional", "lists our Secrets as optional and waits for none", fallback: false));
    private static readonly FlagSetting AllowOptionalInProd = Topic.Add(new FlagSetting("allowOptionalInProd", "says that optional references are meant in production", fallback: false));

    private static readonly FlagSetting Adopting = Topic.Add(new FlagSetting("adopting",
        $"leaves namespace and release to Helm until Pulumi has imported them; see {Page.Migration.Link}", fallback: false));

    public static MigrationSettings Read(SettingsGroup settings)
    {
        var migration = settings.Open(Topic);
        return new MigrationSettings(migration.Flag(Optional), migration.Flag(AllowOptionalInProd), migration.Flag(Adopting));
    }
}
